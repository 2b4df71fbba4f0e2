import causeRunbooks from '../knowledge/causeRunbooks.json';
import { type Diagnosis, type RankedCause } from './diagnosis';

/** What is most likely behind it, also where the verdict leaves the cause open. */
export function likelyCause({ cause, causes }: Pick<Diagnosis, 'cause' | 'causes'>): RankedCause['cause'] {
  return cause === 'undetermined' ? (causes[0]?.cause ?? 'none') : cause;
}

/** The name of the runbook that a cause calls for by itself; absent where it is the best way out of the node's kernel. */
export function runbookOfCause(cause: RankedCause['cause']): string | undefined {
  return Object.entries(causeRunbooks).find(([each]) => each === cause)?.[1];
}
