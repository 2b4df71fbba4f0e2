import { type NodeEvidence, type SlabSample } from './evidence';

const daySeconds = 86400;

/** Growth per day: what most pairs of samples agree on, as a range around the middle of them. */
export interface Trend {
  slowestPerDay: number;
  middlePerDay: number;
  fastestPerDay: number;
  spanSeconds: number;
}

/** Samples of the running boot only: a reboot gives back what had leaked. */
export function samplesSinceBoot({ slabHistory, bootTimeSeconds }: NodeEvidence): SlabSample[] {
  const since = bootTimeSeconds ?? -Infinity;
  return slabHistory.filter(({ timeSeconds, bytes }) => timeSeconds >= since && Number.isFinite(bytes));
}

/**
 * Quartiles of the slopes between all pairs of samples (after Theil and Sen): a few odd samples, such as those of a
 * restarted exporter, do not move it. Absent for fewer than four samples.
 */
export function trendOf(samples: readonly SlabSample[]): Trend | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || samples.length < 4) {
    return undefined;
  }
  const slopes: number[] = [];
  for (const [index, earlier] of samples.entries()) {
    for (const later of samples.slice(index + 1)) {
      if (later.timeSeconds > earlier.timeSeconds) {
        slopes.push(((later.bytes - earlier.bytes) / (later.timeSeconds - earlier.timeSeconds)) * daySeconds);
      }
    }
  }
  slopes.sort((a, b) => a - b);
  const quantile = (share: number) => slopes[Math.round(share * (slopes.length - 1))];
  const slowestPerDay = quantile(0.25);
  const middlePerDay = quantile(0.5);
  const fastestPerDay = quantile(0.75);
  if (slowestPerDay === undefined || middlePerDay === undefined || fastestPerDay === undefined) {
    return undefined;
  }
  return { slowestPerDay, middlePerDay, fastestPerDay, spanSeconds: last.timeSeconds - first.timeSeconds };
}

/** What growth per day to expect: as wide as the trend and the steady growth together; half as much again without a trend. */
export function growthRangeOf(evidence: NodeEvidence, steadyPerDay: number): Omit<Trend, 'middlePerDay'> {
  const trend = trendOf(samplesSinceBoot(evidence));
  return {
    slowestPerDay: Math.min(steadyPerDay, trend && trend.slowestPerDay > 0 ? trend.slowestPerDay : steadyPerDay),
    fastestPerDay: Math.max(steadyPerDay, trend?.fastestPerDay ?? steadyPerDay) * (trend ? 1 : 1.5),
    spanSeconds: trend?.spanSeconds ?? 0,
  };
}
