import React from 'react';
import { type Fleet } from '../shared/asking/useFleetReading';
import { PasteOffer } from '../shared/paste/PasteOffer';
import { JudgedFleet } from './FleetView';

/** No data source is asked: verdicts come from pasted text alone. */
export function WithoutSource({ fleet: { shown } }: { fleet: Fleet }) {
  return shown && shown.nodes.length > 0 ? <JudgedFleet reading={shown} /> : <PasteOffer />;
}
