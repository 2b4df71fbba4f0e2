import React, { useMemo } from 'react';
import { type Fleet } from '../../../data/useFleet';
import { ClusterChoice } from './ClusterChoice';
import { clustersOf } from '../verdict/filterNodes';
import { type NodesView } from '../address/nodesView';
import { type ChangeView } from '../address/useNodesView';

export interface ClusterPickerProps {
  view: NodesView;
  changeView: ChangeView;
  fleet: Fleet;
}

export function ClusterPicker({ view, changeView, fleet }: ClusterPickerProps) {
  const clusters = useMemo(() => clustersOf(fleet.shown?.nodes ?? []), [fleet.shown]);
  return <ClusterChoice clusters={clusters} cluster={view.cluster} onChange={(cluster) => changeView({ cluster })} />;
}
