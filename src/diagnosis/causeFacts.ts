import { type Conditions } from './conditions';
import { type NodeEvidence } from './evidence';
import { idsPerStart, slabBytesPerId } from './idFigures';
import { defaultThresholds } from './thresholds';

const daySeconds = 86400;

/** Caches of a new machine fill for some days, which looks like a leak until it is seen to wear off. */
const warmUpDays = 5;

/** With two IDs lost for each, all are used up within two weeks and a half; services start a few hundred a day. */
const manyStartsPerDay = 2_000;

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

/** Words are weaker than a figure: they move what is likely, and no state. */
export function isSaidToGrow({ slabSaidToGrow, slabSteadyGrowthBytesPerDay: growth }: NodeEvidence): boolean {
  return slabSaidToGrow === true && growth === undefined;
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

/** Of a day where the kubelet has counted for so long, else at the rate of the last quarter of an hour. */
export function startsMuch({ podStarts1d, podStarts15m = 0 }: NodeEvidence): boolean {
  return (podStarts1d ?? podStarts15m * 96) >= manyStartsPerDay;
}

/** A kernel that leaks by each start, many starts, and nothing that tells of growth within the running boot. */
export function mayLeakUnseen(evidence: NodeEvidence, is: Conditions): boolean {
  const isSeenToStand = evidence.slabSteadyGrowthBytesPerDay !== undefined && evidence.bootTimeSeconds !== undefined;
  return isQuiet(is) && isEl7(is) && !is.accountingOff && !isSeenToStand && startsMuch(evidence);
}

/** Slab grows by what the pods that started can have left in it, neither much less nor much more. */
export function growsAsStartsExplain(evidence: NodeEvidence): boolean {
  const { slabSteadyGrowthBytesPerDay: growth = 0, podStarts1d: starts = 0 } = evidence;
  return (
    starts >= 500 &&
    growth >= starts * idsPerStart.min * slabBytesPerId.min &&
    growth <= starts * idsPerStart.max * slabBytesPerId.max
  );
}

/** The machine has not been up for long enough to tell a leak from caches that fill. */
export function isWarmingUp({ bootTimeSeconds, atSeconds }: NodeEvidence): boolean {
  return bootTimeSeconds !== undefined && atSeconds - bootTimeSeconds < warmUpDays * daySeconds;
}
