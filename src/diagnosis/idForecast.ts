import { type Conditions } from './conditions';
import { type Confidence, type Forecast } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { entriesPerId, idsPerStart, ordinarySlabBytes, slabBytesPerId } from './idFigures';
import { hasLargePages } from './largePages';
import { type Thresholds } from './thresholds';
import { samplesSinceBoot } from './trend';

const daySeconds = 86400;

/** IDs that are taken, and that the count may leave out. */
const uncountedIds = 300;

/** A range is worth giving while its end is not many times its beginning; else its beginning is. */
const widestRange = 6;

/** The rhythm of a day takes less than this share of the slab away; a reclaim takes more. */
const givenBackShare = 0.15;

const notCounted: Forecast = { kind: 'none', why: 'ids-not-counted' };

/** A bound that is nearer than this says no more than "at any time". */
const shortestBoundSeconds = 3600;

/** Time until the memcg IDs are used up; undefined where it is not IDs that run out, or nothing is known of them. */
export function idForecast(
  evidence: NodeEvidence,
  is: Conditions,
  thresholds: Readonly<Thresholds>
): Forecast | undefined {
  // A kernel that leaves removed cgroups out counts few, and directories for nearly all of them: their number says nothing.
  const areDirectoriesMany = is.cgroupsLive && (is.cgroupsGrowing || is.cgroupsAtLimit);
  const isCounted = evidence.memoryCgroups !== undefined && (is.kernel.cgroupCountIncludesDying || areDirectoriesMany);
  return isCounted ? byCount(evidence, thresholds) : keepsIds(is) ? bySlab(evidence, is, thresholds) : untold(is);
}

/** Kernels whose removed cgroups hold no slab: what leaks there takes IDs, and nothing tells how many. */
function untold(is: Conditions): Forecast | undefined {
  return is.percpuLeaking || is.cgroupsKept ? notCounted : undefined;
}

/** Where the counter includes removed cgroups, it is the ID space itself that fills. */
function byCount(evidence: NodeEvidence, { memcgIdLimit }: Thresholds): Forecast | undefined {
  const { memoryCgroups: count, memoryCgroupsGrowthPerDay: recent, bootTimeSeconds, atSeconds } = evidence;
  if (count === undefined || count > memcgIdLimit) {
    return undefined;
  }
  const uptimeSeconds = bootTimeSeconds === undefined ? 0 : atSeconds - bootTimeSeconds;
  // The recent rate is the smallest of several steps; what has gathered since the boot bounds it from above, if it always did.
  const sinceBoot = uptimeSeconds > 0 ? (count / uptimeSeconds) * daySeconds : undefined;
  const rates = [recent, sinceBoot].filter((rate) => rate !== undefined && rate > 0) as number[];
  if (rates.length === 0) {
    return undefined;
  }
  const days = (left: number, rate: number) => Math.max(0, left) / rate;
  const left = memcgIdLimit - count;
  // Within hours, day and night make the rate; over days they even out.
  const doubt = days(left, Math.max(...rates)) < 2 ? { fast: 1.5, slow: 0.6 } : { fast: 1.15, slow: 0.85 };
  return foretell(
    days(left - uncountedIds, Math.max(...rates) * doubt.fast) * daySeconds,
    days(left, Math.min(...rates) * doubt.slow) * daySeconds,
    rates.length > 1 ? 'high' : 'low'
  );
}

/**
 * Nothing counts the IDs: how many are gone follows from the slab that they hold, how fast they go from its growth. What one
 * ID holds is known within bounds; the pods started and the slab's entries draw them closer.
 */
function bySlab(evidence: NodeEvidence, is: Conditions, { memcgIdLimit }: Thresholds): Forecast | undefined {
  const slab = evidence.slabUnreclaimableBytes;
  const perDay = recentGrowthPerDay(evidence);
  if (slab === undefined || perDay === undefined || perDay <= 0) {
    return undefined;
  }
  const held = {
    min: Math.max(0, slab - ordinarySlabBytes.max),
    max: Math.max(0, slab - ordinarySlabBytes.min),
  };
  const { fitting, isContradicted } = bytesPerIdFitting(evidence, is, { held: (held.min + held.max) / 2, perDay });
  const secondsLeft = (bytesPerId: number, bytes: number) =>
    (Math.max(0, memcgIdLimit * bytesPerId - bytes) / perDay) * daySeconds;
  const isNarrowed = evidence.slabEntries !== undefined && evidence.podStarts1d !== undefined;
  const latestSeconds = secondsLeft(fitting.max, held.min);
  // What is held is less than what is gone: that shortens the time, so that only its end is known.
  const earliestSeconds = hasGivenBack(evidence) ? 0 : secondsLeft(fitting.min, held.max);
  const confidence = isNarrowed ? 'medium' : 'low';
  // All IDs gone already by the smallest share, on a node that still makes cgroups: the shares do not tell when it begins,
  // nor when it ends where starts or entries say that far fewer are gone.
  if (earliestSeconds < shortestBoundSeconds) {
    return isContradicted ? notCounted : endingBy(latestSeconds, confidence);
  }
  return foretell(earliestSeconds, latestSeconds, confidence);
}

