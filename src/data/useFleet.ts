import { useCallback, useEffect, useState } from 'react';
import { type Settings } from '../signals/settings/settings';
import { type PrometheusSource } from './dataSources';
import { type FleetReading, readFleet } from './readFleet';
import { resolveSpan, type RawSpan } from './timeSpan';

export interface Fleet {
  /** What the page shows: during a refresh still the reading before it. */
  shown?: FleetReading;
  /** The reading under way, or the last one. */
  latest?: FleetReading;
  isReading: boolean;
  /** The last reading got no answer at all, and `shown` is an older one. */
  isStale: boolean;
  readAgain: () => void;
}

interface Readings {
  sourceUid?: string;
  shown?: FleetReading;
  latest?: FleetReading;
  isStale: boolean;
}

/** Reads the fleet now and whenever the question changes; leaving the page cancels what is under way. */
export function useFleet(source: PrometheusSource | undefined, settings: Settings, { from, to }: RawSpan): Fleet {
  const [readings, setReadings] = useState<Readings>({ isStale: false });
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    if (!source) {
      return;
    }
    const abort = new AbortController();
    const take = (reading: FleetReading) => setReadings((before) => advance(before, source.uid, reading));
    void readFleet({ source, settings, span: resolveSpan({ from, to }) }, take, abort.signal);
    return () => abort.abort();
  }, [source, settings, from, to, turn]);

  const readAgain = useCallback(() => setTurn((before) => before + 1), []);
  const current = readings.sourceUid === source?.uid ? readings : { isStale: false };
  return { ...current, isReading: source !== undefined && !current.latest?.isFinished, readAgain };
}

function advance(before: Readings, sourceUid: string, latest: FleetReading): Readings {
  const shown = before.sourceUid === sourceUid ? before.shown : undefined;
  const haveShown = shown?.isFinished && shown.nodes.length > 0;
  if (haveShown && (!latest.isFinished || hasNoAnswer(latest))) {
    return { sourceUid, shown, latest, isStale: latest.isFinished };
  }
  return { sourceUid, shown: latest.isUsable ? latest : undefined, latest, isStale: false };
}

export function hasNoAnswer({ queries }: FleetReading): boolean {
  return Object.values(queries).every((progress) => progress.state === 'failed');
}
