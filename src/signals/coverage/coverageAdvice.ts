import { type ClusterCoverage, type CoverageItemId } from './coverage';
import { type ExporterKind } from './stack';
import { type Settings } from '../settings/settings';

/** What can be switched on or put right, what weighs most first. */
export const stepIds = [
  'selectors',
  'kubeStateMetrics',
  'nodeExporter',
  'honorLabels',
  'allowList',
  'nodeLabel',
  'kubelet',
  'staleProbe',
  'events',
  'nodeProbe',
  'cgroupsCollector',
  'failingCollectors',
  'rules',
  'slabinfoCollector',
] as const;
export type StepId = (typeof stepIds)[number];

export interface Step {
  id: StepId;
  /** Nodes or exporters that it concerns; absent where it is a matter of the whole cluster. */
  count?: number;
}

/** A selector of the settings that matches nothing, while such an exporter is there under these jobs. */
export interface SelectorTrouble {
  source: ExporterKind;
  selector: string;
  jobs: string[];
}

/** The steps for one cluster; none where an answer it takes is missing, since that would be guessing. */
export function stepsFor(cluster: ClusterCoverage, settings: Settings): Step[] {
  const { cells, collectors, joins = {}, nodesKnown = 0 } = cluster;
  const isLacking = (id: CoverageItemId) => cells[id].state === 'absent' || cells[id].state === 'partial';
  const without = (id: CoverageItemId) => nodesKnown - cells[id].seen;
  const lacking = (id: StepId, item: CoverageItemId): Step[] => (isLacking(item) ? [{ id, count: without(item) }] : []);
  const troubles = selectorTroubles(cluster, settings);
  const isHidden = (source: ExporterKind) => troubles.some((each) => each.source === source);
  const hasExporter = cells.memory.seen > 0;
  const counted = (id: StepId, count: number | undefined): Step[] => (count ? [{ id, count }] : []);

  return [
    ...(troubles.length > 0 ? [{ id: 'selectors' } as const] : []),
    ...(cells.nodeFacts.state === 'absent' && !isHidden('kubeStateMetrics')
      ? [{ id: 'kubeStateMetrics' } as const]
      : []),
    ...(isHidden('nodeExporter') ? [] : lacking('nodeExporter', 'memory')),
    ...counted('honorLabels', Math.max(cluster.renamed?.pods ?? 0, cluster.renamed?.nodes ?? 0)),
    ...(hasExporter ? dropped(cluster) : []),
    ...(cells.nodeFacts.seen > 0 ? counted('nodeLabel', joins.none) : []),
    ...(isHidden('kubelet')
      ? []
      : lacking('kubelet', cells.podStarts.seen < cells.cgroupCreates.seen ? 'podStarts' : 'cgroupCreates')),
    ...counted('staleProbe', collectors?.staleProbes),
    ...(cells.events.state === 'absent' || cells.events.state === 'off' ? [{ id: 'events' } as const] : []),
    ...lacking('nodeProbe', cells.accounting.seen > cells.slabEntries.seen ? 'accounting' : 'slabEntries'),
    ...(hasExporter ? counted('cgroupsCollector', countableByCollector(cluster)) : []),
    ...counted(
      'failingCollectors',
      Math.max(0, ...(collectors?.failing ?? []).map(({ exporters }) => exporters)) || collectors?.unreadableTextfiles
    ),
    ...(cells.rules.state === 'absent' ? [{ id: 'rules' } as const] : []),
    ...(hasExporter && cells.slabCaches.state === 'absent' ? [{ id: 'slabinfoCollector' } as const] : []),
  ];
}

/** Nodes whose memory cgroups nobody counts and the collector could. */
function countableByCollector({ cells, collectors, nodesKnown = 0 }: ClusterCoverage): number {
  const { state, seen } = cells.memoryCgroups;
  const isLacking = state === 'absent' || state === 'partial';
  return isLacking ? Math.max(0, nodesKnown - seen - (collectors?.beyondCollector ?? 0)) : 0;
}

/** node_exporter is read, and what every node_exporter says is not: an allow-list drops it. */
function dropped({ cells }: ClusterCoverage): Step[] {
  const always = (['slab', 'bootTime', 'clock', 'kernelRelease'] as const).map((id) => cells[id].seen);
  const count = cells.memory.seen - Math.min(...always);
  return count > 0 ? [{ id: 'allowList', count }] : [];
}

const itemOf: Readonly<Record<ExporterKind, CoverageItemId>> = {
  nodeExporter: 'memory',
  kubeStateMetrics: 'nodeFacts',
  kubelet: 'cgroupCreates',
};

export function selectorTroubles({ cells, jobs = [] }: ClusterCoverage, settings: Settings): SelectorTrouble[] {
  return (Object.keys(itemOf) as ExporterKind[]).flatMap((source) => {
    const there = jobs.filter((job) => job.source === source);
    const selector = settings.selectors[source];
    const isBlind = cells[itemOf[source]].state === 'absent' && selector !== '' && there.length > 0;
    return isBlind ? [{ source, selector, jobs: [...new Set(there.map(({ job }) => job))] }] : [];
  });
}

/** What only a cluster can have; exporters beside clusters are machines outside Kubernetes. */
const ofClusters: readonly StepId[] = ['kubeStateMetrics', 'kubelet', 'events', 'rules'];

function isOutsideKubernetes({ cells }: ClusterCoverage): boolean {
  return cells.nodeFacts.seen === 0 && cells.cgroupCreates.seen === 0;
}

export interface FleetStep extends Step {
  /** The clusters that it concerns; `undefined` is the one without a name. */
  clusters: ClusterCoverage[];
}

/** The steps of all clusters, what weighs most first, each once. */
export function stepsOf(clusters: readonly ClusterCoverage[], settings: Settings): FleetStep[] {
  const hasClusters = clusters.some((cluster) => !isOutsideKubernetes(cluster));
  const perCluster = clusters.map((cluster) => {
    const steps = stepsFor(cluster, settings);
    const isMachine = hasClusters && isOutsideKubernetes(cluster);
    return { cluster, steps: isMachine ? steps.filter(({ id }) => !ofClusters.includes(id)) : steps };
  });
  return stepIds.flatMap((id) => {
    const found = perCluster.flatMap(({ cluster, steps }) => {
      const step = steps.find((each) => each.id === id);
      return step ? [{ cluster, count: step.count }] : [];
    });
    if (found.length === 0) {
      return [];
    }
    const counts = found.flatMap(({ count }) => count ?? []);
    const count = counts.length > 0 ? counts.reduce((sum, each) => sum + each, 0) : undefined;
    return [{ id, count, clusters: found.map(({ cluster }) => cluster) }];
  });
}
