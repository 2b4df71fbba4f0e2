import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type FleetReading } from '../../data/fleetReading';
import { diagnose, type NodeKey } from '../../diagnosis';
import { compareUrgency } from '../../diagnosis/urgency';
import { type ClusterSize } from '../../runbook/plan/makePlan';
import { isPlannedByDefault, type PlanNode } from '../../runbook/plan/planNode';
import { nodeId } from '../../signals/evidence/collect';
import { type NodePlace, nowhere } from '../../signals/evidence/planFacts';
import { type RestOfFleet, sizeOf } from '../../signals/evidence/restOfFleet';
import { type PlanChoice } from './planView';

/** All nodes that a plan can hold, most urgent first. */
export function planNodesOf(reading: FleetReading, places: ReadonlyMap<string, NodePlace>): PlanNode[] {
  return reading.nodes
    .filter(({ isWithoutNode }) => !isWithoutNode)
    .map((node: FleetNode) => ({ ...node, ...(places.get(node.id) ?? nowhere) }))
    .sort(compareUrgency);
}

/** The nodes in the plan, in its order. A fixed plan keeps nodes that are not seen any more. */
export function chosenNodes(all: readonly PlanNode[], choice: PlanChoice, atSeconds: number): PlanNode[] {
  if (choice.kind === 'fixed') {
    const byId = new Map(all.map((node) => [node.id, node]));
    return choice.keys.map((key) => byId.get(nodeId(key)) ?? unseen(key, atSeconds));
  }
  const added = new Set(choice.added.map(nodeId));
  const dropped = new Set(choice.dropped.map(nodeId));
  return all.filter((node) => added.has(node.id) || (isPlannedByDefault(node) && !dropped.has(node.id)));
}

function unseen(key: NodeKey, atSeconds: number): PlanNode {
  const evidence = { key, atSeconds, slabHistory: [], stuckPods: [], events: [] };
  return { id: nodeId(key), evidence, diagnosis: diagnose(evidence), isControlPlane: false };
}

/** Puts nodes in or takes them out. A fixed plan keeps its order: what is put in goes to its end. */
export function changedChoice(choice: PlanChoice, nodes: readonly PlanNode[], isIn: boolean): PlanChoice {
  const ids = new Set(nodes.map(({ id }) => id));
  const without = (keys: readonly NodeKey[]) => keys.filter((key) => !ids.has(nodeId(key)));
  if (choice.kind === 'fixed') {
    const known = new Set(choice.keys.map(nodeId));
    const added = nodes.filter(({ id }) => !known.has(id)).map(({ evidence }) => evidence.key);
    return { ...choice, keys: isIn ? [...choice.keys, ...added] : without(choice.keys) };
  }
  const marked = nodes.filter((node) => isPlannedByDefault(node) !== isIn).map(({ evidence }) => evidence.key);
  return isIn
    ? { kind: 'proposed', added: [...without(choice.added), ...marked], dropped: without(choice.dropped) }
    : { kind: 'proposed', added: without(choice.added), dropped: [...without(choice.dropped), ...marked] };
}

/** @param rest how many others there are, of which no more is known than their places */
export function clusterSizes(
  all: readonly PlanNode[],
  rest: RestOfFleet | undefined,
  places: ReadonlyMap<string, NodePlace>
): (cluster: string | undefined) => ClusterSize {
  const sizes = new Map<string | undefined, ClusterSize>();
  const add = (cluster: string | undefined, nodes: number, controlPlane: number) => {
    const before = sizes.get(cluster) ?? { nodes: 0, controlPlane: 0 };
    sizes.set(cluster, { nodes: before.nodes + nodes, controlPlane: before.controlPlane + controlPlane });
  };
  for (const { evidence, isControlPlane } of all) {
    add(evidence.key.cluster, 1, Number(isControlPlane));
  }
  if (rest) {
    const known = new Set(all.map(({ id }) => id));
    rest.forEach((counts, cluster) => add(cluster || undefined, sizeOf(counts), 0));
    places.forEach(({ cluster, isControlPlane }, id) => add(cluster, 0, Number(isControlPlane && !known.has(id))));
  }
  return (cluster) => sizes.get(cluster) ?? { nodes: 0, controlPlane: 0 };
}
