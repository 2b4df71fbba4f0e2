import { useCallback, useMemo } from 'react';
import { type PrometheusSource } from '../../../data/dataSources';
import { type Progress } from '../../../data/progress';
import { type Held, useReading } from '../../../data/useReading';
import { rowsById } from '../../../signals/answer';
import { type Coverage, coverageOf } from '../../../signals/coverage/coverage';
import { coverageQuestions } from '../../../signals/questions/coverageQuestions';
import { type CoverageQuestionId, coverageQuestionIds } from '../../../signals/series';
import { type Settings } from '../../../signals/settings/settings';

export interface CoverageReading {
  coverage: Coverage;
  queries: Progress<CoverageQuestionId>;
  /** What is present is known, or will not be. */
  isUsable: boolean;
  isFinished: boolean;
}

export interface CoverageView {
  held: Held<CoverageQuestionId>;
  reading?: CoverageReading;
}

/** Signals are looked for now; what was lost is looked for an hour ago by the questions themselves. */
const span = { from: 'now-1h', to: 'now' };

/** What a data source delivers. */
export function useCoverageReading(source: PrometheusSource | undefined, settings: Settings): CoverageView {
  const questionsAt = useCallback(() => coverageQuestions(settings), [settings]);
  const held = useReading({ source, span, questionsAt });
  const read = held.shown ?? held.latest;
  const reading = useMemo((): CoverageReading | undefined => {
    if (!read) {
      return undefined;
    }
    const { answers, progress, isUsable, isFinished } = read;
    const coverage = coverageOf(rowsById(answers, coverageQuestionIds), settings);
    return { coverage, queries: progress, isUsable, isFinished };
  }, [read, settings]);
  return { held, reading };
}
