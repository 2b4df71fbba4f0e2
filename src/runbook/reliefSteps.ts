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
  slowDown: {
    where: 'workstation',
    risk: 'reads',
    minutes: [2, 5],
    command: ({ fieldSelector }: Target) =>
      [
        // A Job is named after its CronJob, with its time behind it.
        `kubectl get pods -A --no-headers --field-selector ${fieldSelector} -o custom-columns=NS:.metadata.namespace,KIND:.metadata.ownerReferences[0].kind,OWNER:.metadata.ownerReferences[0].name | sed -E 's/-[0-9]{8,}$//' | sort | uniq -c | sort -rn | head`,
        `kubectl get pods -A --no-headers --field-selector ${fieldSelector} -o custom-columns=RESTARTS:.status.containerStatuses[0].restartCount,NS:.metadata.namespace,POD:.metadata.name | sort -rn | head -5`,
        'kubectl get cronjobs -A',
      ].join('\n'),
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
  reclaimCgroups: {
    where: 'node',
    risk: 'disrupts',
    minutes: [1, 10],
    command: () =>
      [
        'if [ -w /sys/kernel/mm/memcg_reaper/reap ]; then',
        '  echo 1 > /sys/kernel/mm/memcg_reaper/reap',
        'elif [ -w /sys/fs/cgroup/kubepods.slice/memory.reclaim ]; then',
        '  echo 1G > /sys/fs/cgroup/kubepods.slice/memory.reclaim',
        'else',
        '  for parent in /sys/fs/cgroup/memory/kubepods.slice /sys/fs/cgroup/memory/kubepods; do',
        '    if [ -w "$parent/memory.force_empty" ]; then echo 0 > "$parent/memory.force_empty"; fi',
        '  done',
        'fi',
        "grep -hE '^(memory|nr_dying_descendants)\\b' /proc/cgroups /sys/fs/cgroup/cgroup.stat 2>/dev/null",
      ].join('\n'),
  },
} as const satisfies Record<string, StepFacts>;
