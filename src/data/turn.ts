import { createContext, useContext } from 'react';
import { type Turn } from './inTurn';

/** What all readings of a page take turns by; without one each has its own. */
export const TurnContext = createContext<Turn | undefined>(undefined);

export function useTurn(): Turn | undefined {
  return useContext(TurnContext);
}
