import React, { type PropsWithChildren } from 'react';
import { JudgedFleet, type FleetViewProps } from './FleetView';
import { PasteOffer } from '../shared/paste/PasteOffer';

/** No data source is asked: verdicts come from pasted text alone. @param children what is wrong with the data source */
export function WithoutSource({
  fleet: { shown, readAgain },
  children,
  ...view
}: PropsWithChildren<Omit<FleetViewProps, 'source'>>) {
  return shown && shown.nodes.length > 0 ? (
    <>
      <JudgedFleet {...view} shown={shown} troubled={shown} isStale={false} readAgain={readAgain} />
      {children}
    </>
  ) : (
    <>
      {children}
      <PasteOffer />
    </>
  );
}
