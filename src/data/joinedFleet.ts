import { diagnose } from '../diagnosis';
import { nodeId } from '../signals/evidence/collect';
import { withoutLeftOut } from '../signals/evidence/leftOutNodes';
import { type NodeName } from '../signals/questions/nodeQuestions';
import { joinPasted } from '../signals/evidence/pasted';
import { type PastedSource } from '../signals/evidence/pastedSource';
import { type Settings } from '../signals/settings/settings';
import { type FleetNode } from '../signals/evidence/fleetNode';
import { type FleetReading } from './fleetReading';
import { type NodeReading } from './nodeReading';

/** What the page shows where no data source is asked. */
export function emptyReading(atSeconds: number): FleetReading {
  return { atSeconds, nodes: [], leftOut: [], queries: {}, isUsable: true, isAnswered: true, isFinished: true };
}

/** The same for the page of one node. */
export function emptyNodeReading({ cluster, node }: NodeName, atSeconds: number): NodeReading {
  const span = { fromSeconds: atSeconds, atSeconds };
  return { span, key: { cluster, node }, clusters: [], queries: {}, answers: {}, isFinished: true };
}

/** The reading with pasted evidence joined; only nodes that it changes are judged anew. */
export function joinFleet(
  reading: FleetReading,
  sources: readonly PastedSource[],
  { thresholds }: Pick<Settings, 'thresholds'>
): FleetReading {
  // What is left out is known all the same: a text about such a node makes no other of it.
  const before = [...reading.nodes, ...reading.leftOut];
  const joined = joinPasted(
    before.map(({ evidence }) => evidence),
    sources,
    reading.atSeconds
  );
  const all = joined.nodes.map((evidence, index): FleetNode => {
    const known = before[index];
    if (known?.evidence === evidence) {
      return known;
    }
    const id = nodeId(evidence.key);
    return {
      id,
      evidence,
      diagnosis: diagnose(evidence, thresholds),
      isWithoutNode: joined.withoutNode.has(id),
      pasted: joined.sourcesOf.get(id),
    };
  });
  return { ...reading, ...withoutLeftOut(all), eventsBeforeBoot: joined.beforeBoot };
}

/**
 * The reading of one node with pasted evidence joined, as the overview joins it: which node a text means depends on the
 * others. @param others the nodes of the overview, without pasted evidence
 */
export function joinNode(
  reading: NodeReading,
  others: readonly FleetNode[],
  sources: readonly PastedSource[],
  settings: Pick<Settings, 'thresholds'>
): NodeReading {
  const { key, span, node, isFinished } = reading;
  if (!key || (!node && !isFinished)) {
    return reading;
  }
  const id = nodeId(key);
  const nodes = [...others.filter((each) => each.id !== id), ...(node ? [node] : [])];
  const joined = joinFleet({ ...emptyReading(span.atSeconds), nodes }, sources, settings);
  return { ...reading, node: joined.nodes.find((each) => each.id === id) };
}
