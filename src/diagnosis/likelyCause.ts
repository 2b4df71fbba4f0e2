import { type Cause, type Diagnosis, type RankedCause } from './diagnosis';

/** What is most likely behind it, also where the verdict leaves the cause open. */
export function likelyCause({ cause, causes }: Pick<Diagnosis, 'cause' | 'causes'>): RankedCause['cause'] {
  return isNamed(cause) ? cause : (causes[0]?.cause ?? 'none');
}

function isNamed(cause: Cause): cause is RankedCause['cause'] {
  return cause !== 'undetermined';
}
