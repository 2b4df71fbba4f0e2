import { makePlan, type MaintenancePlan } from '../runbook/plan/makePlan';
import { type PlanNode } from '../runbook/plan/planNode';
import { defaultPlanSettings, type PlanSettings } from '../runbook/plan/planSettings';
import { atSeconds } from './planNodes';

/** Names and clusters that want to be read as something else by a shell, a YAML parser, a template or a terminal. */
export const hostileNames = [
  '$(touch pwned)',
  `'; touch pwned; '`,
  'a\ntouch pwned',
  '-oProxyCommand=touch pwned',
  '`id`',
  '\u202egnp',
  'w[1:9]',
  "{{ lookup('pipe', 'touch pwned') }}",
  '!unsafe x',
  'Wörker',
  'a: b',
  '*',
  '|pipe',
];
export const hostileClusters = [`c'1\n$(touch pwned)\n- x: y`, '{{ 1 }} # \u2028 end'];

export function planOf(chosen: PlanNode[], settings: Partial<PlanSettings> = {}): MaintenancePlan {
  return makePlan({
    chosen,
    sizeOf: () => ({ nodes: 100, controlPlane: 3 }),
    settings: { ...defaultPlanSettings, waveSize: { unit: 'nodes', count: 2 }, ...settings },
    startsAtSeconds: atSeconds,
    timeZone: 'UTC',
  });
}
