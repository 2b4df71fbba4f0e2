// Five thousand nodes as OpenMetrics: dense where the rules read, nothing in between.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { day, GiB, hour, minute, MiB, random, seedOf } from '../fleet/curves';
import { typeLine, seriesName } from '../fleet/exposition';
import { type Labels } from '../fleet/series';
import { type Exporter, labelsAsExported } from '../fleet/versions/exporters';
import { cgroupWindows, scrapeSeconds, slabWindows, type Window } from './sampleWindows';

export interface LargeFleet {
  nodes: number;
  podsPerNode: number;
  endSeconds: number;
}

const kernels = [
  '3.10.0-1160.83.1.el7.x86_64',
  '3.10.0-957.27.2.el7.x86_64',
  '4.18.0-553.el8_10.x86_64',
  '5.15.0-105-generic',
  '4.15.0-213-generic',
  '6.1.0-21-amd64',
];

/** A cluster of 2023. */
const exporters = {
  kubelet: { name: 'kubelet', version: '1.22.17' },
  kubeStateMetrics: { name: 'kubeStateMetrics', version: '2.8.2' },
  nodeExporter: { name: 'nodeExporter', version: '1.5.0' },
  nodeProbe: { name: 'nodeProbe', version: '0.1.0' },
} as const satisfies Partial<Record<Exporter['name'], Exporter>>;

interface Family {
  exporter: Exporter;
  metric: string;
  windows: Window[];
  /** Of the target, and the metric's own. */
  targetOf: (node: NodeOfFleet) => Labels;
  labelsOf?: (node: NodeOfFleet) => Labels;
  valueAt: (node: NodeOfFleet, seconds: number) => number;
  only?: (node: NodeOfFleet) => boolean;
}

interface NodeOfFleet {
  index: number;
  cluster: string;
  name: string;
  ip: string;
  leaks: boolean;
  hasProbe: boolean;
  kernel: string;
}

function nodesOf({ nodes }: LargeFleet): NodeOfFleet[] {
  return Array.from({ length: nodes }, (_, index) => ({
    index,
    cluster: `cluster-${index % 5}`,
    name: `node-${String(Math.floor(index / 5)).padStart(4, '0')}`,
    ip: `10.${40 + (index % 5)}.${Math.floor(index / 1250)}.${Math.floor(index / 5) % 250}`,
    leaks: random(seedOf(`leak-${index}`), 1) < 0.02,
    hasProbe: index % 5 === 0,
    kernel: kernels[index % kernels.length] ?? '',
  }));
}

function families({ endSeconds }: LargeFleet): Family[] {
  const ago = (hours: number, length = hour): Window => ({
    from: endSeconds - hours * hour - length,
    until: endSeconds - hours * hour,
  });
  const now = ago(0);
  const gauge = (metric: string, valueAt: Family['valueAt'], more: Partial<Family> = {}): Family => ({
    exporter: exporters.nodeExporter,
    metric,
    windows: [now],
    targetOf: nodeExporterTarget,
    valueAt,
    ...more,
  });
  const ofInventory = { exporter: exporters.kubeStateMetrics, targetOf: inventoryTarget };
  const ofKubelet = { exporter: exporters.kubelet, targetOf: kubeletTarget };
  const slab = (node: NodeOfFleet, seconds: number) =>
    Math.round(
      (300 * MiB * (1 + 0.02 * random(node.index, Math.floor(seconds / minute))) +
        (node.leaks ? (300 * MiB * (seconds - endSeconds + 20 * day)) / day : 0)) /
        4096
    ) * 4096;
  const probed = (metric: string, valueAt: Family['valueAt']) =>
    gauge(metric, valueAt, { exporter: exporters.nodeProbe, only: ({ hasProbe }) => hasProbe });
  const directories = ({ index }: NodeOfFleet) => 300 + (index % 90);
  // What leaks is kept by the kernel: removed cgroups, which have no directory any more, and their slab caches.
  const kept = ({ leaks }: NodeOfFleet) => (leaks ? 6000 : 0);
  const started = (node: NodeOfFleet, seconds: number) =>
    Math.floor(((node.leaks ? 3000 : 200) * (seconds - endSeconds + 30 * day)) / day) + node.index;
  return [
    gauge('node_memory_SUnreclaim_bytes', slab, { windows: slabWindows(endSeconds) }),
    gauge('node_memory_SReclaimable_bytes', (node) => GiB + node.index * 4096),
    gauge('node_memory_MemTotal_bytes', () => 64 * GiB),
    gauge('node_memory_MemAvailable_bytes', (node, seconds) =>
      Math.round((20 + 20 * random(node.index, Math.floor(seconds / minute))) * GiB)
    ),
    gauge('node_boot_time_seconds', () => endSeconds - 30 * day),
    gauge('node_time_seconds', (_, seconds) => seconds),
    gauge('node_uname_info', () => 1, {
      labelsOf: (node) => ({ release: node.kernel, nodename: node.name, sysname: 'Linux' }),
    }),
    gauge('node_cgroups_cgroups', (node) => directories(node) + kept(node), {
      windows: cgroupWindows(endSeconds),
      labelsOf: () => ({ subsys_name: 'memory' }),
    }),
    probed('memcg_kmem_sysfs_slab_entries', (node) => 500 + (node.index % 1000) + kept(node)),
    probed('memcg_kmem_memory_cgroup_directories', directories),
    probed('memcg_kmem_accounting_enabled', () => 1),
    probed('memcg_kmem_cmdline_nokmem', () => 0),
    gauge('kube_node_info', () => 1, {
      ...ofInventory,
      labelsOf: (node) => ({
        node: node.name,
        kernel_version: node.kernel,
        internal_ip: node.ip,
        kubelet_version: `v${exporters.kubelet.version}`,
        container_runtime_version: 'docker://20.10.24',
        os_image: 'an image',
      }),
    }),
    gauge('kube_node_spec_unschedulable', () => 0, { ...ofInventory, labelsOf: ({ name }) => ({ node: name }) }),
    gauge('kube_node_status_condition', () => 1, {
      ...ofInventory,
      labelsOf: ({ name }) => ({ node: name, condition: 'Ready', status: 'true' }),
    }),
    gauge('kubelet_started_pods_total', started, { ...ofKubelet, windows: [ago(24), now] }),
    gauge('kubelet_cgroup_manager_duration_seconds_count', started, {
      ...ofKubelet,
      labelsOf: () => ({ operation_type: 'create' }),
    }),
  ];
}

