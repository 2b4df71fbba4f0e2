import { type Cause, type Diagnosis } from '../../../src/diagnosis/diagnosis';
import { whatIsOpen } from '../../../src/diagnosis/openVerdict';

/** What is really the matter with a node, and since when: the label that rules and page are held against. Seconds. */
export interface Truth {
  /** Any of these is a right answer. */
  causes: readonly Cause[];
  /** The leak begins. */
  leaksFrom?: number;
  /** The first pod is refused; no forecast counts for more than the time until then. */
  failsAt?: number;
  /**
   * Nothing is started any more, so that the leak does not grow. What is used up stays used up: on 3.10 only a reboot gives
   * the IDs back.
   */
  stopsAt?: number;
  /** The node is well again. */
  curedAt?: number;
  /** Its name was not there before; what an alert said of its address then is about the machine before it. */
  namedFrom?: number;
  /** Protection is set and does not work. */
  protectionFailsFrom?: number;
  /** More than two months left: exposed is as good an answer as leaking. */
  isSlow?: boolean;
}

/**
 * What a reader should be told: that it fails, that it leaks, or neither; "slow": it leaks and has months left, or holds what
 * it leaked, so that "leaking" is right and "calm" no error.
 */
export type TrueState = 'failing' | 'leaking' | 'slow' | 'calm';

/** The same truth for a reader to whom a leak is over as soon as it no longer grows. */
export const ifOverWhereItStops = (truth: Truth): Truth =>
  truth.stopsAt === undefined ? truth : { ...truth, causes: ['none'], curedAt: truth.stopsAt };

export function trueStateAt(truth: Truth, seconds: number): TrueState {
  const { leaksFrom = Infinity, failsAt = Infinity, stopsAt = Infinity, curedAt = Infinity } = truth;
  if (seconds >= curedAt) {
    return 'calm';
  }
  if (seconds >= failsAt) {
    return 'failing';
  }
  return seconds < leaksFrom ? 'calm' : truth.isSlow || seconds >= stopsAt ? 'slow' : 'leaking';
}

/** The verdict in the words of the truth; "blind" where the judge says that it cannot tell. */
export type Said = 'failing' | 'leaking' | 'calm' | 'blind';

export function saidBy(diagnosis: Pick<Diagnosis, 'state' | 'reasons'> | undefined): Said {
  const state = diagnosis && whatIsOpen(diagnosis) ? 'unknown' : diagnosis?.state;
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
