import { type State } from '../../diagnosis/diagnosis';
import { type FleetNode } from './fleetNode';

/** Up to so many nodes have their history read whole; of a larger fleet only these many, the most suspicious. */
export const maxHistories = 500;

const order: Partial<Record<State, number>> = { failing: 2, leaking: 1 };

/** The nodes whose history is worth its bytes: what fails, what leaks, then what grows fastest. */
export function suspectsOf(nodes: readonly FleetNode[]): FleetNode[] {
  const weight = ({ diagnosis }: FleetNode) => order[diagnosis.state] ?? 0;
  const growth = ({ evidence }: FleetNode) => evidence.slabSteadyGrowthBytesPerDay ?? -Infinity;
  return nodes
    .filter((node) => weight(node) > 0 || growth(node) > 0)
    .sort((a, b) => weight(b) - weight(a) || growth(b) - growth(a))
    .slice(0, maxHistories);
}
