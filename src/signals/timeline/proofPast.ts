import { type ProofPast } from '../../diagnosis/proofResult';
import { type LookedAt } from '../answer';
import { changesOf, merged } from './nodeTimeline';
import { type SeriesRow } from '../series';

export type PastAnswers = Partial<Record<'changes' | 'failing', LookedAt & { rows: readonly SeriesRow[] }>>;

/** What the answers about a node's past add to the evidence of now. */
export function proofPastOf({ changes, failing }: PastAnswers): ProofPast {
  const versions = changes
    ? changesOf(changes.rows, changes.fromSeconds).filter(({ kind }) => kind === 'kubelet' || kind === 'runtime')
    : [];
  const changed = versions.at(-1)?.timeSeconds;
  const kernels = (changes?.rows ?? []).flatMap(({ labels }) => labels.kernel_version ?? labels.release ?? []);
  return {
    // Seen at a step: it happened at some moment since the step before.
    runtimeChangedSeconds: changed === undefined ? undefined : changed - (changes?.stepSeconds ?? 0),
    lastFailureSeconds: merged(failing?.rows ?? []).at(-1)?.[0],
    kernelsBefore: kernels,
  };
}
