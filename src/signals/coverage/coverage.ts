import { missingSources } from '../../diagnosis/diagnosis';
import knowledge from '../../knowledge/coverage.json';
import eventPresets from '../../knowledge/events.json';
import { type CoverageQuestionId, type SeriesRow } from '../series';
import { type Settings } from '../settings/settings';
import { type JobSeen, jobsOf, stackOf, type FoundStack } from './stack';

export const coverageSources = [...missingSources, 'slabinfoCollector', 'rules'] as const;
export type CoverageSource = (typeof coverageSources)[number];

/** The signals looked for, in the order in which they are shown. */
export const coverageItemIds = [
  'nodeFacts',
  'cordoned',
  'waitingPods',
  'memory',
  'slab',
  'available',
  'bootTime',
  'clock',
  'kernelRelease',
  'history',
  'cgroupCreates',
  'podStarts',
  'events',
  'accounting',
  'slabEntries',
  'liveCgroups',
  'nokmem',
  'memoryCgroups',
  'slabCaches',
  'rules',
] as const;
export type CoverageItemId = (typeof coverageItemIds)[number];

export interface CoverageItem {
  id: CoverageItemId;
  source: CoverageSource;
  /** The series read, for those who look for it themselves; absent where it is more than one. */
  metric?: string;
}

/**
 * `quiet`: nothing there, which is also what all being well looks like. `notKnown`: the question has no answer.
 * `off`: the settings say not to ask; `elsewhere`: they say to ask a Loki.
 */
export type CoverageState = 'full' | 'partial' | 'absent' | 'quiet' | 'notKnown' | 'off' | 'elsewhere';

export interface CoverageCell {
  state: CoverageState;
  /** Nodes (for waiting pods and events: series) that have it. */
  seen: number;
  /** Of those without it, how many had it an hour ago. */
  lost: number;
}

export const joinIds = [
  'oneSidedCluster',
  'nodeLabel',
  'instanceName',
  'exporterPod',
  'internalIp',
  'shortName',
  'machineName',
  'none',
] as const;
export type JoinId = (typeof joinIds)[number];

export interface Duplicates {
  /** Exporters whose series come more than once. */
  exporters: number;
  /** Nodes that kube-state-metrics describes more than once. */
  nodeFacts: number;
  /** Nodes on which more than one exporter speaks. */
  exportersOfOneNode: number;
  /** Addresses and names that several machines have, which nothing tells apart. */
  mixed: number;
  /** Values of a replica label that tell copies apart, e.g. of an HA pair. */
  replicas: string[];
}

export interface CollectorTroubles {
  /** Collector -> exporters on which it is switched on and fails. */
  failing: Array<{ collector: string; exporters: number }>;
  /** Exporters that cannot read a file of the textfile folder. */
  unreadableTextfiles: number;
  /** Nodes whose probe has stopped writing; node_exporter goes on serving its last words. */
  staleProbes: number;
  /** Nodes whose kernel lists no memory controller in /proc/cgroups, which the collector reads. */
  withoutMemoryRow: number;
  /** Nodes whose memory controller is on cgroup v2, as far as the node probe says. */
  onCgroupV2: number;
  /** Nodes of either kind that the collector cannot count memory cgroups on. */
  beyondCollector: number;
  /** Whether exporters say how their collectors fare; k8s-monitoring drops it. */
  areReported: boolean;
}

export interface ClusterCoverage {
  cluster?: string;
  /** Nodes that kube-state-metrics names, else exporters or kubelets; absent when none of them was asked with success. */
  nodesKnown?: number;
  cells: Readonly<Record<CoverageItemId, CoverageCell>>;
  stack?: FoundStack;
  jobs?: JobSeen[];
  joins?: Partial<Record<JoinId, number>>;
  duplicates?: Duplicates;
  collectors?: CollectorTroubles;
  /** Names of the event presets that something arrives through. */
  pipelines?: string[];
  /** Pods and nodes whose own labels the server has renamed, since the target that tells of them has labels of that name. */
  renamed?: { pods: number; nodes: number };
}

export interface Coverage {
  clusters: ClusterCoverage[];
  /** A label that tells clusters apart here, where the one in the settings does not. */
  otherClusterLabel?: string;
  /** The cluster label is on the series of one side only, so that nothing joins exporters and Kubernetes. */
  oneSidedLabel?: OneSidedLabel;
}

