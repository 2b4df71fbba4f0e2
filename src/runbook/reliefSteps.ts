import { confirm, cordon, drain, reboot, type RunbookStep, uncordon, waitReady } from './commonSteps';
import { type Target } from './target';

const moveStuckPods = {
  id: 'moveStuckPods',
  where: 'workstation',
  title: 'runbook.moveStuckPods.title',
  why: 'runbook.moveStuckPods.why',
  command: ({ fieldSelector }: Target) =>
    `kubectl get pods -A -o wide --field-selector ${fieldSelector} | grep -E 'ContainerCreating|RunContainerError|CreateContainerError'`,
  expect: 'runbook.moveStuckPods.expect',
  ifNot: 'runbook.moveStuckPods.ifNot',
} as const satisfies RunbookStep;

const countLive = {
  id: 'countLive',
  where: 'node',
  title: 'runbook.countLive.title',
  why: 'runbook.countLive.why',
  command: () =>
    [
      'grep -w memory /proc/cgroups',
      'find /sys/fs/cgroup/memory -type d | wc -l',
      "find /sys/fs/cgroup/memory -mindepth 1 -maxdepth 3 -type d | sed 's|/[^/]*$||' | sort | uniq -c | sort -rn | head",
    ].join('\n'),
  expect: 'runbook.countLive.expect',
  ifNot: 'runbook.countLive.ifNot',
} as const satisfies RunbookStep;

const dropCaches = {
  id: 'dropCaches',
  where: 'node',
  title: 'runbook.dropCaches.title',
  why: 'runbook.dropCaches.why',
  command: () =>
    ['grep -w memory /proc/cgroups', 'sync', 'echo 3 > /proc/sys/vm/drop_caches', 'grep -w memory /proc/cgroups'].join(
      '\n'
    ),
  expect: 'runbook.dropCaches.expect',
  ifNot: 'runbook.dropCaches.ifNot',
} as const satisfies RunbookStep;

/** Buys time until the fix: nothing here ends the leak. */
export const reliefSteps = [
  confirm,
  cordon,
  moveStuckPods,
  countLive,
  dropCaches,
  drain,
  reboot,
  waitReady,
  uncordon,
] as const;
