import { type NodeEvidence } from '../../diagnosis/evidence';
import { type EventItem, type PastedEvidence } from '../../events';
import { addEvents, type PlacedEvent } from './pastedEvents';
import { addPastedFacts } from './pastedFacts';
import { PastedMachines } from './pastedMachines';
import { PastedNodes } from './pastedNodes';
import { namesIn, type PastedSource, relevantEvents } from './pastedSource';
import { PodPlaces } from './podPlaces';
import { addStuckPod, isStuck } from './pastedPods';

export interface JoinedEvidence {
  /** In the given order, new nodes behind. A node that nothing was said of is the very object that was given. */
  nodes: NodeEvidence[];
  /** The sources that said something of a node, by its id. */
  sourcesOf: ReadonlyMap<string, ReadonlySet<PastedSource>>;
  /** Ids of the rows that stand for a pod or a source, for which no node is known. */
  withoutNode: ReadonlySet<string>;
  /** Events from before the last boot of their node: they say nothing of it as it runs now, and are left out. */
  beforeBoot: number;
}

/**
 * Joins pasted evidence to what is known, by node name and cluster. Facts fill only what is absent; events that the data
 * source delivers too are not counted twice. Deterministic.
 */
export function joinPasted(
  known: readonly NodeEvidence[],
  sources: readonly PastedSource[],
  atSeconds: number
): JoinedEvidence {
  const nodes = new PastedNodes(known, atSeconds);
  const places = new PodPlaces(known);
  sources.forEach((source) => nodes.addFacts(source));
  for (const source of sources) {
    namesIn(source.evidence).forEach((name) => nodes.keyOf(source, name));
    for (const pod of source.evidence.pods) {
      const key = nodes.keyOf(source, pod.node);
      places.add(pod, key);
      if (isStuck(pod, atSeconds)) {
        addStuckPod(nodes.edit(key, source), pod);
      }
    }
  }
  let beforeBoot = 0;
  for (const source of sources) {
    const machines = new PastedMachines(source, nodes);
    const placed = placeEvents(source, nodes, places, machines);
    addPastedFacts(machines, placed, (key) => nodes.edit(key, source));
    const current = placed.filter(
      ({ item, key }) => (item.lastSeen ?? Infinity) >= (nodes.get(key).bootTimeSeconds ?? 0)
    );
    beforeBoot += placed.length - current.length;
    addEvents(current, (key) => nodes.edit(key, source));
  }
  return { nodes: nodes.all(), sourcesOf: nodes.sourcesOf, withoutNode: nodes.withoutNode, beforeBoot };
}

/** The clusters to choose from: the reader is asked only where several know a node that the text names. */
export function clustersToAsk(known: readonly NodeEvidence[], evidence: PastedEvidence): string[] {
  const nodes = new PastedNodes(known, 0);
  const several = namesIn(evidence).flatMap((name) => nodes.several(name));
  const clusters = new Set(several.map(({ cluster }) => cluster).filter((cluster) => cluster !== undefined));
  return clusters.size > 1 ? [...clusters].sort() : [];
}

/** Each event to its node, else to that of its pod, or of the pod whose cgroup it names, else to a row of its own. */
function placeEvents(
  source: PastedSource,
  nodes: PastedNodes,
  places: PodPlaces,
  { only, described }: PastedMachines
): PlacedEvent[] {
  const placed: PlacedEvent[] = [];
  const place = (items: readonly EventItem[], keyOf: (item: EventItem) => PlacedEvent['key'] | undefined) =>
    items.filter((item) => {
      const key = keyOf(item);
      if (key) {
        placed.push({ item, key });
        places.learn(item, key);
      }
      return !key;
    });
  const withoutNode = place(relevantEvents(source.evidence), ({ node }) =>
    node === undefined ? undefined : nodes.keyOf(source, node)
  );
  const withoutPlace = place(withoutNode, (item) => places.of(item));
  const withoutPod = place(withoutPlace, (item) =>
    item.pod === undefined ? undefined : (described ?? nodes.rowWithoutNode(source, podTitle(item)))
  );
  place(withoutPod, (item) => places.of(item) ?? only ?? described ?? nodes.rowWithoutNode(source, source.name));
  return placed;
}

function podTitle({ namespace, pod }: EventItem): string {
  return `pod ${[namespace, pod].filter(Boolean).join('/')}`;
}
