import { type StepFacts } from './step';
import { type Target } from './target';

export const readMemory =
  "grep -hE '^([0-9]|(MemTotal|MemAvailable|SReclaimable|SUnreclaim):)' /proc/sys/kernel/osrelease /proc/meminfo";

export const countMemoryCgroups = [
  "printf '%s slab entries\\n%s memory cgroups counted\\n%s memory cgroup directories\\n' \\",
  '  "$(find /sys/kernel/slab -mindepth 1 -maxdepth 1 | wc -l)" \\',
  `  "$(awk '$1 == "memory" { print $3 }' /proc/cgroups)" \\`,
  '  "$(find /sys/fs/cgroup/memory -type d | wc -l)"',
].join('\n');

/** Nothing here changes anything. */
export const confirmSteps = {
  readEvents: {
    where: 'workstation',
    risk: 'reads',
    minutes: [1, 1],
    command: ({ word }: Target) =>
      `kubectl get events -A -o wide | grep -F -e ${word} | grep -iF -e /sys/fs/cgroup -e 'cannot allocate memory' -e 'no space left on device'`,
  },
  readMemory: { where: 'node', risk: 'reads', minutes: [1, 1], command: () => readMemory },
  countCgroups: { where: 'node', risk: 'reads', minutes: [1, 2], command: () => countMemoryCgroups },
} as const satisfies Record<string, StepFacts>;

export interface Result {
  /** Its words are in `locales/` under `runbook.result.`: what is seen, and what it means. */
  id:
    | 'refused'
    | 'otherText'
    | 'noEvents'
    | 'memoryAmple'
    | 'memoryShort'
    | 'kernelFixed'
    | 'slabEntriesHigh'
    | 'countedNotThere'
    | 'directoriesThere'
    | 'countLow';
  /** Where to go on from here. */
  goTo?: 'not-this-fault' | 'relief';
}

/** What each answer means. */
export const results: Readonly<Record<keyof typeof confirmSteps, readonly Result[]>> = {
  readEvents: [{ id: 'refused' }, { id: 'otherText', goTo: 'not-this-fault' }, { id: 'noEvents' }],
  readMemory: [
    { id: 'memoryAmple' },
    { id: 'memoryShort', goTo: 'not-this-fault' },
    { id: 'kernelFixed', goTo: 'not-this-fault' },
  ],
  countCgroups: [
    { id: 'slabEntriesHigh' },
    { id: 'countedNotThere' },
    { id: 'directoriesThere', goTo: 'relief' },
    { id: 'countLow' },
  ],
};
