import { fleetQuestionIds, type SeriesRow } from '../series';
import {
  historyQuery,
  overviewQueries,
  podNodesQuery,
  recordedOf,
  recordedQuery,
  signalQueries,
} from './fleetQuestions';
import { defaultSettings, type EventSettings } from '../settings/settings';

const waiting = (pod: string): SeriesRow => ({ labels: { namespace: 'ns', pod }, values: [[1, 1]] });

const whole = { isForLong: true, unrecorded: [] };
const lately = { isForLong: false, unrecorded: [] };

describe('the overview', () => {
  it('asks each question once, six instant ones where the rules have recorded', () => {
    const asked = overviewQueries(defaultSettings());
    const later = podNodesQuery([waiting('p')], defaultSettings());
    expect([...asked, later].map((query) => query?.id).sort()).toEqual([...fleetQuestionIds].sort());
    const recorded = [...overviewQueries(defaultSettings(), whole), later];
    expect(recorded.filter((query) => query?.kind === 'instant').length).toBeLessThan(6);
  });

  it.each([undefined, { isForLong: false, unrecorded: [] }, { isForLong: true, unrecorded: ['a:9100'] }])(
    'leaves no place unfilled, where the rules have recorded %j',
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

describe('the recorded series', () => {
  const counted = (exporters: string, count: number): SeriesRow => ({ labels: { exporters }, values: [[1, count]] });
  const unrecorded = (instance: string): SeriesRow => ({
    labels: { exporters: 'unrecorded', instance },
    values: [[1, 64e9]],
  });

  it('are used when they leave few exporters out, which are named', () => {
    expect(recordedOf([counted('recorded', 3)])).toEqual(lately);
    expect(recordedOf([counted('recorded', 3), unrecorded('b:9100'), unrecorded('a:9100')])).toEqual({
      isForLong: false,
      unrecorded: ['a:9100', 'b:9100'],
    });
    const many = Array.from({ length: 51 }, (_, i) => unrecorded(`${i}:9100`));
    expect(recordedOf([counted('recorded', 5000), ...many])).toBeUndefined();
    expect(recordedOf([unrecorded('a:9100')])).toBeUndefined();
    expect(recordedOf([])).toBeUndefined();
  });

  it('are asked for with the exporters that they leave out, whatever those are called', () => {
    const recorded = { isForLong: true, unrecorded: ['[fd00::1]:9100', 'a"b'] };
    const names = String.raw`instance=~"\\[fd00::1\\]:9100|a\"b"`;
    const usual = defaultSettings();
    const mine = { ...usual, selectors: { ...usual.selectors, nodeExporter: 'job="mine"' } };
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
    expect(signalQueries(mine, whole).map(({ id }) => id)).toEqual(['facts', 'memory']);
    expect(historyQuery(mine, recorded, { nodes: ['n'], exporters: [] }).expr).toContain(names);
    expect(signalQueries(mine, whole)[1]?.expr).not.toContain('node_memory_');
  });

  it('have the history only when they have been recorded for so long', () => {
    expect(recordedOf([counted('recorded', 3), counted('recordedForLong', 2)])).toEqual(whole);
    const placed = historyQuery(defaultSettings(), lately, { nodes: ['a.b'], exporters: [] }).expr;
    expect(placed).toContain(String.raw`instance:memcg_kmem_node:info{node=~"a\\.b"} @ end()`);
    expect(placed).toContain('node_memory_SUnreclaim_bytes');
  });

  it('are not asked for where the settings differ from what the rules were made with', () => {
    const usual = defaultSettings();
    expect(recordedQuery(usual)?.expr).toContain('instance:memcg_kmem_node:info');
    expect(recordedQuery({ ...usual, clusterLabel: 'k8s' })).toBeUndefined();
    expect(recordedQuery({ ...usual, ownSelectors: { nodeExporter: 'job="mine"' } })).toBeUndefined();
    expect(
      recordedQuery({ ...usual, thresholds: { ...usual.thresholds, growthMinUptimeSeconds: 60 } })
    ).toBeUndefined();
    expect(recordedQuery({ ...usual, thresholds: { ...usual.thresholds, slabEntriesWarning: 1 } })).toBeDefined();
  });
});
