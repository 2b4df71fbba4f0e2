import { countMemoryCgroups, readMemory } from './confirmSteps';
import { type StepFacts } from './step';
import { type Target } from './target';

const drainFlags = ['--ignore-daemonsets', '--delete-emptydir-data', '--timeout=15m'];
export const readyFlags = ['--for=condition=Ready', '--timeout=15m'];
export const rebootCommand = 'systemctl reboot';

export const commonSteps = {
  confirm: { where: 'node', command: () => `${readMemory}\n${countMemoryCgroups}` },
  cordon: {
    where: 'workstation',
    command: ({ argument }: Target) => `kubectl config current-context\nkubectl cordon ${argument}`,
  },
  drain: {
    where: 'workstation',
    command: ({ argument, fieldSelector }: Target) =>
      `kubectl drain ${drainFlags.join(' ')} ${argument}\nkubectl get pods -A -o wide --field-selector ${fieldSelector}`,
  },
  reboot: { where: 'node', command: () => rebootCommand },
  waitReady: {
    where: 'workstation',
    command: ({ resource }: Target) => `kubectl wait ${readyFlags.join(' ')} ${resource}`,
  },
  uncordon: { where: 'workstation', command: ({ argument }: Target) => `kubectl uncordon ${argument}` },
  removeOldNode: { where: 'workstation', command: ({ argument }: Target) => `kubectl delete node ${argument}` },
} as const satisfies Record<string, StepFacts>;
