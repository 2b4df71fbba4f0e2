import { type StepFacts } from './step';
import { type Target } from './target';

/** Buys time until the fix: nothing here ends the leak. */
export const reliefSteps = {
  moveStuckPods: {
    where: 'workstation',
    risk: 'disrupts',
    minutes: [2, 10],
    command: ({ fieldSelector }: Target) =>
      `kubectl get pods -A -o wide --field-selector ${fieldSelector} | grep -E 'ContainerCreating|RunContainerError|CreateContainerError'`,
  },
  countLive: {
    where: 'node',
    risk: 'reads',
    minutes: [1, 2],
    command: () =>
      [
        'grep -w memory /proc/cgroups',
        'find /sys/fs/cgroup/memory -type d | wc -l',
        "find /sys/fs/cgroup/memory -mindepth 1 -maxdepth 3 -type d | sed 's|/[^/]*$||' | sort | uniq -c | sort -rn | head",
      ].join('\n'),
  },
  dropCaches: {
    where: 'node',
    risk: 'disrupts',
    minutes: [1, 5],
    command: () =>
      [
        'grep -w memory /proc/cgroups',
        'sync',
        'echo 3 > /proc/sys/vm/drop_caches',
        'grep -w memory /proc/cgroups',
      ].join('\n'),
  },
} as const satisfies Record<string, StepFacts>;
