import { diagnose } from '../diagnosis';
import { nodeId } from '../signals/collect';
import { joinPasted } from '../signals/pasted';
import { type PastedSource } from '../signals/pastedSource';
import { type Settings } from '../signals/settings';
import { type FleetNode, type FleetReading } from './readFleet';

/** What the page shows where no data source is asked. */
export function emptyReading(atSeconds: number): FleetReading {
  return { atSeconds, nodes: [], queries: {}, isUsable: true, isFinished: true };
}

/** The reading with pasted evidence joined; only nodes that it changes are judged anew. */
export function joinFleet(
  reading: FleetReading,
  sources: readonly PastedSource[],
  { thresholds }: Pick<Settings, 'thresholds'>
): FleetReading {
  const joined = joinPasted(
    reading.nodes.map(({ evidence }) => evidence),
    sources,
    reading.atSeconds
  );
  const nodes = joined.nodes.map((evidence, index): FleetNode => {
    const known = reading.nodes[index];
    if (known?.evidence === evidence) {
      return known;
    }
    const id = nodeId(evidence.key);
    return { id, evidence, diagnosis: diagnose(evidence, thresholds), isWithoutNode: joined.withoutNode.has(id) };
  });
  return { ...reading, nodes, eventsBeforeBoot: joined.beforeBoot };
}
