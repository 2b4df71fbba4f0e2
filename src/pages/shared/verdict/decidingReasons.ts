import { type Diagnosis, type Direction, type Reason, type State } from '../../../diagnosis/diagnosis';

// A state is explained by what speaks for it: a clear node by what speaks against the fault.
const decidingDirection: Record<State, Direction> = {
  failing: 'for',
  leaking: 'for',
  exposed: 'for',
  unknown: 'for',
  protected: 'against',
  clear: 'against',
};

/** The reasons in the order that explains the state, strongest first. */
export function decidingReasons({ state, reasons }: Diagnosis): Reason[] {
  const direction = decidingDirection[state];
  return [
    ...reasons.filter((reason) => reason.direction === direction),
    ...reasons.filter((reason) => reason.direction !== direction),
  ];
}
