import { defaultSettings } from '../settings/settings';
import { compactPromQL } from './compactPromQL';
import { coverageQuestions } from './coverageQuestions';
import { overviewQueries } from './fleetQueries';
import { type Query } from './question';
import { recordedForPage } from './recordedSeries';
import { besidesQuery } from './suspectQueries';

// Many proxies take 8 kB of address, and a data source may be set to ask with GET: some of it is left for the rest.
const longestBytes = 7_000;
const longestRecordedBytes = 2_000;
// Whichever pipeline there is, and nobody records what it delivers.
const longestEventsBytes = 2_450;

const settings = defaultSettings();
const recorded = { series: new Set(recordedForPage), isForLong: true, unrecorded: [] };

function bytesOf(query: Query | undefined): number {
  const expr = query && 'expr' in query ? query.expr : '';
  return new URLSearchParams({ query: compactPromQL(expr) }).toString().length;
}

describe('without selectors no question is too long for an address', () => {
  it.each([
    ['the overview', overviewQueries(settings)],
    ['the coverage', coverageQuestions(settings).map((each) => each.queryAfter({}))],
  ])('of %s', (_page, queries) => {
    const long = queries.filter((query) => bytesOf(query) > longestBytes);
    expect(long.map((query) => [query, bytesOf(query)])).toEqual([]);
    expect(queries.map(bytesOf).some((bytes) => bytes > 1_000)).toBe(true);
  });

  it('of those that read what the rules have recorded', () => {
    const long = overviewQueries(settings, recorded).filter(
      (query) => bytesOf(query) > (query.id === 'events' ? longestEventsBytes : longestRecordedBytes)
    );
    expect(long).toEqual([]);
  });

  it('of nodes that events name beside the suspects, however many', () => {
    const lengths = Array.from({ length: 200 }, (_, count) => {
      const names = Array.from({ length: count }, (__, i) => `worker-${i}.eu-west-1.compute.internal`);
      return bytesOf(besidesQuery(settings, recorded, { names, areExposedAsked: true }));
    });
    expect(Math.max(...lengths)).toBeLessThanOrEqual(longestRecordedBytes);
    expect(lengths[3]).toBeGreaterThan(lengths[0] ?? 0);
  });
});
