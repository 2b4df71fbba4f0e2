import { useMemo, useState } from 'react';
import { type PrometheusSource } from '../../../data/dataSources';
import { type FleetReading } from '../../../data/fleetReading';
import { countRest, sizeOf, type StateCounts } from '../../../signals/evidence/restOfFleet';
import { type FleetScope } from '../../../signals/questions/fleetQuestions';
import { type Settings } from '../../../signals/settings/settings';
import { byUrgency, type NodesView } from '../address/nodesView';
import { usePaste } from '../paste/PasteProvider';
import { type Fleet, useFleetReading } from './useFleetReading';

/** A fleet of up to so many nodes is read whole, once its suspects are shown. */
const smallFleet = 1000;

export interface ScopedFleet extends Fleet {
  /** Asks for the nodes that nothing is suspected of, too; absent: they are being loaded, or there are none. */
  loadRest?: () => void;
}

/**
 * The suspects first, where the rules tell who they are; everybody once somebody wants to see more.
 * @param named nodes that are wanted whoever is a suspect
 */
export function useScopedFleet(
  source: PrometheusSource | undefined,
  settings: Settings,
  view: NodesView,
  scope: Exclude<FleetScope, 'everything'> = 'suspects',
  named: readonly string[] = []
): ScopedFleet {
  const { sources: pasted } = usePaste();
  const [whole, setWhole] = useState(() => (looksFurther(view) ? source?.uid : undefined));
  const isWhole = source !== undefined && whole === source.uid;
  // Who asks for everybody has them all.
  const also = isWhole ? '' : named.join('\n');
  const names = useMemo(() => also.split('\n').filter(Boolean), [also]);
  const fleet = useFleetReading(source, settings, view.span, isWhole ? 'everything' : scope, names);
  const { asked } = fleet;
  const wantsRest = asked !== undefined && (pasted.length > 0 || looksFurther(view) || isRestWanted(asked, view));
  if (!isWhole && asked?.isFinished && wantsRest) {
    setWhole(source?.uid);
  }
  if (isWhole ? fleet.held.isReading : wantsRest) {
    return fleet;
  }
  return { ...fleet, loadRest: isWhole ? fleet.held.askAgain : () => setWhole(source?.uid) };
}

/** A search, and an order that is not of urgency, are of all nodes. */
function looksFurther({ search, sorting }: NodesView): boolean {
  return search !== '' || sorting.column !== byUrgency.column;
}

function isRestWanted({ nodes, rest, queries }: FleetReading, view: NodesView): boolean {
  // Nobody knows how many there are.
  const isUncounted = queries.states?.state === 'failed';
  const counts = countRest(rest, undefined);
  const size = sizeOf(counts);
  const isSmall = size > 0 && size + nodes.length <= smallFleet;
  return isUncounted || isSmall || areChosen(counts, view);
}

function areChosen(rest: StateCounts, { states }: NodesView): boolean {
  return states.some((state) => rest[state] > 0);
}
