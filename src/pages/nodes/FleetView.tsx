import { LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type PrometheusSource } from '../../data/dataSources';
import { type FleetReading } from '../../data/fleetReading';
import { useText } from '../../locales/TextProvider';
import { EmptyFleet } from '../shared/asking/EmptyFleet';
import { usePage } from '../shared/asking/PageContext';
import { type ScopedFleet } from '../shared/asking/useScopedFleet';
import { addCounts, countRest, sizeOf } from '../../signals/evidence/restOfFleet';
import { PasteOffer } from '../shared/paste/PasteOffer';
import { countStates, inCluster } from '../shared/verdict/filterNodes';
import { RestNote } from '../shared/verdict/RestNote';
import { StateTiles } from '../shared/verdict/StateTiles';
import { AnswerBanner } from './AnswerBanner';
import { EvidenceStrip } from './EvidenceStrip';
import { FoundNodes } from './FoundNodes';

export function FleetView({ fleet: { shown, loadRest }, source }: { fleet: ScopedFleet; source: PrometheusSource }) {
  const { text } = useText();
  if (!shown) {
    return <LoadingPlaceholder text={text('loading.fleet', { source: source.name })} />;
  }
  if (shown.nodes.length === 0 && sizeOf(countRest(shown.rest, undefined)) === 0) {
    return (
      <>
        {shown.isAnswered && shown.isFinished && <EmptyFleet source={source} />}
        <PasteOffer />
      </>
    );
  }
  return <JudgedFleet reading={shown} loadRest={loadRest} />;
}

interface JudgedFleetProps {
  reading: FleetReading;
  /** Absent: it is being loaded. */
  loadRest?: () => void;
}

export function JudgedFleet({ reading, loadRest }: JudgedFleetProps) {
  const { view, changeView } = usePage();
  const scope = useMemo(() => inCluster(reading.nodes, view.cluster), [reading.nodes, view.cluster]);
  const rest = useMemo(() => countRest(reading.rest, view.cluster), [reading.rest, view.cluster]);
  const counts = useMemo(() => addCounts(countStates(scope), rest), [scope, rest]);
  return (
    <Stack direction="column" gap={1}>
      <AnswerBanner nodes={scope} rest={rest} reading={reading} />
      <StateTiles counts={counts} chosen={view.states} onChange={(states) => changeView({ states })} />
      <EvidenceStrip nodes={scope} isOfSuspects={sizeOf(rest) > 0} reading={reading} />
      <FoundNodes scope={scope} below={<RestNote counts={rest} chosen={view.states} load={loadRest} />} />
    </Stack>
  );
}
