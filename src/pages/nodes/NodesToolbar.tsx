import { RefreshPicker, Combobox, Stack, TimeRangePicker } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type PrometheusSource } from '../../data/dataSources';
import { rawSpanOf, timeRangeOf } from '../../data/timeSpan';
import { type Fleet } from '../../data/useFleet';
import { useText } from '../../locales/TextProvider';
import { clustersOf } from './filterNodes';
import { type NodesView } from './nodesView';
import { movedSpan } from './movedSpan';
import { type ChangeView } from './useNodesView';

export interface NodesToolbarProps {
  view: NodesView;
  changeView: ChangeView;
  fleet: Fleet;
  sources: readonly PrometheusSource[];
  sourceUid: string | undefined;
  pickSource: (uid: string) => void;
}

export function NodesToolbar({ view, changeView, fleet, sources, sourceUid, pickSource }: NodesToolbarProps) {
  const { text } = useText();
  return (
    <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
      <Combobox
        aria-label={text('toolbar.dataSource')}
        placeholder={text('toolbar.dataSource')}
        prefixIcon="database"
        options={sources.map(({ uid, name }) => ({ value: uid, label: name }))}
        value={sourceUid ?? null}
        onChange={({ value }) => pickSource(value)}
        width="auto"
        minWidth={16}
        maxWidth={32}
      />
      <ClusterPicker {...{ view, changeView, fleet }} />
      <SpanPicker {...{ view, changeView }} />
      <RefreshPicker
        value={view.refresh}
        onIntervalChanged={(refresh) => changeView({ refresh })}
        onRefresh={fleet.readAgain}
        isLoading={fleet.isReading}
        tooltip={text('toolbar.refresh')}
        isOnCanvas
      />
    </Stack>
  );
}

// Combobox takes an empty value for no choice at all, so a cluster's name gets a mark in front.
const allClusters = 'all';
const optionOf = (cluster: string) => `=${cluster}`;

function ClusterPicker({ view, changeView, fleet }: Pick<NodesToolbarProps, 'view' | 'changeView' | 'fleet'>) {
  const { text } = useText();
  const clusters = useMemo(() => {
    const seen = clustersOf(fleet.shown?.nodes ?? []);
    return view.cluster === undefined || seen.includes(view.cluster) ? seen : [...seen, view.cluster];
  }, [fleet.shown, view.cluster]);
  if (clusters.length < 2 && view.cluster === undefined) {
    return null;
  }
  const options = [
    { value: allClusters, label: text('toolbar.allClusters') },
    ...clusters.map((cluster) => ({ value: optionOf(cluster), label: cluster || text('toolbar.noCluster') })),
  ];
  return (
    <Combobox
      aria-label={text('toolbar.cluster')}
      options={options}
      value={view.cluster === undefined ? allClusters : optionOf(view.cluster)}
      onChange={({ value }) => changeView({ cluster: value === allClusters ? undefined : value.slice(1) })}
      width="auto"
      minWidth={14}
      maxWidth={32}
    />
  );
}

export function SpanPicker({ view, changeView }: Pick<NodesToolbarProps, 'view' | 'changeView'>) {
  const range = timeRangeOf(view.span);
  return (
    <TimeRangePicker
      value={range}
      onChange={(chosen) => changeView({ span: rawSpanOf(chosen) })}
      onChangeTimeZone={() => undefined}
      onMoveBackward={() => changeView({ span: movedSpan(range, 'backward') })}
      onMoveForward={() => changeView({ span: movedSpan(range, 'forward') })}
      onZoom={() => changeView({ span: movedSpan(range, 'wider') })}
      isOnCanvas
    />
  );
}
