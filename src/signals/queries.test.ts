import { queryIds, type SeriesRow } from './series';
import { overviewQueries, podNodesQuery } from './queries';
import { defaultSettings, type EventSettings } from './settings';

const waiting = (pod: string): SeriesRow => ({ labels: { namespace: 'ns', pod }, values: [[1, 1]] });

describe('the overview', () => {
  it('asks six questions at most', () => {
    const asked = overviewQueries(defaultSettings());
    const later = podNodesQuery([waiting('p')], defaultSettings());
    expect([...asked, later].map((query) => query?.id).sort()).toEqual([...queryIds].sort());
    expect(queryIds.length).toBeLessThanOrEqual(6);
  });

  it('leaves no place unfilled', () => {
    for (const { expr } of overviewQueries(defaultSettings())) {
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
});
