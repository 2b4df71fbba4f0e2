import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { type ChangeView } from './useNodesView';

const settleMs = 150;

export interface TypedSearch {
  /** For the field: each keystroke at once. */
  typed: string;
  setTyped: (typed: string) => void;
  /** For the list: what was typed, as soon as there is time to draw it. */
  wanted: string;
}

/** The search of the URL and what is typed over it; the URL follows when the typing pauses. */
export function useTypedSearch(inUrl: string, changeView: ChangeView): TypedSearch {
  const [typed, setTyped] = useState(inUrl);
  const told = useRef(inUrl);

  useEffect(() => {
    // The URL changed by other means: back, forward, "clear filters".
    if (inUrl !== told.current) {
      told.current = inUrl;
      setTyped(inUrl);
    }
  }, [inUrl]);

  useEffect(() => {
    if (typed === told.current) {
      return;
    }
    const timer = setTimeout(() => {
      told.current = typed;
      changeView({ search: typed }, { replace: true });
    }, settleMs);
    return () => clearTimeout(timer);
  }, [typed, changeView]);

  return { typed, setTyped, wanted: useDeferredValue(typed) };
}
