import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  chartWindow,
  exporterQueries,
  failingQuery,
  kubernetesQueries,
  nodeQuestions,
  podAgesQuery,
  whereQuery,
} from './nodeQuestions';
import { type SeriesRow } from '../series';
import { defaultSettings } from '../settings/settings';

const settings = defaultSettings();
const key = { cluster: 'prod-a', node: 'worker-17' };
const window = chartWindow(0, 86_400);
const hostile = { cluster: 'a"b\\c', node: '$1"} or vector(1) #\n<node>' };

const stuck: SeriesRow[] = [{ labels: { pod: 'a.b', namespace: 'x' }, values: [[1, 1]] }];

function all(of = key) {
  return [
    whereQuery({ ...of, isClusterKnown: true }, settings),
    ...kubernetesQueries(of, settings, window),
    ...exporterQueries(of, settings, { instances: ['10.0.0.1:9100'] }, window),
    failingQuery(of, settings),
    podAgesQuery(of, settings, stuck),
  ].filter((query) => query !== undefined);
}

describe('the questions of one node', () => {
  it('ask for at most 300 points, whatever the range', () => {
    for (const days of [0.001, 0.5, 1, 7, 30, 400, 3000]) {
      const { windowSeconds, stepSeconds } = chartWindow(0, days * 86_400);
      expect(windowSeconds / stepSeconds).toBeLessThanOrEqual(300);
    }
    for (const query of all()) {
      if (query.kind === 'range') {
        expect(query.windowSeconds / query.stepSeconds).toBeLessThanOrEqual(300);
      }
    }
  });

  it('read the series of this node only', () => {
    const slab = exporterQueries(key, settings, { instances: ['10.0.0.1:9100', '[fd00::1]:9100'] }, window).find(
      ({ id }) => id === 'slab'
    );
    expect(slab?.expr).toContain(String.raw`instance=~"10\\.0\\.0\\.1:9100|\\[fd00::1\\]:9100",cluster="prod-a"`);
    const facts = kubernetesQueries(key, settings, window).find(({ id }) => id === 'facts');
    expect(facts?.expr).toContain('kube_node_info{node="worker-17",cluster="prod-a"}');
  });

  it('keep configured selectors', () => {
    const selectors = { ...settings.selectors, kubelet: 'job="kubelet",' };
    const creations = kubernetesQueries(key, { ...settings, selectors }, window).find(({ id }) => id === 'creations');
    expect(creations?.expr).toContain('job="kubelet",node="worker-17",cluster="prod-a"');
  });

  it('match a node without cluster label by its absence', () => {
    const facts = kubernetesQueries({ node: 'a' }, settings, window).find(({ id }) => id === 'facts');
    expect(facts?.expr).toContain('{node="a",cluster=""}');
  });

  it.each([
    ['lack', 'prod-a', 'prod-a;', '""'],
    ['have alone', undefined, ';x', '"x"'],
  ])('find exporters whose series %s the cluster label, and ask them', (_sides, cluster, home, own) => {
    const where = whereQuery({ node: 'worker-17', cluster, isClusterKnown: true }, settings).expr;
    const exporters = /node_memory_MemTotal_bytes\{([^}]*)\}/.exec(where)?.[1];
    expect(exporters).toBe(cluster === undefined ? '' : 'cluster=~"prod-a|"');
    const label: Record<string, string> = own === '""' ? {} : { cluster: 'x' };
    const rows: SeriesRow[] = [{ labels: { ...label, instance: 'n:1', node: 'worker-17', home }, values: [[1, 1]] }];
    const asked = nodeQuestions({ node: 'worker-17', cluster, isClusterKnown: true }, settings, {
      fromSeconds: 0,
      atSeconds: 86_400,
    }).find(({ id }) => id === 'slab');
    const query = asked?.queryAfter({
      where: { kind: 'series', rows, expr: where, fromSeconds: 0, atSeconds: 0, stepSeconds: 0 },
    });
    expect(query && 'expr' in query && query.expr).toContain(`instance=~"n:1",cluster=${own}`);
  });

  it('ask no exporter where there is none', () => {
    expect(exporterQueries(key, settings, { instances: [] }, window).map(({ id }) => id)).toEqual([
      'events',
      'changes',
    ]);
  });

  it('ask for events counted by an exporter of the node, and of no other', () => {
    const eventsOf = (instances: string[]) =>
      exporterQueries(key, settings, { instances }, window).find(({ id }) => id === 'events')?.expr;
    expect(eventsOf(['10.0.0.1:9100'])).toContain(
      String.raw`and on (cluster, instance) max by (cluster, instance) (node_memory_MemTotal_bytes{instance=~"10\\.0\\.0\\.1:9100",cluster="prod-a"})`
    );
    expect(eventsOf([])).toContain('node_memory_MemTotal_bytes{instance="",instance!=""');
  });

  it('ask no ages when no pod is stuck', () => {
    expect(podAgesQuery(key, settings, [])).toBeUndefined();
  });

  it.each([
    ['plain', key],
    ['hostile', hostile],
  ])('are PromQL that Prometheus accepts, for %s names', (_, of) => {
    const groups = [{ name: 'all', rules: all(of).map(({ id, expr }) => ({ record: `node:${id}`, expr })) }];
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'node-queries-')), 'rules.json');
    writeFileSync(file, JSON.stringify({ groups }));
    const output = execFileSync('promtool', ['check', 'rules', file], { encoding: 'utf8' });
    expect(output).toContain('SUCCESS');
  });
});
