import { readFileSync } from 'node:fs';
import path from 'node:path';
import { installations } from '../../bench/world/installations';
import { behaviourOf } from '../archetypes';
import { conventionSeries } from '../conventionFleet';
import { eventMetricIds, eventMetricSeries } from '../eventMetrics';
import { fleet } from '../fleet';
import { fleetSeries, nodeSeries } from '../fleetSeries';
import { type Series } from '../series';
import { allExported, exporterTables, labelsAsExported } from './exporters';
import { compareVersions, isWithin } from './version';

const root = path.resolve(__dirname, '../../..');
const now = 1_700_000_000;

/** What every exporter's version lacks among these series, by name. */
function lacking(all: readonly Series[]): string[] {
  const names = all
    .filter(({ exporter, metric }) => labelsAsExported(exporter, metric, {}) === undefined)
    .map(({ exporter, metric }) => `${exporter.name} ${exporter.version}: ${metric}`);
  return [...new Set(names)];
}

describe('versions', () => {
  it.each([
    ['v1.20.15', '1.22.0', -1],
    ['1.9.8', '1.10.0', -1],
    ['v1.21.14-eks-18ef993', '1.21.14', 0],
    ['2.0.0', '1.9.8', 1],
    ['1.14', '1.14.0', 0],
  ])('compares %s with %s', (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign);
  });

  it('refuses what is no version', () => {
    expect(() => compareVersions('latest', '1.0.0')).toThrow('not a version');
  });
});

describe('what each version exports', () => {
  const has = (name: keyof typeof exporterTables, version: string, metric: string) =>
    labelsAsExported({ name, version }, metric, {}) !== undefined;

  it.each([
    ['kubelet', '1.21.14', 'kubelet_started_pods_total', false],
    ['kubelet', '1.22.0', 'kubelet_started_pods_total', true],
    ['kubelet', '1.13.12', 'kubelet_cgroup_manager_duration_seconds_count', false],
    ['kubelet', '1.13.12', 'kubelet_cgroup_manager_latency_microseconds_count', true],
    ['kubelet', '1.17.17', 'kubelet_cgroup_manager_latency_microseconds_count', true],
    ['kubelet', '1.18.20', 'kubelet_cgroup_manager_latency_microseconds_count', false],
    ['kubelet', '1.20.2', 'kubelet_runtime_operations_total', true],
    ['kubelet', '1.18.20', 'kubelet_running_pods', false],
    ['kubelet', '1.20.2', 'kubelet_running_pod_count', false],
    ['kubeStateMetrics', '2.4.2', 'kube_node_status_addresses', false],
    ['kubeStateMetrics', '2.11.0', 'kube_node_status_addresses', true],
    ['nodeExporter', '1.3.1', 'node_cgroups_cgroups', false],
    ['nodeExporter', '1.4.0', 'node_cgroups_cgroups', true],
  ] as const)('%s %s: %s is there: %s', (name, version, metric, isThere) => {
    expect(has(name, version, metric)).toBe(isThere);
  });

  it('leaves out labels that a version lacks', () => {
    const labels = { node: 'a', internal_ip: '10.0.0.1', system_uuid: 'u' };
    const of = (version: string) =>
      labelsAsExported({ name: 'kubeStateMetrics', version }, 'kube_node_info', labels) ?? {};
    expect(Object.keys(of('1.9.8'))).toEqual(['node']);
    expect(Object.keys(of('2.0.0'))).toEqual(['node', 'internal_ip']);
    expect(Object.keys(of('2.11.0'))).toEqual(['node', 'internal_ip', 'system_uuid']);
  });

  it('refuses a metric and a label that no version has', () => {
    const exporter = { name: 'kubelet', version: '1.20.2' } as const;
    expect(() => labelsAsExported(exporter, 'kubelet_pods_leaked_total', {})).toThrow('no metric');
    expect(() => labelsAsExported(exporter, 'kubelet_node_name', { host: 'a' })).toThrow('no label host');
  });

  it('has the spans of metrics and labels in order', () => {
    for (const { labels, since = '0.0.0', until = '999.0.0' } of allExported) {
      for (const span of [{ since, until }, ...Object.values(labels)]) {
        expect(isWithin(span.since ?? '0.0.0', span)).toBe(true);
      }
    }
  });
});

test('every metric that the product reads is in a table', () => {
  const texts = ['alerts/memcg-kmem.rules.yaml', 'src/knowledge/questions.json']
    .concat(['src/knowledge/coverage.json', 'src/knowledge/events.json'])
    .map((file) => readFileSync(path.join(root, file), 'utf8'));
  const selectors = /(?<![:\w])(?:node|kube|kubelet|container|memcg_kmem|loki_process_custom)_\w+(?=\{)/g;
  const read = new Set(texts.flatMap((text) => text.match(selectors) ?? []));
  const known = new Set(allExported.map(({ metric }) => metric));
  expect(read.size).toBeGreaterThan(20);
  expect([...read].filter((metric) => !known.has(metric))).toEqual([]);
});

describe('the simulator emits nothing that a version lacks', () => {
  it('in the fleet, in every convention and in every installation of the bench', () => {
    const world = installations(6).flatMap(({ nodes }) => nodes.flatMap(({ pageSeries }) => pageSeries));
    expect(lacking([...fleetSeries(now), ...conventionSeries(now), ...world])).toEqual([]);
  });

  // Each exporter's versions beside the others' oldest: what one emits hangs on no other.
  const stackOf = (versions: Partial<Record<keyof typeof exporterTables, string>>) => ({
    kubelet: versions.kubelet ?? '1.10.13',
    kubeStateMetrics: versions.kubeStateMetrics ?? '1.9.8',
    nodeExporter: versions.nodeExporter ?? '0.18.1',
  });
  const stacks = (['kubelet', 'kubeStateMetrics', 'nodeExporter'] as const).flatMap((name) =>
    exporterTables[name].read.map((version) => stackOf({ [name]: version }))
  );

  it('in any archetype on any stack', () => {
    const archetypes = new Map(fleet.map((node) => [node.archetype, node]));
    const missing = [...archetypes.values()].flatMap((node) => {
      const behaviour = behaviourOf(node, now);
      return stacks.flatMap(({ kubelet, ...monitoring }) => {
        const onStack = { ...node, kubeletVersion: kubelet, monitoring, hasProbe: true, hasCgroupsCollector: true };
        return lacking([
          ...nodeSeries(onStack, behaviour),
          ...eventMetricIds.flatMap((id) => eventMetricSeries(id, onStack, behaviour)),
        ]);
      });
    });
    expect([...new Set(missing)]).toEqual([]);
  });

  it('nor has a kubelet of 1.20 anything that tells of started pods but what the runtime was asked', () => {
    const node = fleet.find(({ kubeletVersion }) => kubeletVersion.startsWith('v1.20.'));
    const kubelet = fleetSeries(now, node ? [node] : []).filter(({ exporter }) => exporter.name === 'kubelet');
    expect(kubelet.map(({ metric }) => metric).sort()).toEqual([
      'kubelet_cgroup_manager_duration_seconds_count',
      'kubelet_node_name',
      'kubelet_pod_start_duration_seconds_count',
      'kubelet_runtime_operations_total',
    ]);
  });
});
