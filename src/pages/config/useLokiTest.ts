import { useCallback, useMemo } from 'react';
import { type PrometheusSource } from '../../data/dataSources';
import { type QueryFailure } from '../../data/queryFailure';
import { defaultSpan } from '../../data/timeSpan';
import { type Reading } from '../../data/questionReader';
import { useReading } from '../../data/useReading';
import { linesOf } from '../../signals/answer';
import { logQuestions, streamSelector } from '../../signals/questions/logQuestions';
import { type LogQuestionId } from '../../signals/series';
import { type Settings } from '../../signals/settings/settings';

/** `quiet`: the stream is there and tells of no fault; `silent`: no line at all in a day, so the stream may be another one. */
export type LokiTest =
  | { kind: 'found'; lines: number; events: number; refused: number }
  | { kind: 'quiet' }
  | { kind: 'silent'; selector: string }
  | { kind: 'failed'; failure: QueryFailure };

/** Whether the settings find events in Loki, and if not, whether they find any line of the stream. */
export function useLokiTest(source: PrometheusSource, settings: Settings): LokiTest | undefined {
  const questionsAt = useCallback(() => logQuestions(settings), [settings]);
  const { latest } = useReading({ source, span: defaultSpan, questionsAt });
  return useMemo(() => (latest?.isFinished ? lokiTestOf(latest, settings) : undefined), [latest, settings]);
}

function lokiTestOf({ answers, progress }: Reading<LogQuestionId>, settings: Settings): LokiTest {
  for (const each of [progress.events, progress.anyLine]) {
    if (each?.state === 'failed') {
      return { kind: 'failed', failure: each.failure };
    }
  }
  const lines = linesOf(answers, 'events');
  if (lines) {
    const events = lines.read(lines.entries);
    const refused = events.filter(({ reading }) => reading.kind === 'creation-refused').length;
    return { kind: 'found', lines: lines.entries.length, events: events.length, refused };
  }
  return linesOf(answers, 'anyLine') ? { kind: 'quiet' } : { kind: 'silent', selector: streamSelector(settings) };
}
