import { type Conditions } from './conditions';
import { type Recovering } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { runningFix } from './fixesSeen';
import { isBootedLately } from './thisBoot';
import { type Thresholds } from './thresholds';

/** Booted a moment ago, after it had failed or leaked: with which fix, if one is seen. */
export function recoveringOf(
  evidence: NodeEvidence,
  is: Conditions,
  thresholds: Readonly<Thresholds>
): Recovering | undefined {
  const { bootTimeSeconds } = evidence;
  if (bootTimeSeconds === undefined || !isBootedLately(evidence)) {
    return undefined;
  }
  return is.refusedBeforeBoot.length > 0 || hasGivenBack(evidence, thresholds)
    ? { bootSeconds: bootTimeSeconds, fix: runningFix(evidence, is) }
    : undefined;
}

/** Unreclaimable slab was worth an alert before the boot, and most of it is gone. */
function hasGivenBack(
  { slabHistory, bootTimeSeconds = -Infinity, slabUnreclaimableBytes: now }: NodeEvidence,
  { slabUnreclaimableFloorBytes }: Readonly<Thresholds>
): boolean {
  const before = slabHistory.filter(({ timeSeconds }) => timeSeconds < bootTimeSeconds).at(-1)?.bytes;
  return now !== undefined && before !== undefined && before >= slabUnreclaimableFloorBytes && now < before / 2;
}
