import { Alert, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type PrometheusSource } from '../../data/dataSources';
import { type FleetReading } from '../../data/readFleet';
import { type Fleet, hasNoAnswer } from '../../data/useFleet';
import { useText } from '../../locales/TextProvider';
import { AnswerBanner } from './AnswerBanner';
import { EmptyFleet } from '../shared/asking/EmptyFleet';
import { EvidenceStrip } from './EvidenceStrip';
import { countStates, inCluster } from '../shared/verdict/filterNodes';
import { FoundNodes } from './FoundNodes';
import { PasteOffer } from '../shared/paste/PasteOffer';
import { type NodesView } from '../shared/address/nodesView';
import { QueryTrouble } from '../shared/asking/QueryTrouble';
import { StateTiles } from '../shared/verdict/StateTiles';
import { type ChangeView } from '../shared/address/useNodesView';

export interface FleetViewProps {
  view: NodesView;
  changeView: ChangeView;
  search: string;
  fleet: Fleet;
  source: PrometheusSource;
}

export function FleetView({ view, changeView, search, fleet, source }: FleetViewProps) {
  const { text } = useText();
  const { shown, latest, isStale, readAgain } = fleet;
  if (!shown) {
    return (
      <>
        <LoadingPlaceholder text={text('loading.fleet', { source: source.name })} />
        {latest && <QueryTrouble queries={latest.queries} readAgain={readAgain} />}
      </>
    );
  }
  // During a refresh the trouble worth naming is that of the answers still awaited.
  const troubled = latest && (latest.isFinished || isStale) ? latest : shown;
  if (shown.nodes.length === 0) {
    return (
      <>
        <QueryTrouble queries={troubled.queries} readAgain={readAgain} />
        {hasNoAnswer(shown) ? null : shown.isFinished && <EmptyFleet source={source} />}
        <PasteOffer />
      </>
    );
  }
  return <JudgedFleet {...{ view, changeView, search, shown, troubled, readAgain, isStale }} />;
}

export interface JudgedFleetProps extends Omit<FleetViewProps, 'fleet' | 'source'> {
  shown: FleetReading;
  troubled: FleetReading;
  isStale: boolean;
  readAgain: () => void;
}

export function JudgedFleet({ view, changeView, search, shown, troubled, isStale, readAgain }: JudgedFleetProps) {
  const { text, measures } = useText();
  const scope = useMemo(() => inCluster(shown.nodes, view.cluster), [shown.nodes, view.cluster]);
  const counts = useMemo(() => countStates(scope), [scope]);

  return (
    <Stack direction="column" gap={2}>
      {isStale && <Alert severity="warning" title={text('stale', { time: measures.dateTime(shown.atSeconds) })} />}
      <AnswerBanner nodes={scope} reading={shown} search={search} />
      <StateTiles counts={counts} chosen={view.states} onChange={(states) => changeView({ states })} />
      <EvidenceStrip nodes={scope} reading={shown} search={search} />
      <QueryTrouble queries={troubled.queries} readAgain={readAgain} />
      <FoundNodes {...{ scope, view, changeView, search }} />
    </Stack>
  );
}
