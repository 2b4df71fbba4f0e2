import { LoadingPlaceholder } from '@grafana/ui';
import React, { useCallback, useMemo } from 'react';
import { useText } from '../../locales/TextProvider';
import { useLinks } from '../shared/address/links';
import { placeOf } from '../shared/address/pagePlaces';
import { ClusterPicker } from '../shared/asking/ClusterPicker';
import { EmptyFleet } from '../shared/asking/EmptyFleet';
import { usePage } from '../shared/asking/PageContext';
import { PageShell } from '../shared/asking/PageShell';
import { useFleetReading } from '../shared/asking/useFleetReading';
import { PlanBody } from './PlanBody';
import { usePlanFacts } from './usePlanFacts';

export default function PlanPage() {
  const { text } = useText();
  const links = useLinks();
  const { settings, source, view } = usePage();
  const fleet = useFleetReading(source, settings, view.span);
  const { facts, askFactsAgain } = usePlanFacts(source, settings, view.span);
  const { shown, held } = fleet;
  const askFleetAgain = held.askAgain;
  const askAgain = useCallback(() => {
    askFleetAgain();
    askFactsAgain();
  }, [askFleetAgain, askFactsAgain]);
  const reading = useMemo(() => ({ ...held, askAgain }), [held, askAgain]);
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
      {source && shown?.nodes.length === 0 && shown.isFinished && shown.isAnswered && <EmptyFleet source={source} />}
      {shown && shown.nodes.length > 0 && <PlanBody reading={shown} facts={facts} />}
    </PageShell>
  );
}
