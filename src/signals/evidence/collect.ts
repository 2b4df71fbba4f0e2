import recordedSignals from '../../knowledge/recorded.json';
import { type CreationEvent, type NodeEvidence, type NodeKey } from '../../diagnosis/evidence';
import { sidesOf } from '../oneSidedCluster';
import { type EvidenceRows, type SeriesRow } from '../series';
import { type Settings } from '../settings/settings';
import { atOnce } from './atOnce';
import { NodeIndex } from './nodeIndex';

/**
 * Groups the answers by `(cluster, node)`: one NodeEvidence for every node any answer names, sorted by cluster and name.
 * Missing answers leave fields absent; rows without a node, and values that are not finite, are left out.
 */
export function collect(answers: EvidenceRows, settings: Settings, atSeconds: number): NodeEvidence[] {
  return atOnce(collectInSteps(answers, settings, atSeconds));
}

/** The same, for pages that must not be held up. */
export function* collectInSteps(
  answers: EvidenceRows,
  settings: Settings,
  atSeconds: number
): Generator<void, NodeEvidence[], void> {
  const nodes = new NodeIndex(settings.clusterLabel, atSeconds);
  answers.homes?.forEach((row) => nodes.addHome(row));
  yield* forEachInSteps(answers.facts, (row) => addFact(nodes, row));
  yield* forEachInSteps(answers.memory, (row) => addSignal(nodes, row));
  yield* forEachInSteps(answers.slabGrowth, (row) => addSignal(nodes, row));
  yield* forEachInSteps(answers.cgroupGrowth, (row) => addSignal(nodes, row));
  yield* forEachInSteps(answers.besides, (row) => addFact(nodes, row));
  addStuckPods(nodes, answers.waiting ?? [], answers.podNodes ?? []);
  const areExportersKnown = answers.memory !== undefined;
  yield* forEachInSteps(answers.events, (row) => addCreationEvent(nodes, row, areExportersKnown));
  yield* forEachInSteps(answers.history, (row) => addHistory(nodes, row));
  nodes.takeHome();
  const all = nodes.all();
  yield;
  return all.map(withoutMixed);
}

/** So many rows take about a millisecond. */
const rowsAtOnce = 1000;

function* forEachInSteps(
  rows: readonly SeriesRow[] | undefined,
  take: (row: SeriesRow) => void
): Generator<void, void, void> {
  for (let from = 0; rows && from < rows.length; from += rowsAtOnce) {
    rows.slice(from, from + rowsAtOnce).forEach(take);
    yield;
  }
}

/** Figures of exporters belong to one machine, and nobody knows to which of several that have the node's name. */
function withoutMixed(evidence: NodeEvidence): NodeEvidence {
  if (evidence.machinesOfName === undefined) {
    return evidence;
  }
  const kept = Object.entries(evidence).filter(([id]) => !ofExporters.has(id));
  return { ...(Object.fromEntries(kept) as unknown as NodeEvidence), slabHistory: [] };
}

/** The exporters that speak for these nodes, in their order, as the answers to `memory` and `homes` tell. */
export function exportersOf(rows: readonly SeriesRow[], keys: readonly NodeKey[], settings: Settings): string[] {
  const byNode = new Map<string, string[]>(keys.map((key) => [nodeId(key), []]));
  for (const { labels } of rows) {
    const { instance, node, home } = labels;
    const sides = sidesOf(home);
    const exporter = sides ? instance : labels.exporter;
    const cluster = (sides?.home ?? labels[settings.clusterLabel]) || undefined;
    if (exporter && node) {
      byNode.get(nodeId({ cluster, node }))?.push(exporter);
    }
  }
  return [...byNode.values()].flat();
}

/** Unambiguous text form of a node's identity, for maps and React keys. */
export function nodeId(key: NodeKey): string {
  return JSON.stringify([key.cluster ?? null, key.node]);
}

const numberSignals = [
  'slabUnreclaimableBytes',
  'slabReclaimableBytes',
  'memoryTotalBytes',
  'memoryAvailableBytes',
  'bootTimeSeconds',
  'slabSteadyGrowthBytesPerDay',
  'memoryCgroups',
  'memoryCgroupsGrowthPerDay',
  'liveMemoryCgroups',
  'pidsCgroups',
  'slabEntries',
  'cgroupCreates15m',
  'podStarts15m',
  'podStarts1d',
  'containerStarts1d',
  'dyingMemoryCgroups',
  'percpuBytes',
  'cgroupVersion',
  'stuckPodsBefore',
  'machinesOfName',
] as const satisfies ReadonlyArray<keyof NodeEvidence>;
const flagSignals = [
  'kmemAccountingOn',
  'nokmemRunning',
  'nokmemConfiguredNotRunning',
  'nokmemRanBefore',
  'cordoned',
] as const satisfies ReadonlyArray<keyof NodeEvidence>;

