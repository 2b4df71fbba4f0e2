import React, { lazy, type PropsWithChildren, Suspense } from 'react';
import { type FleetNode } from '../../../signals/evidence/fleetNode';
import { withTexts } from '../../../locales/withTexts';
import { usePaste } from './PasteProvider';
import { useFileDrop } from './useFileDrop';

const PasteDrawer = lazy(() => withTexts(import('./PasteDrawer')));

/** A page on which files can be dropped: they open in the drawer. @param nodes what is known without pasted evidence */
export function PasteZone({ nodes, children }: PropsWithChildren<{ nodes: readonly FleetNode[] }>) {
  const { opened, open } = usePaste();
  const { handlers } = useFileDrop(open);
  return (
    <div {...handlers}>
      {children}
      {opened && (
        <Suspense fallback={null}>
          <PasteDrawer nodes={nodes} />
        </Suspense>
      )}
    </div>
  );
}
