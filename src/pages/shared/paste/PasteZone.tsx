import React, { type PropsWithChildren } from 'react';
import { whenLoaded } from '../../../components/whenLoaded';
import { type FleetNode } from '../../../signals/evidence/fleetNode';
import { withTexts } from '../../../locales/withTexts';
import { usePaste } from './PasteProvider';
import { useFileDrop } from './useFileDrop';

const PasteDrawer = whenLoaded(() => withTexts(import('./PasteDrawer')));

/** A page on which files can be dropped: they open in the drawer. @param nodes what is known without pasted evidence */
export function PasteZone({ nodes, children }: PropsWithChildren<{ nodes: readonly FleetNode[] }>) {
  const { opened, open } = usePaste();
  const { handlers } = useFileDrop(open);
  return (
    <div {...handlers}>
      {children}
      {opened && <PasteDrawer nodes={nodes} />}
    </div>
  );
}
