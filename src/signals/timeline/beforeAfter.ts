import { type NodeEvidence, type SlabSample } from '../../diagnosis/evidence';
import { trendOf } from '../../diagnosis/trend';
import { type LookedAt } from '../answer';
import figures from '../../knowledge/figures.json';
import { changesOf, merged } from './nodeTimeline';
import { type SeriesRow } from '../series';

/** One of the two stretches of time that a boot divides. */
export interface Stretch {
  fromSeconds: number;
  toSeconds: number;
  kernelRelease?: string;
  /**
   * Of unreclaimable slab, absent while its samples span too little. Since the boot it is the growth that verdict and proof go
   * by, where that is known; before it, the middle of what the samples say.
   */
  growthBytesPerDay?: number;
  failedCreations?: FailedCreations;
}

/**
 * `atLeast`: as the event written most often counts them. `about`: told from samples of a counter, or, where nobody counts
 * refusals, from pod cgroups the kubelet tried while no pod started.
 */
export interface FailedCreations {
  count: number;
  precision: 'atLeast' | 'about';
}

export interface BeforeAfter {
  bootSeconds: number;
  before: Stretch;
  after: Stretch;
}

type Answer = LookedAt & { rows: readonly SeriesRow[] };
export type ComparedAnswers = Partial<Record<'changes' | 'slab' | 'creations', Answer>>;

/** What the last boot that the range shows has changed. */
export function beforeAfterOf(
  { changes, slab, creations }: ComparedAnswers,
  {
    kernelRelease,
    bootTimeSeconds,
    slabSteadyGrowthBytesPerDay: steady,
  }: Pick<NodeEvidence, 'kernelRelease' | 'bootTimeSeconds' | 'slabSteadyGrowthBytesPerDay'>
): BeforeAfter | undefined {
  if (!changes) {
    return undefined;
  }
  const { fromSeconds, atSeconds, stepSeconds } = changes;
  const all = changesOf(changes.rows, fromSeconds);
  const seen = all.filter(({ kind }) => kind === 'boot').map(({ timeSeconds }) => timeSeconds);
  // Steps need not reach the end of the range: the newest boot can lie behind the last of them.
  const isNewer = bootTimeSeconds !== undefined && bootTimeSeconds > (seen.at(-1) ?? fromSeconds) + stepSeconds;
  const boots = isNewer ? [...seen, bootTimeSeconds] : seen;
  const bootSeconds = boots.at(-1);
  if (bootSeconds === undefined || bootSeconds - fromSeconds < stepSeconds) {
    return undefined;
  }
  // A new kernel is reported a little after the boot that brought it, and seen at the next step.
  const kernelChange = all.find(
    (change) =>
      change.kind === 'kernel' &&
      Math.abs(change.timeSeconds - bootSeconds) <= 2 * stepSeconds + figures.kernelNamedWithinSeconds
  );
  // Counts look back: right after a boot they hold what was before it.
  const stretch = (from: number, to: number, startsWithBoot: boolean): Omit<Stretch, 'kernelRelease'> => ({
    fromSeconds: from,
    toSeconds: to,
    growthBytesPerDay: slab && growthOf(slab, startsWithBoot ? from + figures.warmUpSeconds : from, to),
    failedCreations: creations && failedOf(creations, startsWithBoot ? from + figures.refusedCountSeconds : from, to),
  });
  const previousBoot = boots.at(-2);
  const after = stretch(bootSeconds, atSeconds, true);
  return {
    bootSeconds,
    before: {
      ...stretch(previousBoot ?? fromSeconds, bootSeconds - 1, previousBoot !== undefined),
      kernelRelease: kernelChange && 'from' in kernelChange ? kernelChange.from : kernelRelease,
    },
    after: {
      ...after,
      growthBytesPerDay: after.growthBytesPerDay === undefined ? undefined : (steady ?? after.growthBytesPerDay),
      kernelRelease,
    },
  };
}

function growthOf({ rows }: Answer, fromSeconds: number, toSeconds: number): number | undefined {
  const samples = merged(rows.filter(({ labels }) => labels.signal === 'slabUnreclaimableBytes')).flatMap(
    ([timeSeconds, bytes]): SlabSample[] =>
      timeSeconds >= fromSeconds && timeSeconds <= toSeconds ? [{ timeSeconds, bytes }] : []
  );
  const trend = trendOf(samples);
  return trend && trend.spanSeconds >= figures.trendMinSpanSeconds ? trend.middlePerDay : undefined;
}

function failedOf({ rows, stepSeconds }: Answer, fromSeconds: number, toSeconds: number): FailedCreations | undefined {
  const within = (signal: string) =>
    merged(rows.filter(({ labels }) => labels.signal === signal)).filter(
      ([timeSeconds]) => timeSeconds >= fromSeconds && timeSeconds <= toSeconds
    );
  const total = within('refusedTotal');
  const [first] = total;
  if (first) {
    // A count that begins within the stretch began at nothing.
    const base = first[0] - fromSeconds > 2 * stepSeconds ? 0 : first[1];
    const rises = total.map(([, value], index) => Math.max(0, value - (total[index - 1]?.[1] ?? base)));
    return { count: Math.round(sum(rises)), precision: 'atLeast' };
  }
  const counted = within('refused20m');
  if (counted.length > 0) {
    return {
      count: Math.round(sum(counted.map(([, value]) => (value * stepSeconds) / figures.refusedCountSeconds))),
      precision: 'about',
    };
  }
  return retriesOf(within('cgroupCreates15m'), within('podStarts15m'), stepSeconds);
}

type Samples = ReturnType<typeof merged>;

function retriesOf(creates: Samples, starts: Samples, stepSeconds: number): FailedCreations | undefined {
  if (creates.length === 0 || starts.length === 0) {
    return undefined;
  }
  const startsAt = new Map(starts);
  const surplus = creates.map(([time, tried]) => {
    const started = startsAt.get(time);
    return started === undefined ? 0 : Math.max(0, tried - started);
  });
  return { count: Math.round((sum(surplus) * stepSeconds) / figures.podStartsCountSeconds), precision: 'about' };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
