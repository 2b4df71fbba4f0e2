import { LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type PrometheusSource } from '../../data/dataSources';
import { type FleetReading } from '../../data/fleetReading';
import { useText } from '../../locales/TextProvider';
import { EmptyFleet } from '../shared/asking/EmptyFleet';
import { usePage } from '../shared/asking/PageContext';
import { type Fleet } from '../shared/asking/useFleetReading';
import { PasteOffer } from '../shared/paste/PasteOffer';
import { countStates, inCluster } from '../shared/verdict/filterNodes';
import { StateTiles } from '../shared/verdict/StateTiles';
import { AnswerBanner } from './AnswerBanner';
import { EvidenceStrip } from './EvidenceStrip';
import { FoundNodes } from './FoundNodes';

export function FleetView({ fleet: { shown }, source }: { fleet: Fleet; source: PrometheusSource }) {
  const { text } = useText();
  if (!shown) {
    return <LoadingPlaceholder text={text('loading.fleet', { source: source.name })} />;
  }
  if (shown.nodes.length === 0) {
    return (
      <>
        {shown.isAnswered && shown.isFinished && <EmptyFleet source={source} />}
        <PasteOffer />
      </>
    );
  }
  return <JudgedFleet reading={shown} />;
}

export function JudgedFleet({ reading }: { reading: FleetReading }) {
  const { view, changeView } = usePage();
  const scope = useMemo(() => inCluster(reading.nodes, view.cluster), [reading.nodes, view.cluster]);
  const counts = useMemo(() => countStates(scope), [scope]);
  return (
    <Stack direction="column" gap={1}>
      <AnswerBanner nodes={scope} reading={reading} />
      <StateTiles counts={counts} chosen={view.states} onChange={(states) => changeView({ states })} />
      <EvidenceStrip nodes={scope} reading={reading} />
      <FoundNodes scope={scope} />
    </Stack>
  );
}
