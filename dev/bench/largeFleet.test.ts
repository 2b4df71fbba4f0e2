import { type ExporterName, labelsAsExported } from '../fleet/versions/exporters';
import { largeFleetLines } from './largeFleet';

const versions: ReadonlyArray<readonly [prefix: string, name: ExporterName, version: string]> = [
  ['kubelet_', 'kubelet', '1.22.17'],
  ['kube_', 'kubeStateMetrics', '2.8.2'],
  ['memcg_kmem_', 'nodeProbe', '0.1.0'],
  ['node_', 'nodeExporter', '1.5.0'],
];
/** Which the scrape adds; where an exporter has one of its own of that name it is a label of every version. */
const ofTarget = new Set(['cluster', 'job', 'instance', 'namespace', 'pod', 'node', 'metrics_path']);

test('the large fleet has only what its versions export', () => {
  const lines = [...largeFleetLines({ nodes: 12, podsPerNode: 3, endSeconds: 1_700_000_000 })].join('').split('\n');
  const named = new Set(lines.flatMap((line) => /^([a-z]\w*\{.*\}) /.exec(line)?.[1] ?? []));
  expect(named.size).toBeGreaterThan(150);
  const lacking = [...named].filter((each) => {
    const [metric = ''] = each.split('{');
    const labels = [...each.matchAll(/(\w+)="/g)]
      .map(([, label = '']) => label)
      .filter((label) => !ofTarget.has(label));
    const [, name, version] = versions.find(([prefix]) => metric.startsWith(prefix)) ?? [];
    const exported =
      name && version && labelsAsExported({ name, version }, metric, Object.fromEntries(labels.map((l) => [l, ''])));
    return !exported || labels.some((label) => !(label in exported));
  });
  expect(lacking).toEqual([]);
});
