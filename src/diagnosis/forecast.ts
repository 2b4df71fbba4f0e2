import { type Conditions } from './conditions';
import { type Forecast, type State } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { type Thresholds } from './thresholds';
import { growthRangeOf } from './trend';

const daySeconds = 86400;

/**
 * Memcg IDs lost for each pod started on el7: two at most were seen, far fewer where little runs in the pod.
 * https://tencentcloudcontainerteam.github.io/2018/12/29/cgroup-leaking/
 */
const idsLeakedPerPod = { fewest: 0.25, most: 2 };

type Range = Extract<Forecast, { kind: 'range' }>;

/** Time to the limit that comes first: memcg IDs or memory. Always a range; "not enough history" is an answer. */
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
  const ranges = [
    idsByCount(evidence, is, thresholds),
    idsByChurn(evidence, is, thresholds),
    memoryByTrend(evidence),
  ].filter((range) => range !== undefined);
  ranges.sort((a, b) => a.latestSeconds - b.latestSeconds);
  return ranges[0] ?? { kind: 'none', why: 'not-enough-history' };
}

/** Where the counter includes removed cgroups, it is the ID space itself that fills. */
function idsByCount(
  { memoryCgroups, memoryCgroupsGrowthPerDay: perDay }: NodeEvidence,
  is: Conditions,
  { memcgIdLimit }: Thresholds
): Range | undefined {
  if (!is.kernel.cgroupCountIncludesDying || !is.cgroupsGrowing || memoryCgroups === undefined || !perDay) {
    return undefined;
  }
  const seconds = (Math.max(0, memcgIdLimit - memoryCgroups) / perDay) * daySeconds;
  // One day is all that is known of the rate: half of it and double are both plausible.
  return {
    kind: 'range',
    limit: 'cgroup-ids',
    earliestSeconds: seconds / 2,
    latestSeconds: seconds * 2,
    confidence: 'low',
  };
}

/** On el7 nothing counts the IDs in use: pods started since boot bound them, widely. */
function idsByChurn(
  { atSeconds, bootTimeSeconds, podStarts1d }: NodeEvidence,
  is: Conditions,
  { memcgIdLimit }: Thresholds
): Range | undefined {
  if (is.kernel.mechanism !== 'el7-kmem-caches' || bootTimeSeconds === undefined || !podStarts1d || podStarts1d < 0) {
    return undefined;
  }
  const uptimeDays = Math.max(0, atSeconds - bootTimeSeconds) / daySeconds;
  const secondsLeft = (idsPerPod: number) => {
    const perDay = podStarts1d * idsPerPod;
    return Math.max(0, (memcgIdLimit - perDay * uptimeDays) / perDay) * daySeconds;
  };
  return {
    kind: 'range',
    limit: 'cgroup-ids',
    earliestSeconds: secondsLeft(idsLeakedPerPod.most),
    latestSeconds: secondsLeft(idsLeakedPerPod.fewest),
    confidence: 'low',
  };
}

function memoryByTrend(evidence: NodeEvidence): Range | undefined {
  const { memoryAvailableBytes, slabSteadyGrowthBytesPerDay: steady } = evidence;
  if (!memoryAvailableBytes || memoryAvailableBytes < 0 || !steady || steady <= 0) {
    return undefined;
  }
  const { slowestPerDay, fastestPerDay, spanSeconds } = growthRangeOf(evidence, steady);
  return {
    kind: 'range',
    limit: 'memory',
    earliestSeconds: (memoryAvailableBytes / fastestPerDay) * daySeconds,
    latestSeconds: (memoryAvailableBytes / slowestPerDay) * daySeconds,
    confidence: spanSeconds >= 5 * daySeconds ? 'medium' : 'low',
  };
}
