import { type Behaviour } from './behaviour';
import { eventLifeSeconds } from './events';
import { type FleetNode } from './fleetNode';
import { exporterPodName } from './nodeExporter';
import { isControlPlane, zoneOf } from './places';
import { pod, podSuffix, type PodOnNode, uidOf } from './pods';
import { exposedBy, type Series, since, until } from './series';
import { waitingReasons } from './versions/kubeStateMetrics';

const phases = ['Failed', 'Pending', 'Running', 'Succeeded', 'Unknown'];

type Expose = ReturnType<typeof exposedBy>;

/** What kube-state-metrics says of one node and its pods. Scraped with honor_labels, so that objects keep their names. */
export function kubeStateMetricsSeries(node: FleetNode, behaviour: Behaviour): Series[] {
  const { cluster, name } = node;
  const { kubeStateMetrics: version } = node.monitoring;
  const series = exposedBy(
    { name: 'kubeStateMetrics', version },
    {
      cluster,
      job: 'kube-state-metrics',
      instance: '10.233.64.12:8080',
      namespace: 'monitoring',
      pod: `kube-prometheus-stack-kube-state-metrics-${podSuffix(cluster)}`,
      container: 'kube-state-metrics',
      endpoint: 'http',
      service: 'kube-prometheus-stack-kube-state-metrics',
    }
  );
  const one = () => 1;
  const addresses = [node.internalIp, ...(node.moreAddresses ?? [])];
  const { kernelBefore } = behaviour;
  const nodeInfo = (kernelVersion: string, at: Series['at']) =>
    series('kube_node_info', at, {
      node: name,
      kernel_version: kernelVersion,
      os_image: node.osImage,
      kubelet_version: node.kubeletVersion,
      kubeproxy_version: node.kubeletVersion,
      container_runtime_version: node.containerRuntimeVersion,
      internal_ip: addresses.at(-1) ?? '',
      provider_id: '',
      system_uuid: uidOf(name),
    });
  return [
    ...(kernelBefore ? [nodeInfo(kernelBefore.release, until(kernelBefore.untilSeconds, one))] : []),
    nodeInfo(node.kernelVersion, kernelBefore ? since(kernelBefore.untilSeconds, one) : one),
    series('kube_node_spec_unschedulable', Number(node.cordoned), { node: name }),
    ...readyCondition(series, node, behaviour),
    ...addresses.map((address) => series('kube_node_status_addresses', 1, { node: name, type: 'InternalIP', address })),
    ...placeOf(series, node),
    ...[...calmPods(node), ...behaviour.pods].map((each) => podInfo(series, node, each)),
    ...behaviour.pods.map((each) => waitingPod(series, each, version)),
  ].flat();
}

/** Nothing of this fault shows in it: the node stays Ready, but while it reboots. */
function readyCondition(series: Expose, { name }: FleetNode, { downUntilSeconds = 0 }: Behaviour): Series[][] {
  const statusAt = (seconds: number) => (seconds < downUntilSeconds ? 'unknown' : 'true');
  return ['true', 'false', 'unknown'].map((status) =>
    series('kube_node_status_condition', (seconds) => Number(statusAt(seconds) === status), {
      node: name,
      condition: 'Ready',
      status,
    })
  );
}

function placeOf(series: Expose, node: FleetNode): Series[] {
  const zone = zoneOf(node);
  return [
    ...(isControlPlane(node) ? series('kube_node_role', 1, { node: node.name, role: 'control-plane' }) : []),
    ...(zone === undefined
      ? []
      : series('kube_node_labels', 1, { node: node.name, label_topology_kubernetes_io_zone: zone })),
  ];
}

function calmPods(node: FleetNode): PodOnNode[] {
  const id = `${node.cluster}/${node.name}`;
  const createdSeconds = 0;
  const exporter = pod(
    {
      namespace: 'monitoring',
      name: exporterPodName(node),
      ownerKind: 'DaemonSet',
      ownerName: 'kube-prometheus-stack-prometheus-node-exporter',
      createdSeconds,
    },
    { podIp: node.internalIp, hostNetwork: true }
  );
  const workload = ['catalog-7c6d8f9b5', 'payments-5f4b7c8d6'].map((ownerName) =>
    pod({
      namespace: 'shop',
      name: `${ownerName}-${podSuffix(id + ownerName)}`,
      ownerKind: 'ReplicaSet',
      ownerName,
      createdSeconds,
    })
  );
  return node.hasNodeExporter ? [exporter, ...workload] : workload;
}