const nodeExporterTarget = ({ cluster, ip, index }: NodeOfFleet): Labels => ({
  cluster,
  job: 'node-exporter',
  instance: `${ip}:9100`,
  namespace: 'monitoring',
  pod: `x-node-exporter-${index}`,
});

const kubeletTarget = ({ cluster, ip, name }: NodeOfFleet): Labels => ({
  cluster,
  job: 'kubelet',
  instance: `${ip}:10250`,
  node: name,
  metrics_path: '/metrics',
});

const inventoryTarget = ({ cluster }: NodeOfFleet): Labels => ({
  cluster,
  job: 'kube-state-metrics',
  instance: '10.233.64.12:8080',
});

/** Throws for a metric or a label that the exporter's version lacks: nothing of that kind is written. */
function exportedName(exporter: Exporter, metric: string, target: Labels, own: Labels): string {
  const exported = labelsAsExported(exporter, metric, own);
  const lacking = Object.keys(own).filter((label) => exported === undefined || !(label in exported));
  if (exported === undefined || lacking.length > 0) {
    throw new Error(`${exporter.name} ${exporter.version} has no ${metric} with ${lacking.join(', ') || 'no label'}`);
  }
  return seriesName(metric, { ...target, ...exported });
}

/** Returns how many series and samples it wrote. */
export async function writeLargeFleet(file: string, fleet: LargeFleet): Promise<{ series: number; samples: number }> {
  const count = { series: 0, samples: 0 };
  await pipeline(Readable.from(pieces(fleet, count)), createWriteStream(file));
  return count;
}

/** The lines of the same file, piece by piece. */
export function largeFleetLines(fleet: LargeFleet): Generator<string> {
  return pieces(fleet, { series: 0, samples: 0 });
}

function* pieces(fleet: LargeFleet, count: { series: number; samples: number }): Generator<string> {
  const nodes = nodesOf(fleet);
  for (const { exporter, metric, windows, targetOf, labelsOf, valueAt, only } of families(fleet)) {
    yield typeLine(metric, 'openMetrics');
    for (const node of nodes) {
      if (only && !only(node)) {
        continue;
      }
      const name = exportedName(exporter, metric, targetOf(node), labelsOf?.(node) ?? {});
      const lines: string[] = [];
      for (const { from, until } of windows) {
        for (let seconds = from; seconds <= until; seconds += scrapeSeconds) {
          lines.push(`${name} ${valueAt(node, seconds)} ${seconds}\n`);
        }
      }
      count.series++;
      count.samples += lines.length;
      yield lines.join('');
    }
  }
  yield* pods(fleet, nodes, count);
  yield '# EOF\n';
}

// Of twenty pods one is of a job, ended or not; the others are kept running by something.
const ownerKinds = ['Job', 'DaemonSet', 'DaemonSet', 'StatefulSet', 'StatefulSet'] as const;
const ownerKindOf = (pod: number) => ownerKinds[pod % 20] ?? 'ReplicaSet';

/**
 * The largest family of any cluster: one series for each pod, told of now and a while ago, to which rules look back. The last
 * of each node's pods is its node_exporter.
 */
function* pods(
  { podsPerNode, endSeconds }: LargeFleet,
  nodes: readonly NodeOfFleet[],
  count: { series: number; samples: number }
): Generator<string> {
  yield typeLine('kube_pod_info', 'openMetrics');
  for (const node of nodes) {
    const { index, name, ip } = node;
    const lines: string[] = [];
    for (let pod = 0; pod < podsPerNode; pod++) {
      const isExporter = pod === podsPerNode - 1;
      const labels = {
        namespace: isExporter ? 'monitoring' : `team-${pod % 12}`,
        pod: isExporter ? `x-node-exporter-${index}` : `workload-${index}-${pod}`,
        node: name,
        pod_ip: isExporter ? ip : `10.233.${pod}.${index % 250}`,
        uid: `${index}-${pod}`,
        created_by_kind: isExporter ? 'DaemonSet' : ownerKindOf(pod),
        created_by_name: isExporter ? 'x-node-exporter' : `workload-${pod}`,
      };
      const named = exportedName(exporters.kubeStateMetrics, 'kube_pod_info', inventoryTarget(node), labels);
      lines.push(`${named} 1 ${endSeconds - 20 * minute}\n${named} 1 ${endSeconds}\n`);
    }
    count.series += podsPerNode;
    count.samples += 2 * podsPerNode;
    yield lines.join('');
  }
}
