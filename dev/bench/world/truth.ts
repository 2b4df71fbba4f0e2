import { type Cause, type State } from '../../../src/diagnosis/diagnosis';

/** What is really the matter with a node, and since when: the label that rules and page are held against. Seconds. */
export interface Truth {
  /** Any of these is a right answer. */
  causes: readonly Cause[];
  /** The leak begins. */
  leaksFrom?: number;
  /** The first pod is refused; no forecast counts for more than the time until then. */
  failsAt?: number;
  /** The node is well again. */
  curedAt?: number;
  /** Its name was not there before; what an alert said of its address then is about the machine before it. */
  namedFrom?: number;
  /** Protection is set and does not work. */
  protectionFailsFrom?: number;
  /** More than two months left: exposed is as good an answer as leaking. */
  isSlow?: boolean;
}

/** What a reader should be told: that it fails, that it leaks, or neither; "slow": it leaks, and has months left. */
export type TrueState = 'failing' | 'leaking' | 'slow' | 'calm';

export function trueStateAt(truth: Truth, seconds: number): TrueState {
  const { leaksFrom = Infinity, failsAt = Infinity, curedAt = Infinity } = truth;
  if (seconds >= curedAt) {
    return 'calm';
  }
  return seconds >= failsAt ? 'failing' : seconds < leaksFrom ? 'calm' : truth.isSlow ? 'slow' : 'leaking';
}

/** The verdict in the words of the truth; "blind" where the judge says that it cannot tell. */
export type Said = 'failing' | 'leaking' | 'calm' | 'blind';

export function saidBy(state: State | undefined): Said {
  switch (state) {
    case 'failing':
    case 'leaking':
      return state;
    case undefined:
    case 'unknown':
      return 'blind';
    default:
      return 'calm';
  }
}
