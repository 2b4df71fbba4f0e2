import { day, hour, minute } from '../fleet/curves';
import { type Labels, type Series } from '../fleet/series';

const isFrom = (job: string) => (series: Series) => series.labels.job === job;
const isExporter = isFrom('node-exporter');
const isKubeState = isFrom('kube-state-metrics');

/** Nothing is scraped from a job while `isDown`. */
function downWhile(isAffected: (series: Series) => boolean, isDown: (seconds: number) => boolean) {
  return (all: Series[]): Series[] =>
    all.map((series) =>
      isAffected(series) ? { ...series, at: (seconds) => (isDown(seconds) ? undefined : series.at(seconds)) } : series
    );
}

/** Twice a day the exporter is not scraped for 20 minutes. */
export const dailyGaps = downWhile(isExporter, (seconds) => (seconds + 5 * hour) % (12 * hour) < 20 * minute);

/** The exporter is gone for good. */
export const exporterLost = (fromSeconds: number) => downWhile(isExporter, (seconds) => seconds >= fromSeconds);

/** Every 30 hours the exporter's pod is replaced: ten minutes without, then another pod name. */
export function exporterRestarts(all: Series[]): Series[] {
  const every = 30 * hour;
  const generations = Math.ceil((9 * day) / every);
  return all.flatMap((series): Series[] => {
    if (!isExporter(series)) {
      return [series];
    }
    return Array.from({ length: generations }, (_, generation) => ({
      ...series,
      labels: { ...series.labels, pod: `${series.labels.pod ?? ''}-${generation}` },
      at: (seconds) =>
        Math.floor(seconds / every) === generation && seconds % every >= 10 * minute ? series.at(seconds) : undefined,
    }));
  });
}

const alsoAs = (isAffected: (series: Series) => boolean, labels: Labels) => (all: Series[]) => [
  ...all,
  ...all.filter(isAffected).map((series) => ({ ...series, labels: { ...series.labels, ...labels } })),
];

/** Two replicas of Prometheus write to one store without deduplication. */
export const highAvailability = alsoAs(() => true, { prometheus_replica: 'prometheus-1' });

/** Two kube-state-metrics are scraped. */
export const twoKubeStateMetrics = alsoAs(isKubeState, { instance: '10.233.70.9:8080' });

/** A healthy node of the same name and address in another cluster, seen as this one was at the beginning. */
export function healthyNamesake(all: Series[]): Series[] {
  const frozen = new Set(['node_memory_SUnreclaim_bytes', 'node_cgroups_cgroups', 'kubelet_started_pods_total']);
  const twin = all
    .filter(({ metric }) => !/^kube_event|waiting_reason$/.test(metric))
    .map((series): Series => ({
      ...series,
      labels: { ...series.labels, cluster: 'prod-b' },
      at: frozen.has(series.metric) || series.metric.includes('cgroup_manager') ? () => series.at(0) : series.at,
    }));
  return [...all, ...twin];
}
