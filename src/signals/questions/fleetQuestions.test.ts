import recordedSignals from '../../knowledge/recorded.json';
import { type FleetQuestionId, fleetQuestionIds, type SeriesRow } from '../series';
import { historyQuery, overviewQueries, podNodesQuery, signalQueries } from './fleetQueries';
import { type Answers } from '../answer';
import { fleetQuestions, type FleetScope } from './fleetQuestions';
import { recordedForPage } from './recordedSeries';
import { defaultSettings, type EventSettings } from '../settings/settings';

const waiting = (pod: string): SeriesRow => ({ labels: { namespace: 'ns', pod }, values: [[1, 1]] });

const series: ReadonlySet<string> = new Set(recordedForPage);
const whole = { series, isForLong: true, unrecorded: [] };
const lately = { series, isForLong: false, unrecorded: [] };

describe('the overview', () => {
  it('asks each question once, six instant ones where the rules have recorded', () => {
    const asked = overviewQueries(defaultSettings());
    const later = podNodesQuery([waiting('p')], defaultSettings());
    const ofEverybody = fleetQuestionIds.filter((id) => id !== 'besides');
    expect([...asked, later].map((query) => query?.id).sort()).toEqual(ofEverybody.sort());
    const recorded = [...overviewQueries(defaultSettings(), whole), later];
    expect(recorded.filter((query) => query?.kind === 'instant').length).toBeLessThan(6);
  });

  it.each([undefined, whole, lately, { ...lately, unrecorded: ['a:9100'] }, { ...whole, series: new Set<string>() }])(
    'leaves no place unfilled, where the rules have recorded %p',
    (recorded) => {
      for (const { expr } of overviewQueries(defaultSettings(), recorded)) {
        expect(expr).not.toMatch(/<[a-zA-Z0-9]+>/);
      }
    }
  );

  it('asks for no events when there is no pipeline', () => {
    const usual = defaultSettings();
    const ids = (change: Partial<EventSettings>) =>
      overviewQueries({ ...usual, events: { ...usual.events, ...change } }).map(({ id }) => id);
    expect(ids({ source: 'none' })).not.toContain('events');
    expect(ids({ source: 'loki' })).not.toContain('events');
    expect(ids({ preset: 'custom', expr: ' ' })).not.toContain('events');
    expect(ids({ preset: 'custom', expr: 'my_events' })).toContain('events');
  });

  it('asks for the nodes of waiting pods only, whatever they are called', () => {
    expect(podNodesQuery([], defaultSettings())).toBeUndefined();
    const query = podNodesQuery([waiting('a.b'), waiting('c"|.*'), waiting('a.b')], defaultSettings());
    expect(query?.expr).toContain(String.raw`pod=~"a\\.b|c\"\\|\\.\\*"`);
  });

  it('asks for the history of the named nodes only, whatever they are called', () => {
    const names = { nodes: ['b"', 'a.b'], exporters: ['10.0.0.1:9100'] };
    expect(historyQuery(defaultSettings(), whole, names).expr).toContain(String.raw`{node=~"a\\.b|b\""}`);
    expect(historyQuery(defaultSettings(), undefined, names).expr).toContain(
      String.raw`instance=~"10\\.0\\.0\\.1:9100"`
    );
  });
});

