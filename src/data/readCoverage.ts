import { type Coverage, type CoverageAnswers, readCoverage as collectCoverage } from '../signals/coverage';
import { coverageQueries } from '../signals/coverageQueries';
import { type CoverageQueryId, type SignalQuery } from '../signals/series';
import { type Settings } from '../signals/settings';
import { type PrometheusSource } from './dataSources';
import { queryPrometheus } from './queryPrometheus';
import { type QueryProgress, slowAfterMs, timeoutMs } from './readFleet';

export type CoverageProgress = Partial<Record<CoverageQueryId, QueryProgress>>;

export interface CoverageReading {
  atSeconds: number;
  coverage: Coverage;
  queries: CoverageProgress;
  /** What is present is known, or will not be. */
  isUsable: boolean;
  isFinished: boolean;
}

export interface CoverageQuestion {
  source: PrometheusSource;
  settings: Settings;
  atSeconds: number;
}

const hourSeconds = 3600;

/** Asks which signals there are and tells it anew as each answer comes. Never rejects. */
export async function readCoverage(
  { source, settings, atSeconds }: CoverageQuestion,
  onReading: (reading: CoverageReading) => void,
  signal: AbortSignal
): Promise<void> {
  const queries: CoverageProgress = {};
  const answers: CoverageAnswers = {};
  const span = { fromSeconds: atSeconds - hourSeconds, atSeconds };

  const tell = (isFinished: boolean) => {
    if (!signal.aborted) {
      const { present } = queries;
      const isUsable = isFinished || present?.state !== 'waiting' || present.isSlow;
      const coverage = collectCoverage(answers, settings);
      onReading({ atSeconds, coverage, queries: { ...queries }, isUsable, isFinished });
    }
  };
  const ask = async (query: SignalQuery<CoverageQueryId>) => {
    queries[query.id] = { state: 'waiting', isSlow: false };
    const slow = setTimeout(() => {
      queries[query.id] = { state: 'waiting', isSlow: true };
      tell(false);
    }, slowAfterMs);
    const outcome = await queryPrometheus(query, source, span, { signal, timeoutMs });
    clearTimeout(slow);
    if (outcome.kind === 'answered') {
      answers[query.id] = outcome.rows;
      queries[query.id] = { state: 'answered', notices: outcome.notices, seriesCount: outcome.rows.length };
    } else {
      queries[query.id] = { state: 'failed', failure: outcome.failure };
    }
    tell(false);
  };

  const asked = coverageQueries(settings).map(ask);
  tell(false);
  await Promise.all(asked);
  tell(true);
}