/** Caches were dropped in the running boot: the slab is less than the IDs that it was held by, which are not given back. */
function hasGivenBack(evidence: NodeEvidence): boolean {
  let most = 0;
  return samplesSinceBoot(evidence).some(({ bytes }) => {
    most = Math.max(most, bytes);
    return bytes < (1 - givenBackShare) * most;
  });
}

function endingBy(latestSeconds: number, confidence: Confidence): Forecast {
  return latestSeconds < shortestBoundSeconds
    ? notCounted
    : { kind: 'latest', limit: 'cgroup-ids', earliestSeconds: 0, latestSeconds, confidence };
}

function keepsIds({ kernel }: Conditions): boolean {
  return kernel.mechanism === 'el7-kmem-caches' || kernel.mechanism === 'dying-memcgs';
}

interface Interval {
  min: number;
  max: number;
}

interface Leaked {
  /** Slab beyond the ordinary, bytes. */
  held: number;
  perDay: number;
}

interface Fitting {
  /** What agrees with everything that is seen; what contradicts the rest is left out. */
  fitting: Interval;
  isContradicted: boolean;
}

function bytesPerIdFitting(
  { podStarts1d, slabEntries }: NodeEvidence,
  { kernel }: Conditions,
  { held, perDay }: Leaked
): Fitting {
  const pages = hasLargePages(kernel.release) ? largePages : { min: 1, max: 1 };
  const plausible = { min: slabBytesPerId.min * pages.min, max: slabBytesPerId.max * pages.max };
  const byStarts = podStarts1d
    ? { min: perDay / podStarts1d / idsPerStart.max, max: perDay / podStarts1d / idsPerStart.min }
    : plausible;
  const byEntries =
    slabEntries && held > 0 && kernel.slabEntriesMeaningful
      ? { min: (held / slabEntries) * entriesPerId.min, max: (held / slabEntries) * entriesPerId.max }
      : plausible;
  return [byStarts, byEntries].reduce<Fitting>(
    ({ fitting, isContradicted }, other) => {
      const overlap = overlapOf(fitting, other);
      return { fitting: overlap ?? fitting, isContradicted: isContradicted || !overlap };
    },
    { fitting: plausible, isContradicted: false }
  );
}

function overlapOf(a: Interval, b: Interval): Interval | undefined {
  const overlap = { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) };
  return overlap.min <= overlap.max ? overlap : undefined;
}

/** Each cache keeps whole pages. */
const largePages = { min: 2, max: 16 };

/** Of the last two days where they are there, whole days so that day and night are in it; else the steady growth. */
function recentGrowthPerDay(evidence: NodeEvidence): number | undefined {
  const samples = samplesSinceBoot(evidence);
  const last = samples.at(-1);
  for (const days of [2, 1]) {
    const from =
      last && samples.find(({ timeSeconds }) => timeSeconds >= last.timeSeconds - (days + 0.01) * daySeconds);
    if (last && from && last.timeSeconds - from.timeSeconds >= (days - 0.01) * daySeconds) {
      const perDay = ((last.bytes - from.bytes) / (last.timeSeconds - from.timeSeconds)) * daySeconds;
      // A reclaim within these days hides the leak.
      return Math.max(perDay, evidence.slabSteadyGrowthBytesPerDay ?? perDay);
    }
  }
  return evidence.slabSteadyGrowthBytesPerDay;
}

function foretell(earliestSeconds: number, latestSeconds: number, confidence: Confidence): Forecast {
  const limit = 'cgroup-ids';
  if (latestSeconds <= widestRange * earliestSeconds) {
    return { kind: 'range', limit, earliestSeconds, latestSeconds, confidence };
  }
  return earliestSeconds >= shortestBoundSeconds ? { kind: 'bound', limit, earliestSeconds, confidence } : notCounted;
}
