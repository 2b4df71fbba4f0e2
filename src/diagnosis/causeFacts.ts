import figures from '../knowledge/figures.json';
import { type Conditions } from './conditions';
import { type NodeEvidence } from './evidence';
import { startsPerDay } from './slabGrowth';
import { defaultThresholds } from './thresholds';

/** With two IDs lost for each, all are used up within two weeks and a half; services start a few hundred a day. */
const manyStartsPerDay = 2_000;

const { manyWaitingPods: manyWaiting } = figures;

export const isEl7 = (is: Conditions) => is.kernel.mechanism === 'el7-kmem-caches';

export const isCrowded = (is: Conditions) => is.cgroupsGrowing || is.cgroupsAtLimit;

/** Growth of slab is all that speaks for a leak. */
export function onlyGrows(is: Conditions): boolean {
  return is.slabGrowing && isQuietOtherwise(is);
}

export function isQuiet(is: Conditions): boolean {
  return !is.slabGrowing && isQuietOtherwise(is);
}

function isQuietOtherwise(is: Conditions): boolean {
  const texts = [is.refused, is.lookAlikes, is.textless, is.slubMarked, is.atOwnLimit, is.kmemOoms];
  return (
    texts.every(({ length }) => length === 0) &&
    !is.retried &&
    !is.slabHeavy &&
    !is.memoryShort &&
    !is.entriesConvict &&
    !is.percpuLeaking &&
    !isCrowded(is)
  );
}

export function growsSlowly({ slabSteadyGrowthBytesPerDay: growth = 0 }: NodeEvidence, is: Conditions): boolean {
  return growth > 0.5 * defaultThresholds.slabGrowthBytesPerDay && !is.slabGrowing && !is.slabLevelsOff;
}

/** Neither slab nor cgroups: whatever is said of such a node rests on its kernel and on what was refused. */
export function isUnmeasured(evidence: NodeEvidence): boolean {
  return (
    evidence.slabUnreclaimableBytes === undefined &&
    evidence.memoryCgroups === undefined &&
    evidence.liveMemoryCgroups === undefined &&
    evidence.slabEntries === undefined &&
    evidence.slabSaidToGrow === undefined
  );
}

/** Nothing counts what is removed and kept, nor what is left behind. */
export function isUncounted({ memoryCgroups, dyingMemoryCgroups, percpuBytes }: NodeEvidence): boolean {
  return memoryCgroups === undefined && dyingMemoryCgroups === undefined && percpuBytes === undefined;
}

/** No other controller has anything like as many cgroups. */
export function isOfMemoryAlone({ memoryCgroups = 0, pidsCgroups }: NodeEvidence): boolean {
  return pidsCgroups !== undefined && pidsCgroups < 0.1 * memoryCgroups;
}

/** So many removed cgroups that a good part of the IDs is held, whether they become more or not. */
export function keepsMany({ dyingCgroups = 0 }: Conditions): boolean {
  return dyingCgroups >= defaultThresholds.memoryCgroupsHigh;
}

export function startsMuch(evidence: NodeEvidence): boolean {
  return (startsPerDay(evidence) ?? 0) >= manyStartsPerDay;
}

/** Removed cgroups hold no slab on these kernels, and what is left behind none of its own: only a count would show them. */
export function mayKeepUnseen(evidence: NodeEvidence, is: Conditions): boolean {
  const isFixed = is.kernel.class === 'fixed';
  return isFixed && isUncounted(evidence) && evidence.liveMemoryCgroups === undefined && startsMuch(evidence);
}

/** Several pods wait, none is seen to start, and neither the kubelet's tries nor a text tells why. */
export function doPodsWaitUnexplained({ stuckPods, podStarts15m }: NodeEvidence, is: Conditions): boolean {
  const isExplained = [is.refused, is.lookAlikes, is.slubMarked, is.kmemOoms].some(({ length }) => length > 0);
  return stuckPods.length >= manyWaiting && !podStarts15m && !is.failing && !isExplained;
}

/** A kernel that leaks by each start, many starts, and nothing that tells of growth within the running boot. */
export function mayLeakUnseen(evidence: NodeEvidence, is: Conditions): boolean {
  const isSeenToStand = evidence.slabSteadyGrowthBytesPerDay !== undefined && evidence.bootTimeSeconds !== undefined;
  return isQuiet(is) && isEl7(is) && !is.accountingOff && !isSeenToStand && startsMuch(evidence);
}
