import { type ExporterName } from '../versions/exporters';

/** What a collection keeps of each exporter, as a whole-name pattern; what is not named is kept whole. Null: not collected. */
export type AllowList = Partial<Record<ExporterName, RegExp | null>>;

const only = (...names: string[]) => new RegExp(`^(?:${names.join('|')})$`);

/** Azure Monitor's minimal ingestion profile: https://learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-default */
export const azureMinimal: AllowList = {
  kubelet: only(
    'kubelet_node_name',
    'kubelet_runtime_operations_total',
    'kubelet_pod_start_duration_seconds_count',
    'kubelet_cgroup_manager_duration_seconds_count'
  ),
  kubeStateMetrics: only(
    'kube_node_info',
    'kube_pod_info',
    'kube_pod_status_phase',
    'kube_pod_container_status_waiting_reason'
  ),
  nodeExporter: only(
    'node_memory_(?:MemAvailable|MemFree|MemTotal|Slab)_bytes',
    'node_exporter_build_info',
    'node_time_seconds',
    'node_uname_info'
  ),
  // Its node_exporter has no directory of text files, and nobody counts events.
  nodeProbe: null,
  eventsExporter: null,
};

/** What Google publishes to run beside its managed collection: https://github.com/GoogleCloudPlatform/prometheus-engine/tree/main/examples */
export const googleManaged: AllowList = {
  kubeStateMetrics: only(
    'kube_(?:daemonset|deployment|pod|namespace|node|statefulset|persistentvolume|horizontalpodautoscaler)_.+'
  ),
  eventsExporter: null,
};

/** Amazon's default scraper asks pods, cAdvisor, API server and kube-proxy: https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html */
export const amazonDefault: AllowList = { kubelet: null };

/** Grafana's k8s-monitoring chart 4.4: https://github.com/grafana/k8s-monitoring-helm, default allow-lists */
export const k8sMonitoringDefault: AllowList = {
  kubelet: only(
    'kubelet_node_name',
    'kubelet_cgroup_manager_duration_seconds_count',
    'kubelet_pod_start_duration_seconds_count',
    'kubelet_runtime_operations_total'
  ),
  kubeStateMetrics: only(
    'kube_node.*',
    'kube_pod_info',
    'kube_pod_status_phase',
    'kube_pod_container_status_waiting_reason',
    'kube_pod_init_.*'
  ),
  nodeExporter: only('node_memory_.*', 'node_exporter_build_info'),
  nodeProbe: null,
  // Events go to Loki, which these figures leave out.
  eventsExporter: null,
};
