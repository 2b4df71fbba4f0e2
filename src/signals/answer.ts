import { type EventItem, type LogEntry } from '../events';
import { type LoadedGroup } from '../signals/loadedRules';
import { type SeriesRow } from './series';

/** The span that a reading is about; what is asked of a moment is asked of its end. */
export interface AskedSpan {
  fromSeconds: number;
  atSeconds: number;
}

/** What an answer covers. `stepSeconds` is 0 for the answer of a moment. */
export interface LookedAt extends AskedSpan {
  stepSeconds: number;
}

export interface SeriesAnswer extends LookedAt {
  kind: 'series';
  rows: readonly SeriesRow[];
  /** What was asked, for Explore. */
  expr: string;
}

/** Lines of a log store, with what reads events from them: that comes with the first answer, few installations need it. */
export interface LoggedLines {
  entries: readonly LogEntry[];
  read: (entries: Iterable<LogEntry>) => EventItem[];
}

export interface LinesAnswer extends LoggedLines {
  kind: 'lines';
}

export interface RulesAnswer {
  kind: 'rules';
  groups: readonly LoadedGroup[];
  atSeconds: number;
}

export type Answer = SeriesAnswer | LinesAnswer | RulesAnswer;

/** By question. One without an answer has no entry: it was not asked, is awaited, or has failed. */
export type Answers<Id extends string> = Readonly<Partial<Record<Id, Answer>>>;

export function seriesOf<Id extends string>(answers: Answers<Id>, id: Id): SeriesAnswer | undefined {
  const answer = answers[id];
  return answer?.kind === 'series' ? answer : undefined;
}

export function rowsOf<Id extends string>(answers: Answers<Id>, id: Id): readonly SeriesRow[] | undefined {
  return seriesOf(answers, id)?.rows;
}

export function linesOf<Id extends string>(answers: Answers<Id>, id: Id): LoggedLines | undefined {
  const answer = answers[id];
  return answer?.kind === 'lines' && answer.entries.length > 0 ? answer : undefined;
}

/** The rows of those questions that have them. */
export function rowsById<Id extends string>(
  answers: Answers<Id>,
  ids: readonly Id[]
): Partial<Record<Id, readonly SeriesRow[]>> {
  const byId: Partial<Record<Id, readonly SeriesRow[]>> = {};
  for (const id of ids) {
    byId[id] = rowsOf(answers, id);
  }
  return byId;
}
