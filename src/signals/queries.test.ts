import { queryIds, type SeriesRow } from './series';
import { historyQuery, overviewQueries, podNodesQuery, readRecorded, recordedQuery } from './queries';
import { defaultSettings, type EventSettings } from './settings';

const waiting = (pod: string): SeriesRow => ({ labels: { namespace: 'ns', pod }, values: [[1, 1]] });

describe('the overview', () => {
  it('asks six questions at most', () => {
    const asked = overviewQueries(defaultSettings());
    const later = podNodesQuery([waiting('p')], defaultSettings());
    expect([...asked, later].map((query) => query?.id).sort()).toEqual([...queryIds].sort());
    expect(queryIds.length).toBeLessThanOrEqual(6);
  });

  it.each(['signals', 'recorded'] as const)('leaves no place unfilled, reading %s', (reading) => {
    for (const { expr } of overviewQueries(defaultSettings(), reading)) {
      expect(expr).not.toMatch(/<[a-zA-Z0-9]+>/);
    }
  });

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
    expect(historyQuery(defaultSettings(), 'recorded', names).expr).toContain(String.raw`{node=~"a\\.b|b\""}`);
    expect(historyQuery(defaultSettings(), 'signals', names).expr).toContain(
      String.raw`instance=~"10\\.0\\.0\\.1:9100"`
    );
  });
});

describe('the recorded series', () => {
  const counted = (exporters: string, count: number): SeriesRow => ({ labels: { exporters }, values: [[1, count]] });

  it('are used when they leave no exporter out', () => {
    expect(readRecorded([counted('recorded', 3)])).toEqual({ isForLong: false });
    expect(readRecorded([counted('recorded', 3), counted('unrecorded', 1)])).toBeUndefined();
    expect(readRecorded([counted('unrecorded', 4)])).toBeUndefined();
    expect(readRecorded([])).toBeUndefined();
  });

  it('have the history only when they have been recorded for so long', () => {
    const rows = [counted('recorded', 3), counted('recordedForLong', 2)];
    expect(readRecorded(rows)).toEqual({ isForLong: true });
    const names = { nodes: ['a.b'], exporters: [] };
    const placed = historyQuery(defaultSettings(), 'placed', names).expr;
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
