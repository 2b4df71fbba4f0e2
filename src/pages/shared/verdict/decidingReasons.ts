import { type Diagnosis, type Direction, type Reason, type State } from '../../../diagnosis/diagnosis';
import { whatIsOpen } from '../../../diagnosis/openVerdict';

// A state is explained by what speaks for it: a clear node by what speaks against the fault.
const decidingDirection: Record<State, Direction> = {
  failing: 'for',
  leaking: 'for',
  exposed: 'for',
  unknown: 'for',
  protected: 'against',
  clear: 'against',
};

/** The reasons in the order that explains the state, strongest first; before them what leaves it open. */
export function decidingReasons(diagnosis: Pick<Diagnosis, 'state' | 'reasons'>): Reason[] {
  const open = whatIsOpen(diagnosis);
  const direction = decidingDirection[diagnosis.state];
  const rank = (reason: Reason) => (reason.key === open ? 0 : reason.direction === direction ? 1 : 2);
  return [...diagnosis.reasons].sort((a, b) => rank(a) - rank(b));
}
