import { type FleetNode, type Monitoring } from '../fleetNode';
import { type Series } from '../series';
import { type AllowList, amazonDefault, azureMinimal, googleManaged, k8sMonitoringDefault } from './allowLists';
import { dishonoured, isInventory, isKubelet, isNodeExporter, labelled, without, withoutPod } from './relabel';

/** One cluster's software and how old it is. */
export interface Vintage extends Monitoring {
  kubelets: readonly string[];
  /** Share of the nodes that run el7, and of those with an old kernel of another kind; the rest is recent. */
  el7: number;
  oldKernels: number;
}

/** A way in which people collect metrics, as their servers store them. */
export interface Stack {
  id: string;
  what: string;
  /** One for each cluster. */
  vintages: readonly Vintage[];
  keeps?: AllowList;
  /** Somebody counts events: kube_event_info. */
  hasEvents: boolean;
  scrapeSeconds: number;
  /** As what a series is stored. */
  store: (series: Series, node: FleetNode) => Series;
  /** How often it is stored, and under which labels. */
  copies?: (series: Series) => Series[];
  /** The same as the server that evaluates the rules has it, where that is another one. */
  storeForRules?: Stack['store'];
}

const of2019: Vintage = {
  kubelets: ['v1.12.10', 'v1.13.12', 'v1.14.10'],
  kubeStateMetrics: '1.9.8',
  nodeExporter: '0.18.1',
  el7: 0.8,
  oldKernels: 0.15,
};
const of2021: Vintage = {
  kubelets: ['v1.17.17', 'v1.18.20', 'v1.20.15'],
  kubeStateMetrics: '1.9.8',
  nodeExporter: '1.0.1',
  el7: 0.7,
  oldKernels: 0.15,
};
const of2023: Vintage = {
  kubelets: ['v1.22.17', 'v1.24.17'],
  kubeStateMetrics: '2.8.2',
  nodeExporter: '1.5.0',
  el7: 0.5,
  oldKernels: 0.25,
};
const ofToday: Vintage = {
  kubelets: ['v1.30.14', 'v1.34.2'],
  // The newest whose source was read.
  kubeStateMetrics: '2.13.0',
  nodeExporter: '1.10.2',
  el7: 0.3,
  oldKernels: 0.3,
};

const asIs = (series: Series) => series;
const noCluster = (series: Series) => without(series, 'cluster');
const operator = { hasEvents: false, scrapeSeconds: 60, store: noCluster } as const;

/** The chart "prometheus": every service is scraped alike, with the labels of its own pod and node before those of the object. */
function byChart(series: Series, node: FleetNode): Series {
  const job = { job: 'kubernetes-service-endpoints' };
  if (isInventory(series)) {
    const scrape = {
      ...job,
      namespace: 'monitoring',
      node: 'node-of-kube-state-metrics',
      service: 'kube-state-metrics',
    };
    return dishonoured(without(series, 'endpoint', 'container', 'cluster'), scrape);
  }
  if (isKubelet(series)) {
    return labelled(without(series, 'cluster', 'node', 'namespace', 'endpoint', 'service', 'metrics_path'), {
      job: 'kubernetes-nodes',
      instance: node.name,
    });
  }
  return isNodeExporter(series)
    ? labelled(without(series, 'pod', 'container', 'endpoint', 'cluster'), { ...job, node: node.name })
    : noCluster(series);
}

/** Alloy: the node's name is the instance. */
function byAlloy(series: Series, { name, cluster }: FleetNode): Series {
  const named = labelled(series, { k8s_cluster_name: cluster });
  if (isNodeExporter(series)) {
    return labelled(withoutPod(named), { job: 'integrations/node_exporter', instance: name });
  }
  if (isKubelet(series)) {
    return labelled(named, { job: 'integrations/kubernetes/kubelet', instance: name });
  }
  return isInventory(series) ? labelled(named, { job: 'integrations/kubernetes/kube-state-metrics' }) : named;
}

