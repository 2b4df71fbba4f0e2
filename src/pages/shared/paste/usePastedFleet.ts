import { useEffect, useMemo } from 'react';
import { type PrometheusSource } from '../../../data/dataSources';
import { emptyReading, joinFleet } from '../../../data/joinedFleet';
import { type Fleet } from '../../../data/useFleet';
import { type Settings } from '../../../signals/settings/settings';
import { usePaste } from './PasteProvider';

/** The fleet with pasted evidence joined. Without a data source it consists of what was pasted. */
export function usePastedFleet(fleet: Fleet, settings: Settings, source: PrometheusSource | undefined): Fleet {
  const { sources, learn } = usePaste();
  const { shown } = fleet;
  const sourceUid = source?.uid;
  const isPasted = sources.length > 0;
  const joined = useMemo(() => {
    const last = sources.at(-1);
    const reading = shown ?? (last && sourceUid === undefined ? emptyReading(last.atSeconds) : undefined);
    return reading && last ? joinFleet(reading, sources, settings) : undefined;
  }, [shown, sources, settings, sourceUid]);

  useEffect(() => {
    if (isPasted && shown) {
      learn({ sourceUid, nodes: shown.nodes });
    }
  }, [isPasted, shown, sourceUid, learn]);

  return joined ? { ...fleet, shown: joined } : fleet;
}
