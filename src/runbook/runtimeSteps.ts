import { confirm, cordon, drain, reboot, type RunbookStep, uncordon, waitReady } from './commonSteps';
import { type Target } from './target';

const readVersions = {
  id: 'readVersions',
  where: 'workstation',
  title: 'runbook.readVersions.title',
  why: 'runbook.readVersions.why',
  command: ({ argument }: Target) => `kubectl get node -o wide ${argument}`,
  expect: 'runbook.readVersions.expect',
  ifNot: 'runbook.readVersions.ifNot',
} as const satisfies RunbookStep;

const readRunc = {
  id: 'readRunc',
  where: 'node',
  title: 'runbook.readRunc.title',
  why: 'runbook.readRunc.why',
  command: () => 'runc --version\nkubelet --version',
  expect: 'runbook.readRunc.expect',
  ifNot: 'runbook.readRunc.ifNot',
} as const satisfies RunbookStep;

const upgradeBoth = {
  id: 'upgradeBoth',
  where: 'node',
  title: 'runbook.upgradeBoth.title',
  why: 'runbook.upgradeBoth.why',
  expect: 'runbook.upgradeBoth.expect',
  ifNot: 'runbook.upgradeBoth.ifNot',
} as const satisfies RunbookStep;

const verifyRuntime = {
  id: 'verifyRuntime',
  where: 'node',
  title: 'runbook.verifyRuntime.title',
  why: 'runbook.verifyRuntime.why',
  command: () =>
    [
      'runc --version',
      `find /sys/fs/cgroup/memory -path '*kubepods*' -name memory.kmem.slabinfo -exec head -n 3 {} + 2>&1 | head -n 20`,
      'ls /sys/kernel/slab | wc -l',
    ].join('\n'),
  expect: 'runbook.verifyRuntime.expect',
  ifNot: 'runbook.verifyRuntime.ifNot',
} as const satisfies RunbookStep;

/** Kubelet and runc that never switch accounting on: works on kernels before 4.5 only, and needs both. */
export const runtimeSteps = [
  confirm,
  readVersions,
  readRunc,
  cordon,
  drain,
  upgradeBoth,
  reboot,
  waitReady,
  verifyRuntime,
  uncordon,
] as const;
