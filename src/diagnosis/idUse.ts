import { type Diagnosis, isFailingOrLeaking } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { entriesPerId, ordinarySlabBytes, slabBytesPerId } from './idFigures';
import { likelyCause } from './likelyCause';
import { type Thresholds } from './thresholds';

/** How many of the memcg IDs are taken, as far as anything tells. */
export type IdUse =
  | { kind: 'counted'; used: number; limit: number }
  /** From what the leak holds: nothing counts the IDs themselves. */
  | { kind: 'estimated'; least: number; most: number; limit: number; from: 'slabEntries' | 'slab' }
  /** `byKernel`: its counter leaves out removed cgroups, or counts more than IDs. */
  | { kind: 'notCounted'; why: 'byKernel' | 'notSeen' };

export function idUseOf(
  evidence: NodeEvidence,
  diagnosis: Diagnosis,
  { memcgIdLimit: limit }: Readonly<Pick<Thresholds, 'memcgIdLimit'>>
): IdUse {
  const { kernel, cause } = diagnosis;
  const { memoryCgroups: used } = evidence;
  const isWhole = kernel.cgroupCountIncludesDying || cause === 'live-cgroup-leak';
  if (isWhole && used !== undefined && used <= limit) {
    return { kind: 'counted', used, limit };
  }
  const guess = estimated(evidence, diagnosis, limit);
  // All of them by the smallest share, on a node that still makes cgroups: the shares do not tell.
  const isRefuted = guess?.kind === 'estimated' && guess.least >= limit && diagnosis.state !== 'failing';
  return guess && !isRefuted ? guess : { kind: 'notCounted', why: isWhole && !used ? 'notSeen' : 'byKernel' };
}

/** Only of a leak: on any other node slab and its entries say nothing of IDs. */
function estimated(
  { slabEntries, slabUnreclaimableBytes: slab }: NodeEvidence,
  diagnosis: Diagnosis,
  limit: number
): IdUse | undefined {
  const { state, kernel } = diagnosis;
  const isLeak = isFailingOrLeaking(state) && likelyCause(diagnosis) === 'memcg-kmem-leak';
  if (!isLeak || kernel.mechanism !== 'el7-kmem-caches') {
    return undefined;
  }
  if (slabEntries !== undefined && kernel.slabEntriesMeaningful) {
    const [least, most] = [slabEntries / entriesPerId.max, slabEntries / entriesPerId.min];
    return { kind: 'estimated', from: 'slabEntries', limit, least: within(least, limit), most: within(most, limit) };
  }
  if (slab === undefined) {
    return undefined;
  }
  const least = (slab - ordinarySlabBytes.max) / slabBytesPerId.max;
  const most = (slab - ordinarySlabBytes.min) / slabBytesPerId.min;
  return { kind: 'estimated', from: 'slab', limit, least: within(least, limit), most: within(most, limit) };
}

function within(ids: number, limit: number): number {
  return Math.round(Math.min(limit, Math.max(0, ids)));
}
