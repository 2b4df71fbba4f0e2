import { type Conditions } from './conditions';
import { type Forecast, type State } from './diagnosis';
import { type NodeEvidence, type SlabSample } from './evidence';
import { type Thresholds } from './thresholds';

const daySeconds = 86400;

/** Time to the memcg ID limit where the counter includes removed cgroups, else to memory exhaustion; always a range. */
export function forecastOf(
  state: State,
  evidence: NodeEvidence,
  is: Conditions,
  thresholds: Readonly<Thresholds>
): Forecast {
  if (state === 'failing') {
    return { kind: 'none', why: 'failing' };
  }
  if (state !== 'leaking') {
    return { kind: 'none', why: state === 'clear' || state === 'protected' ? 'not-affected' : 'not-growing' };
  }
  return (
    idForecast(evidence, is, thresholds) ?? memoryForecast(evidence) ?? { kind: 'none', why: 'not-enough-history' }
  );
}

function idForecast(evidence: NodeEvidence, is: Conditions, { memcgIdLimit }: Thresholds): Forecast | undefined {
  const { memoryCgroups, memoryCgroupsGrowthPerDay } = evidence;
  if (
    !is.cgroupsGrowing ||
    !is.kernel.cgroupCountIncludesDying ||
    memoryCgroups === undefined ||
    !memoryCgroupsGrowthPerDay
  ) {
    return undefined;
  }
  const seconds = (Math.max(0, memcgIdLimit - memoryCgroups) / memoryCgroupsGrowthPerDay) * daySeconds;
  // One day of growth is all that is known of the rate: half and double are both plausible.
  return {
    kind: 'range',
    limit: 'cgroup-ids',
    earliestSeconds: seconds / 2,
    latestSeconds: seconds * 2,
    confidence: 'low',
  };
}

function memoryForecast(evidence: NodeEvidence): Forecast | undefined {
  const { memoryAvailableBytes, slabSteadyGrowthBytesPerDay: slowest } = evidence;
  if (!memoryAvailableBytes || memoryAvailableBytes < 0 || !slowest || slowest <= 0) {
    return undefined;
  }
  const since = samplesSinceBoot(evidence);
  const mean = meanGrowthPerDay(since) ?? slowest;
  const fastest = Math.max(slowest, mean) * 1.25;
  const days = (since.at(-1)?.timeSeconds ?? 0) - (since[0]?.timeSeconds ?? 0);
  return {
    kind: 'range',
    limit: 'memory',
    earliestSeconds: (memoryAvailableBytes / fastest) * daySeconds,
    latestSeconds: (memoryAvailableBytes / slowest) * daySeconds,
    confidence: days >= 5 * daySeconds ? 'medium' : 'low',
  };
}

export function samplesSinceBoot({ slabHistory, bootTimeSeconds }: NodeEvidence): SlabSample[] {
  return bootTimeSeconds === undefined
    ? slabHistory
    : slabHistory.filter(({ timeSeconds }) => timeSeconds >= bootTimeSeconds);
}

function meanGrowthPerDay(samples: readonly SlabSample[]): number | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.timeSeconds <= first.timeSeconds) {
    return undefined;
  }
  return ((last.bytes - first.bytes) / (last.timeSeconds - first.timeSeconds)) * daySeconds;
}
