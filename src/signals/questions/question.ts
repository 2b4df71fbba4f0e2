import knowledge from '../../knowledge/questions.json';
import { type Answers } from '../answer';
import { type SignalQuery } from '../series';

/** What to ask Loki for. */
export interface LogQuery {
  kind: 'logs';
  /** Of the Loki that the settings name, if any. */
  sourceUid: string | undefined;
  expr: string;
  maxLines: number;
  windowSeconds: number;
}

export type Query = SignalQuery<string> | LogQuery | { kind: 'rules' };

/** One question, whole: the registry says what it depends on, its query is made when that is settled. */
export interface Question<Id extends string> {
  readonly id: Id;
  /** Those whose answers decide what this one asks: sent when they have come, or will not come. */
  readonly after: readonly Id[];
  /** No verdict is given while it is awaited. */
  readonly isNeeded: boolean;
  /** No answer is as good as a no: nobody is told how far it has come. */
  readonly isOptional: boolean;
  /** How long it is waited for, where that is less than usual. */
  readonly timeoutSeconds?: number;
  /** Undefined: there is nothing to ask. */
  queryAfter(answers: Answers<Id>): Query | undefined;
}

export type QuestionSet = keyof typeof knowledge;

interface RegisteredQuestion {
  after: readonly string[];
  isNeeded: boolean;
  isOptional?: boolean;
  timeoutSeconds?: number;
}

const registry: Readonly<Record<QuestionSet, Readonly<Record<string, RegisteredQuestion>>>> = knowledge;

/** A question of the registry. Throws on an id that is not there: a mistake in the program. */
export function question<Id extends string>(
  set: QuestionSet,
  id: Id,
  queryAfter: (answers: Answers<Id>) => Query | undefined
): Question<Id> {
  const registered = registry[set][id];
  if (!registered) {
    throw new Error(`no question ${id} in the set ${set}`);
  }
  const { after, isNeeded, isOptional = false, timeoutSeconds } = registered;
  // The questions of a set name each other only, which a test holds.
  return { id, after: after as Id[], isNeeded, isOptional, timeoutSeconds, queryAfter };
}
