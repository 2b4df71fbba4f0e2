import { type Coverage, type CoverageAnswers, readCoverage as collectCoverage } from '../signals/coverage/coverage';
import { coverageQueries } from '../signals/questions/coverageQueries';
import { type CoverageQueryId } from '../signals/series';
import { type Settings } from '../signals/settings/settings';
import { type PrometheusSource } from './dataSources';
import { Inquiry, type Progress } from './inquiry';

export type CoverageProgress = Progress<CoverageQueryId>;

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
  const answers: CoverageAnswers = {};
  const queries = coverageQueries(settings);
  let isFinished = false;
  const inquiry: Inquiry<CoverageQueryId> = new Inquiry({
    source,
    span: { fromSeconds: atSeconds - hourSeconds, atSeconds },
    signal,
    onChange: () => {
      const isUsable = isFinished || !inquiry.isQuietlyWaiting('present');
      const coverage = collectCoverage(answers, settings);
      onReading({ atSeconds, coverage, queries: { ...inquiry.progress }, isUsable, isFinished });
    },
  });
  const asked = queries.map(async (query) => {
    const rows = await inquiry.ask(query);
    if (rows) {
      answers[query.id] = rows;
    }
    inquiry.tell();
  });
  inquiry.tell();
  await Promise.all(asked);
  isFinished = true;
  inquiry.tell();
}
