import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  chartWindow,
  clustersOf,
  exporterQueries,
  failingQuery,
  kubernetesQueries,
  nodeHomesQuery,
  nodeQuestions,
  podAgesQuery,
  whereQuery,
} from './nodeQuestions';
import { type Answers, type SeriesAnswer } from '../answer';
import { type NodeQuestionId, type SeriesRow } from '../series';
import { defaultSettings } from '../settings/settings';

const settings = defaultSettings();
const key = { cluster: 'prod-a', node: 'worker-17' };
const window = chartWindow(0, 86_400);
const hostile = { cluster: 'a"b\\c', node: '$1"} or vector(1) #\n<node>' };

const stuck: SeriesRow[] = [{ labels: { pod: 'a.b', namespace: 'x' }, values: [[1, 1]] }];

function answer(...labels: Array<Record<string, string>>): SeriesAnswer {
  const rows = labels.map((each): SeriesRow => ({ labels: each, values: [[1, 1]] }));
  return { kind: 'series', rows, expr: '', fromSeconds: 0, atSeconds: 0, stepSeconds: 0 };
}

function all(of = key) {
  return [
    whereQuery({ ...of, isClusterKnown: true }, settings),
    nodeHomesQuery({ ...of, isClusterKnown: true }, settings),
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
    const exporters = cluster === undefined ? 'node_memory_MemTotal_bytes{}' : '_bytes{cluster=~"prod-a|"}';
    const label: Record<string, string> = own === '""' ? {} : { cluster: 'x' };
    const exporter = { ...label, instance: 'n:1', node: 'worker-17' };
    const span = { fromSeconds: 0, atSeconds: 86_400 };
    const questions = nodeQuestions({ node: 'worker-17', cluster, isClusterKnown: true }, settings, span);
    const exprOf = (id: NodeQuestionId, answers: Answers<NodeQuestionId>) => {
      const query = questions.find((each) => each.id === id)?.queryAfter(answers);
      return query && 'expr' in query ? query.expr : undefined;
    };
    const found = answer({ ...exporter }, { ...(cluster !== undefined && { cluster }), node: 'worker-17' });
    expect(exprOf('homes', { where: found })).toContain(exporters);
    const homes = answer({ ...exporter, home });
    expect(exprOf('slab', { where: found, homes })).toContain(`instance=~"n:1",cluster=${own}`);
    expect(clustersOf({ where: found, homes }, settings)).toEqual([cluster ?? '']);
  });

  it('look for no home where the cluster of the node has an exporter that names it', () => {
    const questions = nodeQuestions({ ...key, isClusterKnown: true }, settings, { fromSeconds: 0, atSeconds: 86_400 });
    const homes = questions.find(({ id }) => id === 'homes');
    expect(homes?.queryAfter({ where: answer({ ...key, instance: 'n:1' }, { ...key }) })).toBeUndefined();
    expect(homes?.queryAfter({ where: answer({ ...key }) })).toBeDefined();
    expect(homes?.queryAfter({ where: answer() })).toBeUndefined();
  });

  it('look for homes whenever they look for exporters', () => {
    const span = { fromSeconds: 0, atSeconds: 86_400 };
    const asked = nodeQuestions({ ...key, isClusterKnown: true }, settings, span, ['where', 'feeders']);
    expect(asked.map(({ id }) => id)).toEqual(['where', 'homes', 'feeders']);
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
