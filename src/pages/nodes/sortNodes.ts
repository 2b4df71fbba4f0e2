import { type FleetNode } from '../../signals/evidence/fleetNode';
import { states } from '../../diagnosis/diagnosis';
import { type ColumnId } from '../shared/address/columnIds';
import { type Sorting } from '../shared/address/nodesView';
import { compareUrgency, earliestSeconds, refusedCreations } from '../../diagnosis/urgency';

type SortValue = number | string | undefined;

const sortValues: Record<ColumnId, (node: FleetNode) => SortValue> = {
  state: ({ diagnosis }) => states.indexOf(diagnosis.state),
  node: ({ evidence }) => evidence.key.node,
  why: ({ diagnosis }) => diagnosis.reasons.length,
  forecast: earliestSeconds,
  slab: ({ evidence }) => evidence.slabUnreclaimableBytes,
  growth: ({ evidence }) => evidence.slabSteadyGrowthBytesPerDay,
  cgroups: ({ evidence }) => evidence.memoryCgroups,
  creations: refusedCreations,
  stuckPods: ({ evidence }) => evidence.stuckPods.length,
  kernel: ({ evidence }) => evidence.kernelRelease,
  accounting: ({ evidence }) =>
    evidence.kmemAccountingOn === undefined ? undefined : Number(evidence.kmemAccountingOn),
  uptime: ({ evidence }) =>
    evidence.bootTimeSeconds === undefined ? undefined : evidence.atSeconds - evidence.bootTimeSeconds,
  kubelet: ({ evidence }) => evidence.kubeletVersion,
  runtime: ({ evidence }) => evidence.containerRuntimeVersion,
};

/** A new list. Nodes without a value come last in both directions; equal ones by urgency. */
export function sortNodes(nodes: readonly FleetNode[], { column, isDescending }: Sorting): FleetNode[] {
  if (column === 'urgency') {
    return [...nodes].sort(compareUrgency);
  }
  const valueOf = sortValues[column];
  const direction = isDescending ? -1 : 1;
  return [...nodes].sort((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x === undefined || y === undefined) {
      return Number(x === undefined) - Number(y === undefined) || compareUrgency(a, b);
    }
    return (x < y ? -1 : x > y ? 1 : 0) * direction || compareUrgency(a, b);
  });
}
