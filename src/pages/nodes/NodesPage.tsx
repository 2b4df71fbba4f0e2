import React from 'react';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { useText } from '../../locales/TextProvider';
import { placeOfNodes } from '../shared/address/pagePlaces';
import { ClusterPicker } from '../shared/asking/ClusterPicker';
import { usePage } from '../shared/asking/PageContext';
import { PageShell } from '../shared/asking/PageShell';
import { useScopedFleet } from '../shared/asking/useScopedFleet';
import { PasteZone } from '../shared/paste/PasteZone';
import { FleetView } from './FleetView';
import { SkipToNodes } from './SkipToNodes';
import { WithoutSource } from './WithoutSource';

const noNodes: readonly FleetNode[] = [];

export function NodesPage() {
  const { text } = useText();
  const { settings, source, view, search } = usePage();
  const fleet = useScopedFleet(source, settings, view);
  return (
    <PageShell
      place={placeOfNodes(text, search)}
      isFirst
      skip={<SkipToNodes />}
      forgetsCluster
      reading={fleet.held}
      toolbar={<ClusterPicker fleet={fleet} />}
    >
      <PasteZone nodes={fleet.asked?.nodes ?? noNodes}>
        {source ? <FleetView {...{ fleet, source }} /> : <WithoutSource fleet={fleet} />}
      </PasteZone>
    </PageShell>
  );
}