describe('what is recorded', () => {
  const usual = defaultSettings();
  const mine = { ...usual, selectors: { ...usual.selectors, nodeExporter: 'job="mine"' } };
  const idsOf = (recorded: typeof whole) => signalQueries(mine, recorded).map(({ id }) => id);

  it('is asked for with the exporters that it leaves out, whatever those are called', () => {
    const recorded = { ...whole, unrecorded: ['[fd00::1]:9100', 'a"b'] };
    const names = String.raw`instance=~"\\[fd00::1\\]:9100|a\"b"`;
    const [facts, memory] = signalQueries(mine, recorded);
    expect(facts?.expr).not.toContain('instance=~');
    expect(memory?.expr).toContain(`node_memory_MemTotal_bytes{${names},job="mine"}`);
    expect(memory?.expr).not.toContain('node_memory_MemTotal_bytes{job="mine"}');
    expect(signalQueries(mine, recorded).map(({ id }) => id)).toEqual([
      'facts',
      'memory',
      'slabGrowth',
      'cgroupGrowth',
    ]);
    expect(idsOf(whole)).toEqual(['facts', 'memory']);
    expect(historyQuery(mine, recorded, { nodes: ['n'], exporters: [] }).expr).toContain(names);
    expect(signalQueries(mine, whole)[1]?.expr).not.toContain('node_memory_');
  });

  const signalSeries = Object.keys(recordedSignals);

  it.each(signalSeries)('without %s is read as it is, that alone', (missing) => {
    const without = { ...whole, series: new Set(recordedForPage.filter((each) => each !== missing)) };
    const asked = signalQueries(mine, without);
    const all = asked.map(({ expr }) => inFull(expr)).join();
    expect(all).not.toContain(missing);
    for (const name of signalSeries.filter((each) => each !== missing)) {
      expect(all).toContain(name);
    }
    const asRecorded = signalQueries(mine, whole)
      .map(({ expr }) => expr)
      .join();
    // What waited before is itself of what the rules record; kube_node_info is read anyway.
    const readAsItIs = [...rawMetrics(all), ...(all.match(/last_over_time\(node:\w+|system_uuid!/g) ?? [])];
    expect(readAsItIs.length).toBeGreaterThan(rawMetrics(asRecorded).length);
    expect(rawMetrics(all).length).toBeLessThan(rawMetrics(asRecorded).length + 8);
  });

  // Names that are read together say what they have in common once.
  const inFull = (expr: string) =>
    expr.replace(/(node:memcg_kmem_)\(([^)]+)\)/g, (_, prefix: string, rest: string) =>
      rest
        .split('|')
        .map((each) => prefix + each)
        .join('|')
    );

  const rawMetrics = (expr: string) => [
    ...new Set(expr.match(/(?<![:\w])(?:node|kube|kubelet|memcg_kmem)_\w+(?=\{)/g)),
  ];

  it('has the history only when it has been recorded for so long', () => {
    const placed = historyQuery(usual, lately, { nodes: ['a.b'], exporters: [] }).expr;
    expect(placed).toContain(String.raw`instance:memcg_kmem_node:info{node=~"a\\.b"} @ end()`);
    expect(placed).toContain('node_memory_SUnreclaim_bytes');
  });
});

const row = (labels: Record<string, string>): SeriesRow => ({ labels, values: [[1, 1]] });
const notes = recordedForPage.map((each) => row({ series: each }));
const counted = row({ exporters: 'recorded' });

function askedAfter(scope: FleetScope, id: FleetQuestionId, rows: Partial<Record<FleetQuestionId, SeriesRow[]>>) {
  const span = { fromSeconds: 1, atSeconds: 1, stepSeconds: 0 };
  const answers = Object.fromEntries(
    Object.entries(rows).map(([each, told]) => [each, { kind: 'series' as const, expr: '', ...span, rows: told }])
  );
  const asked = fleetQuestions(defaultSettings(), 1, scope).find((each) => each.id === id);
  const query = asked?.queryAfter(answers as Answers<FleetQuestionId>);
  return query && 'expr' in query ? query.expr : undefined;
}

describe('where exporters belong whose series do not name their cluster', () => {
  const node = (cluster: string) => row({ signal: 'kernel', cluster, node: 'n' });
  const exporter = (cluster: string) => row({ cluster, node: 'n', exporter: 'n:9100' });
  const isAsked = (facts: SeriesRow[], memory: SeriesRow[]) =>
    askedAfter('everything', 'homes', { facts, memory }) !== undefined;

  it('is asked where an exporter is in a cluster without nodes, and a node in one without exporters', () => {
    expect(isAsked([node('a')], [exporter('')])).toBe(true);
    expect(isAsked([node('')], [exporter('a')])).toBe(true);
    expect(isAsked([node('a'), node('b')], [exporter('a'), exporter('')])).toBe(true);
  });

  it('is not asked where one of the two is not so', () => {
    expect(isAsked([node('a')], [exporter('a')])).toBe(false);
    // Machines outside Kubernetes, and clusters whose nodes nobody looks into.
    expect(isAsked([node('a')], [exporter('a'), exporter('')])).toBe(false);
    expect(isAsked([node('a'), node('b')], [exporter('a')])).toBe(false);
    expect(isAsked([], [exporter('a')])).toBe(false);
  });

  it('is not asked where the rules have found it out', () => {
    const recorded = { recorded: [counted, ...notes], unrecorded: [] };
    const answers = { ...recorded, facts: [node('a')], memory: [exporter('')] };
    expect(askedAfter('everything', 'homes', answers)).toBeUndefined();
  });
});

describe('exporters that the rules do not tell of yet', () => {
  const unrecorded = (scope: FleetScope, recorded: SeriesRow[]) => askedAfter(scope, 'unrecorded', { recorded });

  it('are looked for where everybody is wanted, and not where the suspects are enough or nothing is recorded', () => {
    expect(unrecorded('everything', [counted, ...notes])).toContain('instance:memcg_kmem_node_since:seconds');
    expect(unrecorded('suspects', [counted, ...notes])).toBeUndefined();
    expect(unrecorded('everything', [])).toBeUndefined();
  });

  it('are what rules of before count their clusters by, and then the suspects are enough', () => {
    expect(unrecorded('suspects', notes)).toContain('count by (cluster) (instance:memcg_kmem_node:info)');
    expect(askedAfter('suspects', 'states', { recorded: notes, unrecorded: [counted] })).toBeDefined();
    expect(askedAfter('suspects', 'states', { recorded: notes })).toBeUndefined();
  });

  it('keep everything from being read as it is recorded while nobody knows whether there are any', () => {
    const raw = 'node_memory_SUnreclaim_bytes';
    expect(askedAfter('everything', 'memory', { recorded: [counted, ...notes] })).toContain(raw);
    expect(askedAfter('everything', 'memory', { recorded: [counted, ...notes], unrecorded: [] })).not.toContain(raw);
  });
});
