import { type FleetNode } from './fleetNode';
import { type Series } from './series';
import { isInventory, isKubelet, isNodeExporter, labelled, without, withoutPod } from './stacks/relabel';

/** One way in which installations label their series. */
export interface Convention {
  id: string;
  /** Cluster labels of its series; the empty one is none at all. */
  clusters: readonly string[];
  /** How a node of the fleet is called and addressed here. */
  node?: (node: FleetNode) => Partial<FleetNode>;
  /** The machine behind a node's address was another one until so many days before the end. */
  replacedDaysAgo?: number;
  /** What becomes of one series of that node. */
  relabel: (series: Series, node: FleetNode) => Series[];
}

const asIs = (series: Series): Series[] => [series];
const onExporter = (change: (series: Series, node: FleetNode) => Series) => (series: Series, node: FleetNode) => [
  isNodeExporter(series) ? change(series, node) : series,
];

const v6 = (node: FleetNode) => `fd00:20::${node.internalIp.split('.').slice(2).join(':')}`;
const domain = 'nodes.example.internal';

/** Node names of a second cluster that are also those of a first, with other nodes behind them. */
const sameName = (node: FleetNode) => ({ name: `worker-${node.internalIp.split('.')[3] ?? ''}` });

export const conventions: readonly Convention[] = [
  // kube-prometheus-stack: ip:port, the exporter's pod, no node label.
  { id: 'ip-and-port', clusters: ['ip-and-port'], relabel: asIs },
  // The same where nothing sets a cluster label.
  { id: 'no-cluster', clusters: [''], relabel: (series) => [without(series, 'cluster')] },
  // kube-prometheus.
  {
    id: 'node-name',
    clusters: ['node-name'],
    relabel: onExporter((series, { name }) => labelled(series, { instance: name })),
  },
  // Relabelled by hand, or the chart "prometheus"; its inventory says the node of kube-state-metrics on series of pods.
  {
    id: 'native-label',
    clusters: ['native-label'],
    relabel: (series, { name }) => {
      const job = { job: 'kubernetes-service-endpoints' };
      if (isNodeExporter(series)) {
        return [labelled(withoutPod(series), { ...job, node: name, namespace: 'monitoring' })];
      }
      return [
        isInventory(series)
          ? labelled(series, { ...job, node: series.labels.node ?? 'node-of-kube-state-metrics' })
          : series,
      ];
    },
  },
  // Alloy's own exporter: instance is the node's name, no pod.
  {
    id: 'alloy',
    clusters: ['alloy'],
    relabel: (series, { name, cluster }) => {
      const named = labelled(series, { k8s_cluster_name: cluster });
      if (isNodeExporter(series)) {
        return [labelled(withoutPod(named), { job: 'integrations/node_exporter', instance: name })];
      }
      if (isKubelet(series)) {
        return [labelled(named, { job: 'integrations/kubernetes/kubelet', instance: name })];
      }
      return [isInventory(series) ? labelled(named, { job: 'integrations/kubernetes/kube-state-metrics' }) : named];
    },
  },
  // Plain Prometheus on addresses.
  {
    id: 'ip-without-pod',
    clusters: ['ip-without-pod'],
    relabel: onExporter((series) => labelled(withoutPod(series), { job: 'node' })),
  },
  {
    id: 'ipv6',
    clusters: ['ipv6'],
    node: (node) => ({ internalIp: v6(node) }),
    relabel: onExporter((series, node) => labelled(withoutPod(series), { instance: `[${node.internalIp}]:9100` })),
  },
  // kube_node_info names the IPv6 address, the exporter is scraped by the other one.
  {
    id: 'dual-stack',
    clusters: ['dual-stack'],
    node: (node) => ({ moreAddresses: [v6(node)] }),
    relabel: asIs,
  },
  // The same without the exporter's pod: kube-state-metrics must say all addresses, as it does from 2.11 on.
  {
    id: 'dual-stack-without-pod',
    clusters: ['dual-stack-without-pod'],
    node: (node) => ({
      moreAddresses: [v6(node)],
      monitoring: { ...node.monitoring, kubeStateMetrics: '2.11.0' },
    }),
    relabel: onExporter((series) => labelled(withoutPod(series), { job: 'node' })),
  },
  // The exporter knows its domain and Kubernetes does not, and the other way round.
  {
    id: 'domain-on-exporter',
    clusters: ['domain-on-exporter'],
    node: ({ name }) => ({ name: name.split('.')[0] ?? name }),
    relabel: onExporter((series, { name }) =>
      labelled(withoutPod(series), { job: 'node', instance: `${name}.${domain}:9100` })
    ),
  },
  {
    id: 'domain-on-node',
    clusters: ['domain-on-node'],
    node: ({ name }) => ({ name: `${name.split('.')[0] ?? name}.${domain}` }),
    relabel: onExporter((series, { name }) =>
      labelled(withoutPod(series), { job: 'node', instance: `${name.split('.')[0] ?? name}:9100` })
    ),
  },
  // Two Prometheus servers write to one store that does not remove what is double.
  {
    id: 'ha-pair',
    clusters: ['ha-pair'],
    relabel: (series) =>
      ['prometheus-0', 'prometheus-1'].map((replica) => labelled(series, { prometheus_replica: replica })),
  },
  {
    id: 'two-inventories',
    clusters: ['two-inventories'],
    relabel: (series) =>
      isInventory(series)
        ? ['10.233.64.12:8080', '10.233.65.77:8080'].map((instance) => labelled(series, { instance }))
        : [series],
  },
  // Two clusters with the same names and addresses: only the label tells them apart.
  { id: 'same-names', clusters: ['same-names-a', 'same-names-b'], node: sameName, relabel: asIs },
  // The machine behind an address was another one until the middle of the history.
  { id: 'replaced', clusters: ['replaced'], replacedDaysAgo: 2, relabel: asIs },
];
