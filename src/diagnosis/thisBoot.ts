import loki from '../knowledge/loki.json';
import { type CreationEvent, type NodeEvidence } from './evidence';

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

export function isBootedLately({ atSeconds, bootTimeSeconds }: NodeEvidence): boolean {
  return bootTimeSeconds !== undefined && atSeconds - bootTimeSeconds < settleSeconds;
}
