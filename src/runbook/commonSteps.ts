import { type Target } from './target';

/** Texts are keys of `locales/`; a command is ready to paste. `where` tells on which machine it runs. */
export interface RunbookStep<Key extends string = string> {
  id: string;
  where: 'workstation' | 'node';
  title: Key;
  why: Key;
  command?: (target: Target) => string;
  expect?: Key;
  ifNot?: Key;
}

export const confirm = {
  id: 'confirm',
  where: 'node',
  title: 'runbook.confirm.title',
  why: 'runbook.confirm.why',
  command: () =>
    [
      'uname -r',
      "grep -E 'MemTotal|MemAvailable|SUnreclaim' /proc/meminfo",
      'ls /sys/kernel/slab | wc -l',
      'grep -w memory /proc/cgroups',
      'find /sys/fs/cgroup/memory -type d | wc -l',
    ].join('\n'),
  expect: 'runbook.confirm.expect',
  ifNot: 'runbook.confirm.ifNot',
} as const satisfies RunbookStep;

export const cordon = {
  id: 'cordon',
  where: 'workstation',
  title: 'runbook.cordon.title',
  why: 'runbook.cordon.why',
  command: ({ argument }: Target) => `kubectl config current-context\nkubectl cordon ${argument}`,
  expect: 'runbook.cordon.expect',
  ifNot: 'runbook.cordon.ifNot',
} as const satisfies RunbookStep;

export const drain = {
  id: 'drain',
  where: 'workstation',
  title: 'runbook.drain.title',
  why: 'runbook.drain.why',
  command: ({ argument, fieldSelector }: Target) =>
    `kubectl drain --ignore-daemonsets --delete-emptydir-data --timeout=15m ${argument}\nkubectl get pods -A -o wide --field-selector ${fieldSelector}`,
  expect: 'runbook.drain.expect',
  ifNot: 'runbook.drain.ifNot',
} as const satisfies RunbookStep;

export const reboot = {
  id: 'reboot',
  where: 'node',
  title: 'runbook.reboot.title',
  why: 'runbook.reboot.why',
  command: () => 'systemctl reboot',
  expect: 'runbook.reboot.expect',
  ifNot: 'runbook.reboot.ifNot',
} as const satisfies RunbookStep;

export const waitReady = {
  id: 'waitReady',
  where: 'workstation',
  title: 'runbook.waitReady.title',
  why: 'runbook.waitReady.why',
  command: ({ resource }: Target) => `kubectl wait --for=condition=Ready --timeout=15m ${resource}`,
  expect: 'runbook.waitReady.expect',
  ifNot: 'runbook.waitReady.ifNot',
} as const satisfies RunbookStep;

export const uncordon = {
  id: 'uncordon',
  where: 'workstation',
  title: 'runbook.uncordon.title',
  why: 'runbook.uncordon.why',
  command: ({ argument }: Target) => `kubectl uncordon ${argument}`,
  expect: 'runbook.uncordon.expect',
  ifNot: 'runbook.uncordon.ifNot',
} as const satisfies RunbookStep;
