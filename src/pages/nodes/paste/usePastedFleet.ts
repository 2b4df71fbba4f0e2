import { useMemo } from 'react';
import { emptyReading, joinFleet } from '../../../data/joinedFleet';
import { type Fleet } from '../../../data/useFleet';
import { type Settings } from '../../../signals/settings';
import { usePaste } from './PasteProvider';

/** The fleet with pasted evidence joined. Without a data source it consists of what was pasted. */
export function usePastedFleet(fleet: Fleet, settings: Settings, hasSource: boolean): Fleet {
  const { sources } = usePaste();
  const { shown } = fleet;
  const joined = useMemo(() => {
    const last = sources.at(-1);
    const reading = shown ?? (last && !hasSource ? emptyReading(last.atSeconds) : undefined);
    return reading && last ? joinFleet(reading, sources, settings) : undefined;
  }, [shown, sources, settings, hasSource]);
  return joined ? { ...fleet, shown: joined } : fleet;
}
