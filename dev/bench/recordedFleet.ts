// A fleet as the rules have recorded it, at one moment: one that stands still needs no more.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import recordedSignals from '../../src/knowledge/recorded.json';
import { recordedForPage } from '../../src/signals/questions/recordedSeries';
import { ampleMemory, el7Kernel, fixedKernel, leakingSignals, quietSignals } from '../../src/test/answers';
import { seriesName } from '../fleet/exposition';
import { loadHistory } from '../launcher/prometheus';
import { shippedGroups } from '../launcher/ruledPrometheus';
import { servePrometheus } from '../launcher/servePrometheus';
import { type Service } from '../launcher/service';

export interface RecordedFleet {
  nodes: number;
  /** So many of them leak; so many others are exposed, without a suspicion; the rest are clear. */
  suspects: number;
  exposed?: number;
  /** Whether what the rules read is there as well, and the shipped alerts are evaluated. */
  hasExporters?: boolean;
  atSeconds: number;
}

/** Prometheus over such a fleet, in this folder. */
export async function serveRecordedFleet(workDir: string, fleet: RecordedFleet): Promise<Service> {
  const file = path.join(workDir, 'now.om');
  writeFileSync(file, [...lines(fleet)].join(''));
  await loadHistory(file, path.join(workDir, 'data'));
  const config = fleet.hasExporters ? { rule_files: [writeAlerts(workDir)] } : {};
  return servePrometheus({ workDir, config, flags: ['--query.lookback-delta=1h'] });
}

/** The shipped alerts at once, without the groups that record: those would find no history. */
function writeAlerts(workDir: string): string {
  const alerts = shippedGroups().flatMap(({ rules }) => rules.filter(({ alert }) => alert !== undefined));
  const rules = alerts.map((rule) => ({ ...rule, for: undefined, keep_firing_for: undefined }));
  const file = path.join(workDir, 'alerts.yaml');
  writeFileSync(file, stringify({ groups: [{ name: 'memcg-kmem.alerts', interval: '30s', rules }] }));
  return file;
}

function* lines({
  nodes: count,
  suspects,
  exposed = 0,
  hasExporters = false,
  atSeconds: at,
}: RecordedFleet): Generator<string> {
  const nodes = Array.from({ length: count }, (_, index) => ({
    labels: { cluster: `c${index % 5}`, node: `node-${String(index).padStart(5, '0')}` },
    instance: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}:9100`,
    ...stateOf(index % (count / suspects) === 0, index % (count / exposed) === 1),
  }));
  const family: Family = function* (name, row) {
    for (const node of nodes) {
      const [more, value] = row(node) ?? [];
      if (value !== undefined) {
        yield `${seriesName(name, { ...node.labels, ...more })} ${value} ${at}\n`;
      }
    }
  };
  yield* family('kube_node_info', ({ kernel }) => [{ kernel_version: kernel }, 1]);
  yield* family('kube_node_labels', () => [{ label_topology_kubernetes_io_zone: 'zone-a' }, 1]);
  yield* family('node_memory_MemTotal_bytes', ({ instance }) => [{ instance }, 1e11]);
  if (hasExporters) {
    yield* exporterFamilies(family, at);
  }
  yield* family('instance:memcg_kmem_node:info', ({ instance }) => [{ instance }, 1]);
  yield* family('instance:memcg_kmem_node_since:seconds', ({ instance }) => [{ instance }, at - 86_400]);
  yield* family('node:memcg_kmem_state:info', ({ state }) => [{ state }, 1]);
  yield* family('node:memcg_kmem_suspect:bool', ({ isSuspect }) => (isSuspect ? [{}, 1] : undefined));
  for (const [name, signal] of Object.entries(recordedSignals)) {
    yield* family(name, ({ isSuspect }) => {
      const signals: Record<string, number> = isSuspect ? leakingSignals : quietSignals;
      const value = signals[signal];
      return value === undefined ? undefined : [{}, value];
    });
    yield* family('suspect:memcg_kmem_evidence:value', ({ isSuspect }) => {
      const value = (leakingSignals as Record<string, number>)[signal];
      return isSuspect && value !== undefined ? [{ series: name }, value] : undefined;
    });
  }
  yield* family('suspect:memcg_kmem_kernel:info', ({ isSuspect }) =>
    isSuspect ? [{ signal: 'kernel', kernel_version: el7Kernel }, 1] : undefined
  );
  for (let cluster = 0; cluster < 5; cluster++) {
    const ofCluster = nodes.filter(({ labels }) => labels.cluster === `c${cluster}`);
    yield `${seriesName('cluster:memcg_kmem_exporters:count', { cluster: `c${cluster}` })} ${ofCluster.length} ${at}\n`;
    for (const state of ['clear', 'exposed']) {
      const calm = ofCluster.filter((each) => each.state === state).length;
      if (calm > 0) {
        yield `${seriesName('cluster:memcg_kmem_calm_nodes:count', { cluster: `c${cluster}`, state })} ${calm} ${at}\n`;
      }
    }
  }
  for (const series of recordedForPage) {
    for (let cluster = 0; cluster < 5; cluster++) {
      yield `${seriesName('series:memcg_kmem_test_recorded:seconds', { cluster: `c${cluster}`, series })} ${at} ${at}\n`;
    }
  }
  yield '# EOF\n';
}

interface RecordedNode {
  labels: { cluster: string; node: string };
  instance: string;
  isSuspect: boolean;
  state: string;
  kernel: string;
}
type Family = (name: string, row: (node: RecordedNode) => [object, number] | undefined) => Generator<string>;

/** What the pages read that the rules do not record, and what is looked for on the Coverage page. */
function* exporterFamilies(family: Family, at: number): Generator<string> {
  const uptimeSeconds = 30 * 86_400;
  const gauges = {
    node_memory_SUnreclaim_bytes: ({ isSuspect }: RecordedNode) =>
      (isSuspect ? leakingSignals : quietSignals).slabUnreclaimableBytes,
    node_memory_MemAvailable_bytes: () => ampleMemory.memoryAvailableBytes,
    node_boot_time_seconds: () => at - uptimeSeconds,
    node_time_seconds: () => at,
  };
  for (const [name, valueOf] of Object.entries(gauges)) {
    yield* family(name, (node) => [{ instance: node.instance }, valueOf(node)]);
  }
  yield* family('node_uname_info', ({ instance, kernel, labels: { node } }) => [
    { instance, release: kernel, nodename: node },
    1,
  ]);
  yield* family('kubelet_started_pods_total', ({ instance }) => [{ instance }, 1_000]);
  yield* family('kubelet_cgroup_manager_duration_seconds_count', ({ instance }) => [
    { instance, operation_type: 'create' },
    1_000,
  ]);
  yield* family('node:memcg_kmem_leak_growth:info', ({ isSuspect }) =>
    isSuspect ? [{ growth: 'slab' }, leakingSignals.slabSteadyGrowthBytesPerDay] : undefined
  );
}

function stateOf(isSuspect: boolean, isExposed: boolean) {
  const state = isSuspect ? 'leaking' : isExposed ? 'exposed' : 'clear';
  return { isSuspect, state, kernel: state === 'clear' ? fixedKernel : el7Kernel };
}
