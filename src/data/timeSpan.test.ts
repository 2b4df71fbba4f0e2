import { rawSpanOf, resolveSpan, timeRangeOf } from './timeSpan';

const daySeconds = 86400;

describe('the time range', () => {
  it.each([
    ['now-7d', 'now', 7 * daySeconds],
    ['1794000000000', '1794003600000', 3600],
    ['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z', daySeconds],
    ['nonsense', 'now', daySeconds],
    ['now', 'now-1h', daySeconds],
    ['', '', daySeconds],
  ])('from %s to %s', (from, to, seconds) => {
    const span = resolveSpan({ from, to });
    expect(span.atSeconds - span.fromSeconds).toBeCloseTo(seconds, 0);
  });

  it.each([
    { from: 'now-24h', to: 'now' },
    { from: '1794000000000', to: '1794003600000' },
  ])('comes back from the picker as it was: %j', (raw) => {
    expect(rawSpanOf(timeRangeOf(raw))).toEqual(raw);
  });
});
