import { countMemoryCgroups, readMemory } from './confirmSteps';
import { type StepFacts } from './step';
import { type Target } from './target';

const drainFlags = ['--ignore-daemonsets', '--delete-emptydir-data', '--timeout=15m'];
export const readyFlags = ['--for=condition=Ready', '--timeout=15m'];
export const rebootCommand = 'systemctl reboot';

export const commonSteps = {
  confirm: { where: 'node', risk: 'reads', minutes: [1, 3], command: () => `${readMemory}\n${countMemoryCgroups}` },
  cordon: {
    where: 'workstation',
    risk: 'changes',
    minutes: [1, 1],
    command: ({ argument }: Target) => `kubectl config current-context\nkubectl cordon ${argument}`,
  },
  drain: {
    where: 'workstation',
    risk: 'disrupts',
    minutes: [1, 15],
    command: ({ argument, fieldSelector }: Target) =>
      `kubectl drain ${drainFlags.join(' ')} ${argument}\nkubectl get pods -A -o wide --field-selector ${fieldSelector}`,
  },
  reboot: { where: 'node', risk: 'disrupts', minutes: [2, 10], command: () => rebootCommand },
  waitReady: {
    where: 'workstation',
    risk: 'reads',
    minutes: [1, 15],
    command: ({ resource }: Target) => `kubectl wait ${readyFlags.join(' ')} ${resource}`,
  },
  uncordon: {
    where: 'workstation',
    risk: 'changes',
    minutes: [1, 1],
    command: ({ argument }: Target) => `kubectl uncordon ${argument}`,
  },
  removeOldNode: {
    where: 'workstation',
    risk: 'changes',
    minutes: [1, 1],
    command: ({ argument }: Target) => `kubectl delete node ${argument}`,
  },
} as const satisfies Record<string, StepFacts>;