const whileThere = ({ createdSeconds, removedSeconds = Infinity }: PodOnNode, at: Series['at']) =>
  since(createdSeconds, until(removedSeconds, at));

function podInfo(series: Expose, node: FleetNode, each: PodOnNode): Series[] {
  return series(
    'kube_pod_info',
    whileThere(each, () => 1),
    {
      namespace: each.namespace,
      pod: each.name,
      uid: each.uid,
      host_ip: node.internalIp,
      pod_ip: each.podIp,
      node: node.name,
      created_by_kind: each.ownerKind,
      created_by_name: each.ownerName,
      host_network: String(each.hostNetwork),
    }
  );
}

function waitingPod(series: Expose, each: PodOnNode, version: string): Series[] {
  const { namespace, name, uid, succeededSeconds = Infinity, waiting } = each;
  const object = { namespace, pod: name, uid };
  const waitingSince = Math.min(...waiting.map(({ sinceSeconds }) => sinceSeconds));
  const phaseAt = (seconds: number) =>
    seconds >= succeededSeconds ? 'Succeeded' : seconds < waitingSince ? 'Running' : 'Pending';
  return [
    ...phases.map((phase) =>
      series(
        'kube_pod_status_phase',
        whileThere(each, (seconds) => Number(phaseAt(seconds) === phase)),
        { ...object, phase }
      )
    ),
    ...waiting.flatMap(({ name: container, isInit, reason, sinceSeconds }) =>
      waitingReasons(version, reason).map((row) =>
        series(
          isInit ? 'kube_pod_init_container_status_waiting_reason' : 'kube_pod_container_status_waiting_reason',
          since(sinceSeconds, () => row.value),
          { ...object, container, reason: row.reason }
        )
      )
    ),
  ].flat();
}

export function kubeletSeries(node: FleetNode, { podStarts, cgroupCreates }: Behaviour): Series[] {
  const series = exposedBy(
    { name: 'kubelet', version: node.kubeletVersion },
    {
      cluster: node.cluster,
      job: 'kubelet',
      instance: `${node.internalIp}:10250`,
      metrics_path: '/metrics',
      node: node.name,
      namespace: 'kube-system',
      endpoint: 'https-metrics',
      service: 'kube-prometheus-stack-kubelet',
    }
  );
  return [
    series('kubelet_node_name', 1, { node: node.name }),
    series('kubelet_started_pods_total', podStarts),
    // A pod whose cgroup is refused gets neither as far as the runtime nor to running.
    series('kubelet_runtime_operations_total', podStarts, { operation_type: 'run_podsandbox' }),
    series('kubelet_runtime_operations', podStarts, { operation_type: 'run_podsandbox' }),
    series('kubelet_pod_start_duration_seconds_count', podStarts),
    series('kubelet_pod_start_latency_microseconds_count', podStarts),
    series('kubelet_cgroup_manager_duration_seconds_count', cgroupCreates, { operation_type: 'create' }),
    series('kubelet_cgroup_manager_latency_microseconds_count', cgroupCreates, { operation_type: 'create' }),
  ].flat();
}

/** kube_event_info of events_exporter, which this fleet runs in prod-a only. */
export function eventSeries({ cluster, name }: FleetNode, { events }: Behaviour): Series[] {
  const series = exposedBy(
    { name: 'eventsExporter', version: '0.0.4' },
    {
      cluster,
      job: 'events-exporter',
      instance: '10.233.65.40:9000',
      namespace: 'monitoring',
      pod: `events-exporter-${podSuffix(`events/${cluster}`)}`,
    }
  );
  return events.flatMap((event) =>
    series(
      'kube_event_info',
      since(event.sinceSeconds, until((event.endedSeconds ?? Infinity) + eventLifeSeconds, event.count)),
      {
        type: 'Warning',
        source_component: 'kubelet',
        source_host: name,
        involved_kind: 'Pod',
        involved_name: event.pod,
        involved_namespace: event.namespace,
        reporting_controller: 'kubelet',
        reporting_instance: name,
        reason: event.reason,
        message: event.message,
      }
    )
  );
}
