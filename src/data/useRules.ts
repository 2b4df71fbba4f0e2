import { useCallback, useEffect, useState } from 'react';
import { type PrometheusSource } from './dataSources';
import { readRules, type RulesReading } from './readRules';

export interface RulesView {
  /** During a refresh still the reading before it. */
  reading?: RulesReading;
  isReading: boolean;
  readAgain: () => void;
}

interface Held {
  sourceUid: string;
  reading: RulesReading;
  turn: number;
}

/** Reads which rules a data source has loaded, now and on demand; leaving the page cancels what is under way. */
export function useRules(source: PrometheusSource | undefined): RulesView {
  const [held, setHeld] = useState<Held>();
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    if (!source) {
      return;
    }
    const abort = new AbortController();
    void readRules(source, abort.signal).then((reading) => {
      if (!abort.signal.aborted) {
        setHeld({ sourceUid: source.uid, reading, turn });
      }
    });
    return () => abort.abort();
  }, [source, turn]);

  const readAgain = useCallback(() => setTurn((before) => before + 1), []);
  const current = held?.sourceUid === source?.uid ? held : undefined;
  return { reading: current?.reading, isReading: source !== undefined && current?.turn !== turn, readAgain };
}
