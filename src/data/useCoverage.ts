import { useCallback, useEffect, useState } from 'react';
import { type Settings } from '../signals/settings/settings';
import { type PrometheusSource } from './dataSources';
import { type CoverageReading, readCoverage } from './readCoverage';

export interface CoverageView {
  /** What to show: during a refresh still the reading before it. */
  reading?: CoverageReading;
  isReading: boolean;
  readAgain: () => void;
}

interface Held {
  sourceUid: string;
  shown: CoverageReading;
  isFinished: boolean;
}

/** Reads the coverage of a data source now and whenever the question changes; leaving the page cancels what is under way. */
export function useCoverage(source: PrometheusSource | undefined, settings: Settings): CoverageView {
  const [held, setHeld] = useState<Held>();
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    if (!source) {
      return;
    }
    const abort = new AbortController();
    const question = { source, settings, atSeconds: Math.floor(Date.now() / 1000) };
    const take = (latest: CoverageReading) => setHeld((before) => advance(before, source.uid, latest));
    void readCoverage(question, take, abort.signal);
    return () => abort.abort();
  }, [source, settings, turn]);

  const readAgain = useCallback(() => setTurn((before) => before + 1), []);
  const current = held?.sourceUid === source?.uid ? held : undefined;
  return { reading: current?.shown, isReading: source !== undefined && !current?.isFinished, readAgain };
}

function advance(before: Held | undefined, sourceUid: string, latest: CoverageReading): Held {
  const isKept = before?.sourceUid === sourceUid && before.shown.isFinished && !latest.isFinished;
  return { sourceUid, shown: isKept ? before.shown : latest, isFinished: latest.isFinished };
}
