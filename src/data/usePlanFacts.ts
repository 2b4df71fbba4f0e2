import { useEffect, useState } from 'react';
import { type NodePlace, planFactsQuery, readPlanFacts } from '../signals/evidence/planFacts';
import { type Settings } from '../signals/settings/settings';
import { type PrometheusSource } from './dataSources';
import { type QueryFailure } from './queryFailure';
import { queryPrometheus } from './queryPrometheus';
import { timeoutMs } from './inquiry';
import { resolveSpan, type RawSpan } from './timeSpan';

export type PlanFacts =
  | { state: 'waiting' }
  | { state: 'answered'; places: ReadonlyMap<string, NodePlace> }
  | { state: 'failed'; failure: QueryFailure };

const waiting: PlanFacts = { state: 'waiting' };

/** Control plane and zones. An answer stays while it is asked for again. @param turn changes when to ask again */
export function usePlanFacts(
  source: PrometheusSource | undefined,
  settings: Settings,
  { from, to }: RawSpan,
  turn: unknown
): PlanFacts {
  const [held, setHeld] = useState<{ sourceUid: string; facts: PlanFacts }>();

  useEffect(() => {
    if (!source) {
      return;
    }
    const abort = new AbortController();
    const limits = { signal: abort.signal, timeoutMs };
    void queryPrometheus(planFactsQuery(settings), source, resolveSpan({ from, to }), limits).then((outcome) => {
      if (!abort.signal.aborted) {
        const facts: PlanFacts =
          outcome.kind === 'answered'
            ? { state: 'answered', places: readPlanFacts(outcome.rows, settings) }
            : { state: 'failed', failure: outcome.failure };
        setHeld({ sourceUid: source.uid, facts });
      }
    });
    return () => abort.abort();
  }, [source, settings, from, to, turn]);

  return held && held.sourceUid === source?.uid ? held.facts : waiting;
}
