import { LoadingPlaceholder } from '@grafana/ui';
import React, { useCallback, useMemo } from 'react';
import { countRest, sizeOf } from '../../signals/evidence/restOfFleet';
import { useText } from '../../locales/TextProvider';
import { useLinks } from '../shared/address/links';
import { placeOf } from '../shared/address/pagePlaces';
import { ClusterPicker } from '../shared/asking/ClusterPicker';
import { EmptyFleet } from '../shared/asking/EmptyFleet';
import { usePage } from '../shared/asking/PageContext';
import { PageShell } from '../shared/asking/PageShell';
import { useScopedFleet } from '../shared/asking/useScopedFleet';
import { PlanBody } from './PlanBody';
import { namesOf, parsePlanView } from './planView';
import { usePlanFacts } from './usePlanFacts';

export default function PlanPage() {
  const { text } = useText();
  const links = useLinks();
  const { settings, source, view, search } = usePage();
  // A plan that was kept shows how far its nodes are, whatever they are by now.
  const named = useMemo(() => namesOf(parsePlanView(search).choice), [search]);
  const fleet = useScopedFleet(source, settings, view, 'planned', named);
  const { shown, held, loadRest } = fleet;
  // Whose places are wanted is known once the fleet has been asked.
  const places = shown?.rest ? named : undefined;
  const { facts, askFactsAgain } = usePlanFacts(shown && source, settings, view.span, places);
  const askFleetAgain = held.askAgain;
  const askAgain = useCallback(() => {
    askFleetAgain();
    askFactsAgain();
  }, [askFleetAgain, askFactsAgain]);
  const reading = useMemo(() => ({ ...held, askAgain }), [held, askAgain]);
  const isEmpty = shown?.nodes.length === 0 && sizeOf(countRest(shown.rest, undefined)) === 0;
  return (
    <PageShell
      place={placeOf(text('plan.title'), links.plan)}
      forgetsCluster
      reading={reading}
      toolbar={<ClusterPicker fleet={fleet} />}
    >
      {source && !shown && held.isReading && (
        <LoadingPlaceholder text={text('loading.fleet', { source: source.name })} />
      )}
      {source && isEmpty && shown.isFinished && shown.isAnswered && <EmptyFleet source={source} />}
      {shown && !isEmpty && <PlanBody {...{ facts, loadRest }} reading={shown} />}
    </PageShell>
  );
}
