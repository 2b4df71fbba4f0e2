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
const idsLeakedPerPod = { min: 0.25, max: 2 };

/**
 * Entries of /sys/kernel/slab for each memcg ID that is gone: 182,210 of them stood on a node whose 65,535 IDs were all used
 * up, the only public case with both figures. Half and double are both plausible.
 */
const entriesPerId = { min: 1.4, max: 5.6 };

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
    idsOnEl7(evidence, is, thresholds),
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

/** IDs lost a day. */
interface Loss {
  min: number;
  max: number;
}

/** On el7 nothing counts the IDs in use: pods started since boot bound them, widely; entries of the slab, closer. */
function idsOnEl7(evidence: NodeEvidence, is: Conditions, thresholds: Thresholds): Range | undefined {
  const { atSeconds, bootTimeSeconds } = evidence;
  if (is.kernel.mechanism !== 'el7-kmem-caches' || bootTimeSeconds === undefined || bootTimeSeconds >= atSeconds) {
    return undefined;
  }
  const uptimeDays = (atSeconds - bootTimeSeconds) / daySeconds;
  const byPods = lossByPods(evidence);
  const byEntries = lossByEntries(evidence, uptimeDays, thresholds);
  const both = byPods && byEntries && overlapOf(byPods, byEntries);
  // Where they disagree, what is there counts more than what pods are known to leave behind elsewhere.
  const loss = both ?? byEntries ?? byPods;
  if (!loss) {
    return undefined;
  }
  const secondsLeft = (perDay: number) => Math.max(0, thresholds.memcgIdLimit / perDay - uptimeDays) * daySeconds;
  return {
    kind: 'range',
    limit: 'cgroup-ids',
    earliestSeconds: secondsLeft(loss.max),
    latestSeconds: secondsLeft(loss.min),
    confidence: both ? 'medium' : 'low',
  };
}

function lossByPods({ podStarts1d }: NodeEvidence): Loss | undefined {
  return podStarts1d && podStarts1d > 0
    ? { min: podStarts1d * idsLeakedPerPod.min, max: podStarts1d * idsLeakedPerPod.max }
    : undefined;
}

/** Below the warning threshold most entries are those of any host. */
function lossByEntries(
  { slabEntries }: NodeEvidence,
  uptimeDays: number,
  { slabEntriesWarning }: Thresholds
): Loss | undefined {
  return slabEntries !== undefined && slabEntries >= slabEntriesWarning
    ? { min: slabEntries / entriesPerId.max / uptimeDays, max: slabEntries / entriesPerId.min / uptimeDays }
    : undefined;
}

function overlapOf(a: Loss, b: Loss): Loss | undefined {
  const min = Math.max(a.min, b.min);
  const max = Math.min(a.max, b.max);
  return min <= max ? { min, max } : undefined;
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
