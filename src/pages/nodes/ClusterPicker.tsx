import { Combobox } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type Fleet } from '../../data/useFleet';
import { useText } from '../../locales/TextProvider';
import { clustersOf } from './filterNodes';
import { type NodesView } from './nodesView';
import { type ChangeView } from './useNodesView';

export interface ClusterPickerProps {
  view: NodesView;
  changeView: ChangeView;
  fleet: Fleet;
}

// Combobox takes an empty value for no choice at all, so a cluster's name gets a mark in front.
const allClusters = 'all';
const optionOf = (cluster: string) => `=${cluster}`;

export function ClusterPicker({ view, changeView, fleet }: ClusterPickerProps) {
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
