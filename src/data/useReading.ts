import { useCallback, useEffect, useState } from 'react';
import { type AskedSpan } from '../signals/answer';
import { type Question } from '../signals/questions/question';
import { type QuestionId } from '../signals/series';
import { type PrometheusSource } from './dataSources';
import { askQuestions, type Reading, type ReadingRequest } from './questionReader';
import { type RawSpan, resolveSpan } from './timeSpan';
import { useTurn } from './turn';

export interface Asking<Id extends QuestionId> {
  /** Absent: nobody is asked. */
  source: PrometheusSource | undefined;
  span: RawSpan;
  /** What is asked about besides the data source; what was read of another subject is not shown. */
  subject?: string;
  /** The same function as long as the questions are the same. */
  questionsAt: (span: AskedSpan) => ReadonlyArray<Question<Id>>;
  /** Done with answers before they are shown, between the page's other work; the same function as long as it does the same. */
  prepare?: ReadingRequest<Id>['prepare'];
}

export interface Held<Id extends string> {
  /** What verdicts rest on: a usable reading, and during a refresh still the whole one before it. */
  shown?: Reading<Id>;
  /** The reading under way, or the last one. */
  latest?: Reading<Id>;
  /** `latest`, where an answer stays until the next one to the same question is there. */
  newest?: Reading<Id>;
  isReading: boolean;
  /** The last reading could not answer what a verdict needs, and `shown` is an older one. */
  isStale: boolean;
  askAgain: () => void;
}

type Readings<Id extends string> = Pick<Held<Id>, 'shown' | 'latest' | 'newest' | 'isStale'>;

const nothing = { isStale: false };

/** Reads now and whenever what is asked changes, and holds the reading through refreshes; leaving the page cancels. */
export function useReading<Id extends QuestionId>({
  source,
  span: { from, to },
  subject = '',
  questionsAt,
  prepare,
}: Asking<Id>): Held<Id> {
  const about = JSON.stringify([source?.uid, subject]);
  const [held, setHeld] = useState<{ about: string; readings: Readings<Id> }>();
  const [round, setRound] = useState(0);
  const turn = useTurn();

  useEffect(() => {
    if (!source) {
      return;
    }
    const abort = new AbortController();
    const span = resolveSpan({ from, to });
    const take = (latest: Reading<Id>) =>
      setHeld((before) => ({
        about,
        readings: advance(before?.about === about ? before.readings : nothing, latest),
      }));
    void askQuestions({ source, span, questions: questionsAt(span), turn, prepare }, take, abort.signal);
    return () => abort.abort();
  }, [source, about, from, to, questionsAt, prepare, round, turn]);

  const askAgain = useCallback(() => setRound((before) => before + 1), []);
  const readings: Readings<Id> = held?.about === about ? held.readings : nothing;
  return { ...readings, isReading: source !== undefined && !readings.latest?.isFinished, askAgain };
}

function advance<Id extends string>(before: Readings<Id>, latest: Reading<Id>): Readings<Id> {
  const newest = { ...latest, answers: { ...before.newest?.answers, ...latest.answers } };
  const { shown } = before;
  if (shown?.isFinished && (!latest.isFinished || (shown.isAnswered && !latest.isAnswered))) {
    return { shown, latest, newest, isStale: latest.isFinished };
  }
  return { shown: latest.isUsable ? latest : undefined, latest, newest, isStale: false };
}
