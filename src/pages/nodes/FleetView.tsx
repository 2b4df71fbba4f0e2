import { Alert, Button, EmptyState, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type PrometheusSource } from '../../data/dataSources';
import { type FleetReading } from '../../data/readFleet';
import { type Fleet, hasNoAnswer } from '../../data/useFleet';
import { useText } from '../../locales/TextProvider';
import { AnswerBanner } from './AnswerBanner';
import { EmptyFleet } from './EmptyFleet';
import { EvidenceStrip } from './EvidenceStrip';
import { countStates, createNodeFilter, inCluster } from './filterNodes';
import { NodesTable } from './NodesTable';
import { PasteOffer } from './paste/PasteOffer';
import { type NodesView } from './nodesView';
import { QueryTrouble } from './QueryTrouble';
import { SearchField } from './SearchField';
import { sortNodes } from './sortNodes';
import { StateTiles } from './StateTiles';
import { type ChangeView } from './useNodesView';

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
  const words = useText();
  const { text, measures } = words;
  const scope = useMemo(() => inCluster(shown.nodes, view.cluster), [shown.nodes, view.cluster]);
  const filter = useMemo(() => createNodeFilter(words), [words]);
  const found = useMemo(
    () => sortNodes(filter(scope, { states: view.states, search: view.search }), view.sorting),
    [filter, scope, view.states, view.search, view.sorting]
  );
  const counts = useMemo(() => countStates(scope), [scope]);
  const isFiltered = view.states.length > 0 || view.search !== '' || view.cluster !== undefined;

  return (
    <Stack direction="column" gap={2}>
      {isStale && <Alert severity="warning" title={text('stale', { time: measures.dateTime(shown.atSeconds) })} />}
      <AnswerBanner nodes={scope} reading={shown} search={search} />
      <StateTiles counts={counts} chosen={view.states} onChange={(states) => changeView({ states })} />
      <EvidenceStrip nodes={scope} reading={shown} search={search} />
      <QueryTrouble queries={troubled.queries} readAgain={readAgain} />
      <SearchField value={view.search} onChange={(typed) => changeView({ search: typed }, { replace: true })} />
      {found.length === 0 ? (
        <EmptyState
          variant="not-found"
          message={text('filter.none')}
          button={
            isFiltered ? (
              <Button variant="secondary" onClick={() => changeView({ states: [], search: '', cluster: undefined })}>
                {text('filter.clear')}
              </Button>
            ) : undefined
          }
        />
      ) : (
        <NodesTable
          nodes={found}
          sorting={view.sorting}
          onSort={(sorting) => changeView({ sorting })}
          search={search}
        />
      )}
    </Stack>
  );
}
