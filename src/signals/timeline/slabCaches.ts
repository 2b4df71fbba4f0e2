import { type SeriesRow } from '../series';

export interface SlabCache {
  name: string;
  bytes: number;
  /** Between the first sample of the range and the last; absent with a single sample. */
  grownBytes?: number;
  overSeconds?: number;
}

/** Slab caches by growth, then by size. */
export function slabCachesOf(rows: readonly SeriesRow[]): SlabCache[] {
  return rows
    .flatMap(({ labels, values }): SlabCache[] => {
      const finite = values.filter(([, value]) => Number.isFinite(value));
      const first = finite[0];
      const last = finite.at(-1);
      if (!labels.slab || !first || !last) {
        return [];
      }
      const cache = { name: labels.slab, bytes: last[1] };
      return [first === last ? cache : { ...cache, grownBytes: last[1] - first[1], overSeconds: last[0] - first[0] }];
    })
    .sort((a, b) => (b.grownBytes ?? 0) - (a.grownBytes ?? 0) || b.bytes - a.bytes);
}
