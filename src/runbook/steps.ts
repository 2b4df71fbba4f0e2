import { confirm, cordon, drain, reboot, type RunbookStep, uncordon, waitReady } from './commonSteps';
import { type RunbookOption } from './options';
import { reliefSteps } from './reliefSteps';
import { runtimeSteps } from './runtimeSteps';

const setNokmem = {
  id: 'setNokmem',
  where: 'node',
  title: 'runbook.setNokmem.title',
  why: 'runbook.setNokmem.why',
  command: () =>
    [
      "grubby --info=ALL | grep -E '^(kernel|args)='",
      'grubby --update-kernel=ALL --args=cgroup.memory=nokmem',
      `sed -i.before-nokmem '/^GRUB_CMDLINE_LINUX=/{/nokmem/!s/"$/ cgroup.memory=nokmem"/}' /etc/default/grub`,
    ].join('\n'),
  expect: 'runbook.setNokmem.expect',
  ifNot: 'runbook.setNokmem.ifNot',
} as const satisfies RunbookStep;

const withoutGrubby = {
  id: 'withoutGrubby',
  where: 'node',
  title: 'runbook.withoutGrubby.title',
  why: 'runbook.withoutGrubby.why',
  command: () =>
    [
      'config=/boot/grub2/grub.cfg',
      'if [ -d /sys/firmware/efi ]; then config=$(ls /boot/efi/EFI/*/grub.cfg | head -n 1); fi',
      'echo "$config"',
      'grub2-mkconfig -o "$config"',
    ].join('\n'),
  expect: 'runbook.withoutGrubby.expect',
  ifNot: 'runbook.withoutGrubby.ifNot',
} as const satisfies RunbookStep;

const checkBootEntry = {
  id: 'checkBootEntry',
  where: 'node',
  title: 'runbook.checkBootEntry.title',
  why: 'runbook.checkBootEntry.why',
  command: () => "grubby --info=DEFAULT | grep -E '^(kernel|args)='\ngrep -n '^GRUB_CMDLINE_LINUX=' /etc/default/grub",
  expect: 'runbook.checkBootEntry.expect',
  ifNot: 'runbook.checkBootEntry.ifNot',
} as const satisfies RunbookStep;

const whichSystem = {
  id: 'whichSystem',
  where: 'node',
  title: 'runbook.whichSystem.title',
  why: 'runbook.whichSystem.why',
  command: () => 'grep PRETTY_NAME /etc/os-release\nuname -r',
  expect: 'runbook.whichSystem.expect',
  ifNot: 'runbook.whichSystem.ifNot',
} as const satisfies RunbookStep;

const newKernel = {
  id: 'newKernel',
  where: 'node',
  title: 'runbook.newKernel.title',
  why: 'runbook.newKernel.why',
  command: () => "dnf upgrade 'kernel*'\ngrubby --default-kernel",
  expect: 'runbook.newKernel.expect',
  ifNot: 'runbook.newKernel.ifNot',
} as const satisfies RunbookStep;

const verifyNokmem = {
  id: 'verifyNokmem',
  where: 'node',
  title: 'runbook.verifyNokmem.title',
  why: 'runbook.verifyNokmem.why',
  command: () =>
    [
      `tr ' ' '\\n' < /proc/cmdline | grep '^cgroup.memory='`,
      `find /sys/fs/cgroup/memory -path '*kubepods*' -name memory.kmem.slabinfo -exec head -n 3 {} + 2>&1 | head -n 20`,
      'ls /sys/kernel/slab | wc -l',
    ].join('\n'),
  expect: 'runbook.verifyNokmem.expect',
  ifNot: 'runbook.verifyNokmem.ifNot',
} as const satisfies RunbookStep;

const verifyKernel = {
  id: 'verifyKernel',
  where: 'node',
  title: 'runbook.verifyKernel.title',
  why: 'runbook.verifyKernel.why',
  command: () => "uname -r\ngrep -E 'SUnreclaim' /proc/meminfo\ngrep -w memory /proc/cgroups",
  expect: 'runbook.verifyKernel.expect',
  ifNot: 'runbook.verifyKernel.ifNot',
} as const satisfies RunbookStep;

const nokmemSteps = [
  confirm,
  cordon,
  drain,
  setNokmem,
  withoutGrubby,
  checkBootEntry,
  reboot,
  waitReady,
  verifyNokmem,
  uncordon,
] as const;
const kernelSteps = [
  confirm,
  cordon,
  drain,
  whichSystem,
  newKernel,
  reboot,
  waitReady,
  verifyKernel,
  uncordon,
] as const;

export type Step =
  | (typeof nokmemSteps)[number]
  | (typeof kernelSteps)[number]
  | (typeof runtimeSteps)[number]
  | (typeof reliefSteps)[number];

export const runbookSteps: Readonly<Record<RunbookOption, readonly Step[]>> = {
  nokmem: nokmemSteps,
  'kernel-upgrade': kernelSteps,
  runtime: runtimeSteps,
  relief: reliefSteps,
};
