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

/**
 * Entries of /sys/kernel/slab for each memcg ID that is gone: 182,210 of them stood on a node whose 65,535 IDs were all used
 * up, the only public case with both figures. Half and double are both plausible.
 */
const entriesPerId = { fewest: 1.4, most: 5.6 };

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
  fewest: number;
  most: number;
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
    earliestSeconds: secondsLeft(loss.most),
    latestSeconds: secondsLeft(loss.fewest),
    confidence: both ? 'medium' : 'low',
  };
}

function lossByPods({ podStarts1d }: NodeEvidence): Loss | undefined {
  return podStarts1d && podStarts1d > 0
    ? { fewest: podStarts1d * idsLeakedPerPod.fewest, most: podStarts1d * idsLeakedPerPod.most }
    : undefined;
}

/** Below the warning threshold most entries are those of any host. */
function lossByEntries(
  { slabEntries }: NodeEvidence,
  uptimeDays: number,
  { slabEntriesWarning }: Thresholds
): Loss | undefined {
  return slabEntries !== undefined && slabEntries >= slabEntriesWarning
    ? { fewest: slabEntries / entriesPerId.most / uptimeDays, most: slabEntries / entriesPerId.fewest / uptimeDays }
    : undefined;
}

function overlapOf(a: Loss, b: Loss): Loss | undefined {
  const fewest = Math.max(a.fewest, b.fewest);
  const most = Math.min(a.most, b.most);
  return fewest <= most ? { fewest, most } : undefined;
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