/** Who lacks the label, and the clusters of those who have it. */
export interface OneSidedLabel {
  lacking: 'nodeExporter' | 'kubeStateMetrics';
  clusters: string[];
}

export type CoverageAnswers = Partial<Record<CoverageQuestionId, readonly SeriesRow[]>>;

const extra: CoverageItem[] = [
  { id: 'waitingPods', source: 'kubeStateMetrics' },
  { id: 'history', source: 'history' },
  { id: 'events', source: 'events' },
  { id: 'rules', source: 'rules' },
];

export function coverageItems(): CoverageItem[] {
  const known = [...(knowledge.items as CoverageItem[]), ...extra];
  return coverageItemIds.flatMap((id) => known.find((item) => item.id === id) ?? []);
}

/** Counts by cluster, from whichever answers have come. */
export function coverageOf(answers: CoverageAnswers, settings: Settings): Coverage {
  const { clusterLabel } = settings;
  const ofCluster = (cluster: string) => (id: CoverageQuestionId) =>
    answers[id]?.filter((row) => (row.labels[clusterLabel] ?? '') === cluster);
  const clusters = clusterNames(answers, clusterLabel).map((cluster) =>
    clusterCoverage(cluster, ofCluster(cluster), settings)
  );
  return {
    clusters,
    otherClusterLabel: otherClusterLabel(answers.jobs ?? [], clusterLabel),
    oneSidedLabel: oneSidedLabel(clusters),
  };
}

/** Clusters in which something is there; rules and jobs alone make none, since rules may be evaluated without the label. */
function clusterNames(answers: CoverageAnswers, clusterLabel: string): string[] {
  const rows = [
    ...(answers.present ?? []).filter((row) => row.labels.item !== 'rules' && row.labels.item !== 'history'),
    ...(answers.jobs ?? []).filter((row) => row.labels.source !== 'clusterLabel'),
    ...(answers.joins ?? []),
  ];
  return [...new Set(rows.map((row) => row.labels[clusterLabel] ?? ''))].sort();
}

type RowsOf = (id: CoverageQuestionId) => readonly SeriesRow[] | undefined;

function clusterCoverage(cluster: string, rowsOf: RowsOf, settings: Settings): ClusterCoverage {
  const present = rowsOf('present');
  const lost = rowsOf('lost') ?? [];
  const seen = (id: CoverageItemId) => countOf(present ?? [], 'item', id);
  const nodesKnown = present && (seen('nodeFacts') || seen('memory') || seen('cgroupCreates') || undefined);
  const cell = (id: CoverageItemId): CoverageCell =>
    present === undefined
      ? { state: 'notKnown', seen: 0, lost: 0 }
      : cellOf(id, seen(id), countOf(lost, 'item', id), nodesKnown ?? 0);
  const cells = Object.fromEntries(coverageItemIds.map((id) => [id, cell(id)])) as Record<CoverageItemId, CoverageCell>;
  cells.events = eventsCell(rowsOf('pipelines'), settings);
  const jobs = rowsOf('jobs');
  const joins = joinsOf(rowsOf('joins'));
  return {
    cluster: cluster || undefined,
    nodesKnown,
    cells,
    stack: jobs && stackOf(jobsOf(jobs), joins ?? {}),
    jobs: jobs && jobsOf(jobs),
    joins,
    duplicates: duplicatesOf(rowsOf('duplicates')),
    collectors: collectorTroublesOf(rowsOf('collectors'), present ?? []),
    renamed: renamedOf(rowsOf('duplicates')),
    pipelines: rowsOf('pipelines')?.map((row) => pipelineName(row.labels.pipeline ?? '')),
  };
}

function cellOf(id: CoverageItemId, seen: number, lost: number, nodesKnown: number): CoverageCell {
  if (id === 'waitingPods') {
    return { state: seen > 0 ? 'full' : 'quiet', seen, lost: 0 };
  }
  const missing = Math.max(0, nodesKnown - seen);
  const state = seen === 0 ? 'absent' : missing > 0 ? 'partial' : 'full';
  // More that went away than are missing now: nodes that are gone for good.
  return { state, seen, lost: Math.min(lost, missing) };
}

function eventsCell(rows: readonly SeriesRow[] | undefined, settings: Settings): CoverageCell {
  if (settings.events.source !== 'prometheus') {
    return { state: settings.events.source === 'loki' ? 'elsewhere' : 'off', seen: 0, lost: 0 };
  }
  if (rows === undefined) {
    return { state: 'notKnown', seen: 0, lost: 0 };
  }
  const seen = rows.reduce((sum, row) => sum + valueOf(row), 0);
  return { state: seen > 0 ? 'full' : 'absent', seen, lost: 0 };
}

