import { useCallback, useMemo } from 'react';
import { type PrometheusSource } from '../../data/dataSources';
import { type QueryFailure } from '../../data/queryFailure';
import { type RawSpan } from '../../data/timeSpan';
import { useReading } from '../../data/useReading';
import { rowsOf } from '../../signals/answer';
import { type NodePlace, planFactsOf } from '../../signals/evidence/planFacts';
import { planQuestions } from '../../signals/questions/planQuestions';
import { type Settings } from '../../signals/settings/settings';

export type PlanFacts =
  | { state: 'waiting' }
  | { state: 'answered'; places: ReadonlyMap<string, NodePlace> }
  | { state: 'failed'; failure: QueryFailure };

/** Control plane and zones. @param named of these nodes and those that a plan proposes alone; absent: of all */
export function usePlanFacts(
  source: PrometheusSource | undefined,
  settings: Settings,
  span: RawSpan,
  named: readonly string[] | undefined
) {
  const isWhole = named === undefined;
  const names = (named ?? []).join('\n');
  const questionsAt = useCallback(
    () => planQuestions(settings, isWhole ? undefined : names.split('\n').filter(Boolean)),
    [settings, isWhole, names]
  );
  const { shown, latest, askAgain } = useReading({ source, span, questionsAt });
  const read = latest?.isFinished ? latest : shown;
  const facts = useMemo((): PlanFacts => {
    const rows = read && rowsOf(read.answers, 'planFacts');
    if (rows) {
      return { state: 'answered', places: planFactsOf(rows, settings) };
    }
    const progress = read?.progress.planFacts;
    return progress?.state === 'failed' ? { state: 'failed', failure: progress.failure } : { state: 'waiting' };
  }, [read, settings]);
  return { facts, askFactsAgain: askAgain };
}