const ofNodes: readonly string[] = [
  'cgroupCreates15m',
  'podStarts15m',
  'podStarts1d',
  'containerStarts1d',
  'stuckPodsBefore',
  'machinesOfName',
  'cordoned',
];
const ofExporters: ReadonlySet<string> = new Set(
  [...numberSignals, ...flagSignals].filter((id) => !ofNodes.includes(id))
);

const signalOfSeries: Readonly<Record<string, string>> = recordedSignals;
const numbers: ReadonlySet<string> = new Set(numberSignals);
const flags: ReadonlySet<string> = new Set(flagSignals);

function addFact(nodes: NodeIndex, row: SeriesRow): void {
  if (row.labels.signal !== 'kernel') {
    addSignal(nodes, row);
    return;
  }
  const evidence = nodes.of(row);
  if (evidence) {
    evidence.kernelRelease = row.labels.kernel_version || evidence.kernelRelease;
    evidence.osImage = row.labels.os_image || undefined;
    evidence.kubeletVersion = row.labels.kubelet_version || undefined;
    evidence.containerRuntimeVersion = row.labels.container_runtime_version || undefined;
  }
}

function addSignal(nodes: NodeIndex, row: SeriesRow): void {
  const { signal: named, series, __name__: name } = row.labels;
  const signal = named ?? signalOfSeries[series ?? name ?? ''] ?? '';
  const value = lastValue(row);
  const evidence = nodes.of(row, row.labels.node || nodes.nodeOfExporter(row));
  nodes.addExporter(row);
  if (!evidence || value === undefined) {
    return;
  }
  // By exporter: of several on one node the largest counts, as where the server has put them together.
  const isOneOfSeveral = !row.labels.node;
  if (numbers.has(signal)) {
    const id = signal as (typeof numberSignals)[number];
    evidence[id] = isOneOfSeveral ? Math.max(evidence[id] ?? value, value) : value;
  } else if (flags.has(signal)) {
    const id = signal as (typeof flagSignals)[number];
    evidence[id] = value > 0 || (isOneOfSeveral && evidence[id] === true);
  } else if (signal === 'unameRelease') {
    // kube_node_info wins: it has no stale twin after a kernel upgrade.
    evidence.kernelRelease ??= row.labels.release || undefined;
  }
}

/**
 * A row speaks for a node, or for an exporter whose node is known by now; of two exporters on one node the first counts. It is
 * asked for by name, and another cluster may have a node of that name: what is known by its past alone is no node.
 */
function addHistory(nodes: NodeIndex, row: SeriesRow): void {
  const evidence = nodes.known(row, row.labels.node || nodes.nodeOfExporter(row));
  if (!evidence || evidence.slabHistory.length > 0) {
    return;
  }
  for (const [timeSeconds, bytes] of row.values) {
    if (Number.isFinite(bytes)) {
      evidence.slabHistory.push({ timeSeconds, bytes });
    }
  }
}

function addStuckPods(nodes: NodeIndex, waiting: readonly SeriesRow[], podNodes: readonly SeriesRow[]): void {
  const podKey = (row: SeriesRow) => JSON.stringify([nodes.cluster(row) ?? null, row.labels.namespace, row.labels.pod]);
  const nodeOfPod = new Map(podNodes.map((row) => [podKey(row), row.labels.node]));
  const seen = new Set<string>();
  for (const row of waiting) {
    const { namespace, pod, reason } = row.labels;
    const id = podKey(row);
    const evidence = nodes.of(row, nodeOfPod.get(id) ?? '');
    if (evidence && namespace && pod && !seen.has(id)) {
      seen.add(id);
      evidence.stuckPods.push({ namespace, pod, reason: reason ?? '' });
    }
  }
}

/** `areExportersKnown`: an exporter that `memory` does not name stands for no node. */
function addCreationEvent(nodes: NodeIndex, row: SeriesRow, areExportersKnown: boolean): void {
  const ofExporter = () => nodes.nodeOfExporter(row) ?? (areExportersKnown ? undefined : hostOf(row));
  const evidence = nodes.of(row, row.labels.node || ofExporter());
  const count = lastValue(row);
  if (!evidence || count === undefined || count <= 0) {
    return;
  }
  const event: CreationEvent = { reason: row.labels.reason ?? '', count };
  for (const field of ['message', 'namespace', 'pod'] as const) {
    if (row.labels[field]) {
      event[field] = row.labels[field];
    }
  }
  if (row.labels.matched === 'true') {
    event.matched = true;
  }
  evidence.events.push(event);
}

/** What an exporter's address says of its node; only of one whose count is known to be of this fault. */
function hostOf({ labels: { instance, matched } }: SeriesRow): string | undefined {
  const host = /^\[([^\]]+)\](?::\d+)?$|^([^:]+):\d+$/.exec(instance ?? '');
  return matched === 'true' ? (host?.[1] ?? host?.[2] ?? instance) : undefined;
}

function lastValue(row: SeriesRow): number | undefined {
  const value = row.values.at(-1)?.[1];
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