function joinsOf(rows: readonly SeriesRow[] | undefined): ClusterCoverage['joins'] {
  if (!rows) {
    return undefined;
  }
  const counts = joinIds.map((id) => [id, countOf(rows, 'join', id)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function duplicatesOf(rows: readonly SeriesRow[] | undefined): Duplicates | undefined {
  if (!rows) {
    return undefined;
  }
  const replicas = rows
    .filter((row) => row.labels.source === 'replica')
    .map((row) => knowledge.replicaLabels.flatMap((label) => row.labels[label] || []).join(' '))
    .filter((name) => name !== '');
  return {
    exporters: countOf(rows, 'source', 'nodeExporter'),
    nodeFacts: countOf(rows, 'source', 'kubeStateMetrics'),
    exportersOfOneNode: countOf(rows, 'source', 'node'),
    mixed: countOf(rows, 'source', 'mixed'),
    replicas: replicas.length > 1 ? [...new Set(replicas)].sort() : [],
  };
}

function renamedOf(rows: readonly SeriesRow[] | undefined): ClusterCoverage['renamed'] {
  return rows && { pods: countOf(rows, 'source', 'exportedPod'), nodes: countOf(rows, 'source', 'exportedNode') };
}

/** Exporters without a cluster beside Kubernetes with one are machines outside it, unless a cluster has none of its own. */
function oneSidedLabel(clusters: readonly ClusterCoverage[]): OneSidedLabel | undefined {
  const without = clusters.find(({ cluster }) => cluster === undefined);
  const named = clusters.filter(({ cluster }) => cluster !== undefined);
  const isOnly = (one: CoverageItemId, other: CoverageItemId) => (each: ClusterCoverage) =>
    each.cells[one].seen > 0 && each.cells[other].seen === 0;
  const exportersOnly = isOnly('memory', 'nodeFacts');
  const kubernetesOnly = isOnly('nodeFacts', 'memory');
  const names = (which: typeof exportersOnly) => named.filter(which).flatMap(({ cluster }) => cluster ?? []);
  if (!without) {
    return undefined;
  }
  if (kubernetesOnly(without) && named.some(exportersOnly)) {
    return { lacking: 'kubeStateMetrics', clusters: names(exportersOnly) };
  }
  return exportersOnly(without) && named.some(kubernetesOnly)
    ? { lacking: 'nodeExporter', clusters: names(kubernetesOnly) }
    : undefined;
}

function collectorTroublesOf(
  rows: readonly SeriesRow[] | undefined,
  present: readonly SeriesRow[]
): CollectorTroubles | undefined {
  if (!rows) {
    return undefined;
  }
  const failing = rows
    .filter((row) => row.labels.is === 'failing')
    .map((row) => ({ collector: row.labels.collector ?? '', exporters: valueOf(row) }));
  return {
    failing,
    unreadableTextfiles: countOf(rows, 'is', 'unreadable'),
    staleProbes: countOf(rows, 'is', 'stale'),
    withoutMemoryRow: countOf(present, 'item', 'noMemoryRow'),
    onCgroupV2: countOf(present, 'item', 'cgroupV2'),
    beyondCollector: countOf(present, 'item', 'noMemoryRow') + countOf(present, 'item', 'cgroupV2Uncounted'),
    areReported: rows.some((row) => row.labels.is === 'reported'),
  };
}

function otherClusterLabel(jobs: readonly SeriesRow[], clusterLabel: string): string | undefined {
  const rows = jobs.filter((row) => row.labels.source === 'clusterLabel');
  const isOn = (label: string) => rows.some((row) => row.labels[label]);
  return isOn(clusterLabel) ? undefined : knowledge.clusterLabels.find(isOn);
}

function pipelineName(preset: string): string {
  return Object.entries(eventPresets).find(([id]) => id === preset)?.[1].title ?? preset;
}

function countOf(rows: readonly SeriesRow[], label: string, value: string): number {
  return rows.reduce((sum, row) => (row.labels[label] === value ? sum + valueOf(row) : sum), 0);
}

function valueOf(row: SeriesRow): number {
  const value = row.values.at(-1)?.[1];
  return value !== undefined && Number.isFinite(value) ? value : 0;
}
