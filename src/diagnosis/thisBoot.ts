import loki from '../knowledge/loki.json';
import { type Conditions } from './conditions';
import { type Recovering } from './diagnosis';
import { type CreationEvent, type NodeEvidence } from './evidence';
import { runningFix } from './fixesSeen';
import { type Thresholds } from './thresholds';

/**
 * So long after a boot, signs of failing creation can still be from before it: an event counts as going on for twenty
 * minutes after its last write, and the kubelet's counts look back fifteen. The rules wait as long (jsonnet/rules/creation).
 */
export const settleSeconds = loki.goingOnSeconds;

/** A verdict is about the running boot: what was seen before it, or may have been, is history. */
export function isBeforeBoot({ lastSeenSeconds }: CreationEvent, evidence: NodeEvidence): boolean {
  const { bootTimeSeconds } = evidence;
  return (
    bootTimeSeconds !== undefined &&
    (lastSeenSeconds === undefined ? isBootedLately(evidence) : lastSeenSeconds < bootTimeSeconds)
  );
}

function isBootedLately({ atSeconds, bootTimeSeconds }: NodeEvidence): boolean {
  return bootTimeSeconds !== undefined && atSeconds - bootTimeSeconds < settleSeconds;
}

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
