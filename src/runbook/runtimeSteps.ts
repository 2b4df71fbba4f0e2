import { type StepFacts } from './step';
import { type Target } from './target';

/** Of each pod's cgroup the file cannot be read: no cache is kept for it. */
export const accountingIsOff =
  "! find /sys/fs/cgroup/memory -path '*kubepods*' -name memory.kmem.slabinfo -exec cat {} + 2>/dev/null | grep -q .";

/** Kubelet and runc that never switch accounting on: works on kernels before 4.5 only, and needs both. */
export const runtimeSteps = {
  readVersions: {
    where: 'workstation',
    risk: 'reads',
    minutes: [1, 1],
    command: ({ argument }: Target) => `kubectl get node -o wide ${argument}`,
  },
  readRunc: { where: 'node', risk: 'reads', minutes: [1, 1], command: () => 'runc --version\nkubelet --version' },
  upgradeBoth: {
    where: 'node',
    risk: 'disrupts',
    minutes: [10, 30],
    ofSite: 'the upgrade of kubelet and runc to builds that never switch kernel-memory accounting on',
  },
  verifyRuntime: {
    where: 'node',
    risk: 'reads',
    minutes: [1, 3],
    unattended: accountingIsOff,
    command: () =>
      [
        'runc --version',
        `find /sys/fs/cgroup/memory -path '*kubepods*' -name memory.kmem.slabinfo -exec head -n 3 {} + 2>&1 | head -n 20`,
        'find /sys/kernel/slab -mindepth 1 -maxdepth 1 | wc -l',
      ].join('\n'),
  },
} as const satisfies Record<string, StepFacts>;
