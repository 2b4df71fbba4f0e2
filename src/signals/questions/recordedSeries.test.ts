import { recordedForPage, recordedOf, recordedQuery } from './recordedSeries';
import { type SeriesRow } from '../series';
import { defaultSettings } from '../settings/settings';

const row = (labels: Record<string, string>): SeriesRow => ({ labels, values: [[1, 1]] });
const noted = (series: string, cluster?: string) => row({ series, ...(cluster && { cluster }) });
const allOf = (cluster?: string) => [
  row({ exporters: 'recorded', ...(cluster && { cluster }) }),
  ...recordedForPage.map((series) => noted(series, cluster)),
];
const forLong = (cluster?: string) => row({ exporters: 'recordedForLong', ...(cluster && { cluster }) });
const unrecorded = (instance: string) => row({ exporters: 'unrecorded', instance });
const growth = 'node:memcg_kmem_slab_steady_growth:bytes_per_day';
const slab = 'node:memcg_kmem_slab_unreclaimable_bytes:max';
const nodes = 'instance:memcg_kmem_node:info';
const without = (rows: readonly SeriesRow[], series: string, cluster?: string) =>
  rows.filter(({ labels }) => labels.series !== series || labels.cluster !== cluster);
const sizeOf = (rows: readonly SeriesRow[]) => recordedOf(rows)?.series.size;

describe('what is recorded', () => {
  it('is read where it leaves few exporters out, which are named', () => {
    expect(recordedOf(allOf())).toEqual({ series: new Set(recordedForPage), isForLong: false, unrecorded: [] });
    expect(recordedOf([...allOf(), unrecorded('b:9100'), unrecorded('a:9100')])?.unrecorded).toEqual([
      'a:9100',
      'b:9100',
    ]);
    const many = Array.from({ length: 51 }, (_, i) => unrecorded(`${i}:9100`));
    expect(recordedOf([...allOf(), ...many])).toBeUndefined();
    expect(recordedOf([unrecorded('a:9100')])).toBeUndefined();
    expect(recordedOf([])).toBeUndefined();
  });

  it.each(recordedForPage.filter((each) => each !== nodes))(
    'is all but %s where that has not been recorded',
    (series) => {
      const { series: found } = recordedOf(without(allOf(), series)) ?? {};
      expect(recordedForPage.filter((each) => !found?.has(each))).toEqual([series]);
    }
  );

  it('is nothing where exporters have no node, or rules of before say of no series what they know', () => {
    expect(recordedOf(without(allOf(), nodes))).toBeUndefined();
    expect(recordedOf([row({ exporters: 'recorded' }), forLong()])).toBeUndefined();
  });

  it('is what the rules of every cluster have recorded', () => {
    const both = [...allOf('a'), ...allOf('b')];
    expect(sizeOf(both)).toBe(recordedForPage.length);
    expect(sizeOf(without(both, growth, 'b'))).toBe(recordedForPage.length - 1);
    // Rules that are evaluated for all at once tell of clusters without exporters under no name.
    expect(sizeOf([...both, noted(growth)])).toBe(recordedForPage.length);
    expect(sizeOf([...allOf('a'), row({ exporters: 'recorded', cluster: 'b' })])).toBeUndefined();
  });

  it('has the history where every cluster has had it for so long', () => {
    const both = [...allOf('a'), ...allOf('b')];
    expect(recordedOf([...both, forLong('a'), forLong('b')])?.isForLong).toBe(true);
    expect(recordedOf([...both, forLong('a')])?.isForLong).toBe(false);
    expect(recordedOf(without([...allOf(), forLong()], slab))?.isForLong).toBe(false);
  });

  it('is not asked for where the settings differ from what the rules were made with', () => {
    const usual = defaultSettings();
    expect(recordedQuery(usual)?.expr).toContain('cluster:memcg_kmem_exporters:count');
    expect(recordedQuery({ ...usual, clusterLabel: 'k8s' })).toBeUndefined();
    expect(recordedQuery({ ...usual, ownSelectors: { nodeExporter: 'job="mine"' } })).toBeUndefined();
    expect(
      recordedQuery({ ...usual, thresholds: { ...usual.thresholds, growthMinUptimeSeconds: 60 } })
    ).toBeUndefined();
    expect(recordedQuery({ ...usual, thresholds: { ...usual.thresholds, slabEntriesWarning: 1 } })).toBeDefined();
  });
});
