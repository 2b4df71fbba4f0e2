import { type SeriesRow } from '../series';

/** What a node pays for the memory cgroups it keeps, as far as it is exported; means of the last hour. */
export interface Costs {
  /** Of how many cores the kernel itself takes the time. */
  systemCores?: number;
  /** A week ago. */
  systemCoresBefore?: number;
  cores?: number;
  /** How long the kubelet takes to look through its pods, and to create a pod's cgroup. */
  relistSeconds?: number;
  cgroupCreateSeconds?: number;
}

const ids: readonly string[] = [
  'systemCores',
  'systemCoresBefore',
  'cores',
  'relistSeconds',
  'cgroupCreateSeconds',
] satisfies ReadonlyArray<keyof Costs>;

export function costsOf(rows: readonly SeriesRow[]): Costs {
  const told = rows.flatMap(({ labels: { signal = '' }, values }) => {
    const value = values.at(-1)?.[1];
    return ids.includes(signal) && value !== undefined && Number.isFinite(value) ? [[signal, value] as const] : [];
  });
  return Object.fromEntries(told);
}
