import { defaultSettings } from '../settings/settings';
import { compactPromQL } from './compactPromQL';
import { coverageQuestions } from './coverageQuestions';
import { overviewQueries } from './fleetQueries';
import { type Query } from './question';
import { recordedForPage } from './recordedSeries';

// Many proxies take 8 kB of address, and a data source may be set to ask with GET: some of it is left for the rest.
const longestBytes = 7_000;
const longestRecordedBytes = 2_000;

const settings = defaultSettings();

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
    const recorded = overviewQueries(settings, { series: new Set(recordedForPage), isForLong: true, unrecorded: [] });
    const long = recorded.filter((query) => query.id !== 'events' && bytesOf(query) > longestRecordedBytes);
    expect(long).toEqual([]);
  });
});
