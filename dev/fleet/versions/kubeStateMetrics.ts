import { always, type ExportedMetric, type ExporterTable } from './exported';
import { isWithin, type Span } from './version';

const v2: Span = { since: '2.0.0' };
/** The default labels of a pod's metrics are namespace and pod; uid is a third from 2.2 on, read in 2.2.0 and not in 2.0.0. */
const podLabels = { ...always('namespace', 'pod'), uid: { since: '2.2.0' } };

const gauge = (
  metric: string,
  unit: ExportedMetric['unit'],
  file: string,
  labels: ExportedMetric['labels'],
  span: Span = {}
): ExportedMetric => ({ metric, type: 'gauge', unit, labels, file: `internal/store/${file}`, ...span });

export const kubeStateMetrics: ExporterTable = {
  read: ['1.9.8', '2.0.0', '2.2.0', '2.4.2', '2.8.2', '2.11.0', '2.13.0'],
  source: 'Go modules k8s.io/kube-state-metrics and k8s.io/kube-state-metrics/v2',
  metrics: [
    gauge('kube_node_info', 'info', 'node.go', {
      ...always(
        'node',
        'kernel_version',
        'os_image',
        'container_runtime_version',
        'kubelet_version',
        'kubeproxy_version',
        'provider_id',
        'pod_cidr'
      ),
      internal_ip: v2,
      system_uuid: { since: '2.2.0' },
    }),
    gauge('kube_node_spec_unschedulable', 'bool', 'node.go', always('node')),
    gauge('kube_node_status_condition', 'bool', 'node.go', always('node', 'condition', 'status')),
    gauge('kube_node_role', 'info', 'node.go', always('node', 'role')),
    // From 2.0 on only labels of --metric-labels-allowlist.
    gauge('kube_node_labels', 'info', 'node.go', always('node', 'label_topology_kubernetes_io_zone')),
    gauge('kube_node_status_addresses', 'info', 'node.go', always('node', 'type', 'address'), { since: '2.11.0' }),
    gauge('kube_pod_info', 'info', 'pod.go', {
      ...podLabels,
      ...always('host_ip', 'pod_ip', 'uid', 'node', 'created_by_kind', 'created_by_name', 'priority_class'),
      host_network: v2,
    }),
    gauge('kube_pod_status_phase', 'bool', 'pod.go', { ...podLabels, ...always('phase') }),
    {
      ...gauge('kube_pod_container_status_restarts_total', 'count', 'pod.go', { ...podLabels, ...always('container') }),
      type: 'counter',
    },
    ...['kube_pod_container_status_waiting_reason', 'kube_pod_init_container_status_waiting_reason'].map((metric) =>
      gauge(metric, 'bool', 'pod.go', { ...podLabels, ...always('container', 'reason') })
    ),
  ],
};

/** What 1.x knows; each is there for every container, 0 or 1. Other reasons do not exist for it. */
const reasonsOfOne = [
  'ContainerCreating',
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'ErrImagePull',
  'ImagePullBackOff',
  'CreateContainerError',
  'InvalidImageName',
];

/** Rows that a container makes which waits for this reason, with their values. */
export function waitingReasons(version: string, reason: string): Array<{ reason: string; value: number }> {
  return isWithin(version, v2)
    ? [{ reason, value: 1 }]
    : reasonsOfOne.map((known) => ({ reason: known, value: Number(known === reason) }));
}
