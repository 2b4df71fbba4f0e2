import React, { useMemo } from 'react';
import { clustersOf } from '../verdict/filterNodes';
import { ClusterChoice } from './ClusterChoice';
import { usePage } from './PageContext';
import { type Fleet } from './useFleetReading';

/** The clusters of the nodes that were found. */
export function ClusterPicker({ fleet: { shown } }: { fleet: Fleet }) {
  const { view, changeView } = usePage();
  const clusters = useMemo(() => clustersOf(shown?.nodes ?? [], shown?.rest), [shown]);
  return <ClusterChoice clusters={clusters} cluster={view.cluster} onChange={(cluster) => changeView({ cluster })} />;
}
