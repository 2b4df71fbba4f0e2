import figures from '../knowledge/figures.json';
import { type KernelVerdict } from '../kernel';
import { type NodeEvidence } from './evidence';
import { idsPerStart, ordinarySlabBytes, slabBytesPerId } from './idFigures';
import { pageTimes } from './largePages';
import { type Thresholds } from './thresholds';

const { explainedGrowth, fewStartsPerDay, youngDays } = figures;
const daySeconds = 86400;

/**
 * Steady growth that matters on this node: by bytes, or by the share of a small node's memory. Where cgroups leak, their
 * IDs run out long before the memory of a large node; elsewhere growth that leaves years until the memory is gone is none.
 * What levels off is none of it (levellingOff.ts), and what may yet do so is no leak.
 */
export function isSlabGrowing(
  evidence: NodeEvidence,
  kernel: KernelVerdict,
  thresholds: Readonly<Thresholds>
): boolean {
  const { slabSteadyGrowthBytesPerDay: growth, slabUnreclaimableBytes: slab, memoryTotalBytes: total } = evidence;
  const share = (bytes: number, part: number) => (total === undefined ? bytes : Math.min(bytes, part * total));
  const isMuch = atLeast(growth, share(thresholds.slabGrowthBytesPerDay, thresholds.slabGrowthRatioPerDay));
  const isEnough =
    kernel.class !== 'fixed' &&
    waysToExplain(evidence, kernel).some(({ ratio }) => atLeast(growth, ratio * thresholds.slabGrowthBytesPerDay));
  return (
    (isMuch || isEnough) &&
    !isFar(evidence, kernel, thresholds) &&
    atLeast(slab, share(thresholds.slabUnreclaimableFloorBytes, thresholds.slabUnreclaimableFloorRatio))
  );
}

/** Slab grows by what the pods that started leave behind in a leak, neither much less nor much more. */
export function growsAsStartsExplain(evidence: NodeEvidence, kernel: KernelVerdict): boolean {
  return waysToExplain(evidence, kernel).length > 0;
}

function waysToExplain(evidence: NodeEvidence, kernel: KernelVerdict) {
  const { slabSteadyGrowthBytesPerDay: growth = 0, podStarts1d: starts = 0 } = evidence;
  return explainedGrowth.filter(
    ({ anyKernel, startsPerDay: fewest, idsPerStart: least }) =>
      (anyKernel || kernel.mechanism === 'el7-kmem-caches') &&
      starts >= fewest &&
      growth >= starts * least * slabBytesPerId.min &&
      growth <= starts * idsPerStart.max * slabBytesPerId.max
  );
}

/**
 * Caches of a new machine fill for days. Where little starts, its IDs last until that is known; where nobody tells of starts,
 * until a day before they could be gone by the least that each holds.
 */
export function mayYetLevelOff(
  evidence: NodeEvidence,
  kernel: KernelVerdict,
  { memcgIdLimit }: Readonly<Thresholds>
): boolean {
  const { slabUnreclaimableBytes: slab = 0, slabSteadyGrowthBytesPerDay: growth = 0 } = evidence;
  const starts = startsPerDay(evidence);
  const least = memcgIdLimit * slabBytesPerId.min * pageTimes(kernel) + ordinarySlabBytes.max;
  return isYoung(evidence) && (starts === undefined ? slab + growth < least : starts < fewStartsPerDay);
}

export function isYoung({ bootTimeSeconds, atSeconds }: NodeEvidence): boolean {
  return bootTimeSeconds !== undefined && atSeconds - bootTimeSeconds <= youngDays * daySeconds;
}

/** Of a day where the kubelet has counted for so long, else at the rate of the last quarter of an hour. */
export function startsPerDay({ podStarts1d, podStarts15m }: NodeEvidence): number | undefined {
  return podStarts1d ?? (podStarts15m === undefined ? undefined : podStarts15m * 96);
}

function isFar(
  { memoryAvailableBytes: available, slabSteadyGrowthBytesPerDay: growth }: NodeEvidence,
  kernel: KernelVerdict,
  { slabLimitWithinDays }: Readonly<Thresholds>
): boolean {
  return (
    kernel.class === 'fixed' &&
    available !== undefined &&
    growth !== undefined &&
    available > growth * slabLimitWithinDays
  );
}

function atLeast(value: number | undefined, threshold: number): boolean {
  return value !== undefined && value >= threshold;
}
