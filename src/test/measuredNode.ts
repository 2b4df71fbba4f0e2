import { type NodeEvidence } from '../diagnosis';

const GiB = 1024 ** 3;

export const measuredAtSeconds = 1_760_000_000;

/** A node with plenty of memory and little slab, of which nothing else is seen. */
export function measuredNode(changes: Partial<NodeEvidence>): NodeEvidence {
  return {
    key: { node: 'n' },
    atSeconds: measuredAtSeconds,
    memoryTotalBytes: 64 * GiB,
    memoryAvailableBytes: 40 * GiB,
    slabUnreclaimableBytes: GiB,
    slabHistory: [],
    stuckPods: [],
    events: [],
    ...changes,
  };
}
