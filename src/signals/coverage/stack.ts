import { type SeriesRow } from '../series';

/** Monitoring stacks that can be told apart by the labels they give by default. */
export const foundStacks = [
  'kubePrometheusStack',
  'kubePrometheus',
  'k8sMonitoring',
  'alloy',
  'prometheusChart',
  'plain',
] as const;
export type FoundStack = (typeof foundStacks)[number];

export const exporterKinds = ['nodeExporter', 'kubeStateMetrics', 'kubelet'] as const;
export type ExporterKind = (typeof exporterKinds)[number];

/** A job under which series of an exporter are found. */
export interface JobSeen {
  source: ExporterKind;
  job: string;
  /** Exporters, or nodes described. */
  count: number;
  endpoint?: string;
  hasPod: boolean;
}

export function jobsOf(rows: readonly SeriesRow[]): JobSeen[] {
  return rows
    .flatMap((row): JobSeen[] => {
      const { source, job = '', endpoint, has_pod: hasPod } = row.labels;
      const kind = exporterKinds.find((each) => each === source);
      return kind
        ? [{ source: kind, job, count: row.values.at(-1)?.[1] ?? 0, endpoint, hasPod: hasPod === 'true' }]
        : [];
    })
    .sort((a, b) => b.count - a.count);
}

/** By the job that most of node_exporter's instances have; by that of kube-state-metrics where there is none. */
export function stackOf(jobs: readonly JobSeen[], joins: Partial<Record<string, number>>): FoundStack | undefined {
  const exporter = jobs.find(({ source }) => source === 'nodeExporter');
  const known = exporter ?? jobs.find(({ source }) => source === 'kubeStateMetrics');
  if (!known) {
    return undefined;
  }
  if (known.job.startsWith('integrations/')) {
    return exporter && !exporter.hasPod ? 'alloy' : 'k8sMonitoring';
  }
  if (known.job === 'kubernetes-service-endpoints') {
    return 'prometheusChart';
  }
  if (known.job === 'node-exporter' && known.hasPod) {
    // Both name the job alike; kube-prometheus serves over TLS, and names the instance after the node.
    const byName = (joins.instanceName ?? 0) > (joins.exporterPod ?? 0);
    return known.endpoint === 'https' || byName ? 'kubePrometheus' : 'kubePrometheusStack';
  }
  return exporter ? 'plain' : 'kubePrometheusStack';
}
