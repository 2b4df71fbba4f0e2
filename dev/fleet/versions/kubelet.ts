import { always, type ExporterTable, type ExportedMetric } from './exported';
import { type Span } from './version';

const file = 'pkg/kubelet/metrics/metrics.go';
const inSeconds: Span = { since: '1.14.0' };
/** Kept beside the new names until 1.17, and gone in 1.18. */
const inMicroseconds: Span = { until: '1.18.0' };

const operations = (metric: string, type: ExportedMetric['type'], span: Span): ExportedMetric => ({
  metric,
  type,
  unit: 'count',
  labels: always('operation_type'),
  file,
  ...span,
});
const counted = (metric: string, type: ExportedMetric['type'], span: Span): ExportedMetric => ({
  ...operations(metric, type, span),
  labels: {},
});

/** The kubelet's /metrics. The cgroup manager counts every attempt, run_podsandbox those that got as far as the runtime. */
export const kubelet: ExporterTable = {
  read: ['1.10.13', '1.12.10', '1.13.12', '1.14.10', '1.17.17', '1.18.20', '1.20.2', '1.21.14', '1.22.0', '1.36.0'],
  source: 'Go module k8s.io/kubernetes',
  metrics: [
    { metric: 'kubelet_node_name', type: 'gauge', unit: 'info', labels: always('node'), file, ...inSeconds },
    operations('kubelet_cgroup_manager_duration_seconds_count', 'histogram', inSeconds),
    { ...operations('kubelet_cgroup_manager_duration_seconds_sum', 'histogram', inSeconds), unit: 'seconds' },
    operations('kubelet_cgroup_manager_latency_microseconds_count', 'summary', inMicroseconds),
    operations('kubelet_runtime_operations_total', 'counter', inSeconds),
    operations('kubelet_runtime_operations', 'counter', inMicroseconds),
    counted('kubelet_pleg_relist_duration_seconds_count', 'histogram', inSeconds),
    { ...counted('kubelet_pleg_relist_duration_seconds_sum', 'histogram', inSeconds), unit: 'seconds' },
    counted('kubelet_pod_start_duration_seconds_count', 'histogram', inSeconds),
    counted('kubelet_pod_start_latency_microseconds_count', 'summary', inMicroseconds),
    // https://github.com/kubernetes/kubernetes/pull/99000
    counted('kubelet_started_pods_total', 'counter', { since: '1.22.0' }),
    // Renamed: https://github.com/kubernetes/kubernetes/pull/92407
    counted('kubelet_running_pod_count', 'gauge', { until: '1.19.0' }),
    counted('kubelet_running_pods', 'gauge', { since: '1.19.0' }),
    {
      ...counted('kubelet_started_containers_total', 'counter', { since: '1.22.0' }),
      labels: always('container_type'),
    },
  ],
};