export const stacks: readonly Stack[] = [
  { id: 'operator-2019', what: 'kube-prometheus-stack of 2019', vintages: [of2019], ...operator },
  { id: 'operator-2021', what: 'kube-prometheus-stack of 2021', vintages: [of2021], ...operator, hasEvents: true },
  { id: 'operator-2023', what: 'kube-prometheus-stack of 2023', vintages: [of2023], ...operator },
  { id: 'operator-today', what: 'kube-prometheus-stack of today', vintages: [ofToday], ...operator, hasEvents: true },
  {
    id: 'chart',
    what: 'the chart prometheus of 2021, honor_labels false',
    vintages: [of2021],
    ...operator,
    store: byChart,
  },
  {
    id: 'azure',
    what: "Azure's managed collection, minimal profile",
    vintages: [{ ...ofToday, el7: 0.4 }],
    keeps: azureMinimal,
    hasEvents: false,
    scrapeSeconds: 30,
    store: (series, node) =>
      isNodeExporter(series) ? labelled(withoutPod(series), { job: 'node', instance: node.name }) : asIs(series),
  },
  {
    id: 'google',
    what: "Google's managed collection, its published examples",
    vintages: [{ ...of2023, el7: 0.4 }],
    keeps: googleManaged,
    hasEvents: false,
    scrapeSeconds: 30,
    store: (series, node) =>
      isNodeExporter(series) || isKubelet(series)
        ? labelled(series, { instance: `${node.name}:metrics` })
        : asIs(series),
  },
  {
    id: 'amazon',
    what: "Amazon's managed collector, default scraper",
    vintages: [{ ...of2023, el7: 0.4 }],
    keeps: amazonDefault,
    hasEvents: false,
    scrapeSeconds: 30,
    store: (series) => {
      const own = isInventory(series)
        ? without(series, 'endpoint', 'service', 'cluster')
        : withoutPod(noCluster(series));
      return labelled(own, { job: 'pod_exporter' });
    },
  },
  {
    id: 'alloy',
    what: "Grafana's k8s-monitoring chart, default lists",
    vintages: [of2023],
    keeps: k8sMonitoringDefault,
    hasEvents: false,
    scrapeSeconds: 60,
    store: byAlloy,
  },
  {
    id: 'five-minutes',
    what: 'scrapes every five minutes, 2021',
    vintages: [of2021],
    ...operator,
    scrapeSeconds: 300,
  },
  {
    id: 'external-cluster',
    what: 'cluster as an external label: the page asks Thanos, the rules run where it is not',
    vintages: [of2023],
    ...operator,
    hasEvents: true,
    store: asIs,
    storeForRules: noCluster,
  },
  {
    id: 'one-sided-cluster',
    what: 'cluster on kube-state-metrics and kubelet, not on node_exporter',
    vintages: [of2023],
    ...operator,
    hasEvents: true,
    store: (series) => (isNodeExporter(series) ? noCluster(series) : asIs(series)),
  },
  {
    id: 'renamed-cluster',
    what: 'two clusters with the same addresses, told apart by k8s_cluster',
    vintages: [of2023, of2021],
    ...operator,
    store: (series) => labelled(noCluster(series), { k8s_cluster: series.labels.cluster ?? '' }),
  },
  {
    id: 'doubled',
    what: 'two Prometheus servers without deduplication, two kube-state-metrics',
    vintages: [of2023],
    ...operator,
    hasEvents: true,
    store: asIs,
    copies: doubled,
  },
  {
    id: 'old-and-new',
    what: 'two clusters, one of today and one of 2019',
    vintages: [ofToday, of2019],
    ...operator,
    store: asIs,
  },
];

/** Two Prometheus servers write to one store that does not remove what is double, and each scrapes two kube-state-metrics. */
function doubled(series: Series): Series[] {
  const sources = isInventory(series) ? ['10.233.64.12:8080', '10.233.70.9:8080'] : [series.labels.instance ?? ''];
  return ['prometheus-0', 'prometheus-1'].flatMap((replica) =>
    sources.map((instance) => labelled(series, { prometheus_replica: replica, instance }))
  );
}

/** What of these series a stack stores, for the page or for the rules. */
export function stored(stack: Stack, all: readonly Series[], node: FleetNode, reader: 'page' | 'rules'): Series[] {
  const store = reader === 'rules' ? (stack.storeForRules ?? stack.store) : stack.store;
  const copies = stack.copies ?? ((series: Series) => [series]);
  return all
    .filter((series) => isKept(stack, series))
    .map((series) => store(series, node))
    .flatMap(copies);
}

function isKept({ keeps = {}, hasEvents }: Stack, { exporter, metric }: Series): boolean {
  const list = keeps[exporter.name];
  if (list === null || (exporter.name === 'eventsExporter' && !hasEvents)) {
    return false;
  }
  return list === undefined || list.test(metric);
}
