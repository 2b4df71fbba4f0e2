import { type NodeEvidence } from '../../diagnosis/evidence';
import { defaultThresholds } from '../../diagnosis/thresholds';
import { type PastedPod } from '../../events';

/** It waits for its containers, and is as old as a pod that the metrics would call stuck. */
export function isStuck({ waits }: PastedPod, atSeconds: number): boolean {
  const ageSeconds = waits?.ageSeconds ?? atSeconds - (waits?.createdSeconds ?? atSeconds);
  return ageSeconds >= defaultThresholds.stuckPodMinutes * 60;
}

/** The data source may know it as well. */
export function addStuckPod(node: NodeEvidence, { namespace = '', pod, waits }: PastedPod): void {
  const isKnown = node.stuckPods.some((each) => each.pod === pod && (namespace === '' || each.namespace === namespace));
  if (!isKnown) {
    node.stuckPods = [...node.stuckPods, { namespace, pod, reason: waits?.reason ?? '' }];
  }
}
