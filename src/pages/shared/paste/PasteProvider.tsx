import React, { createContext, type PropsWithChildren, useContext, useMemo, useState } from 'react';
import { type FleetNode } from '../../../signals/evidence/fleetNode';
import { type PastedSource } from '../../../signals/evidence/pastedSource';

/** A pasted source that the pages take into account. */
export interface AppliedSource extends PastedSource {
  id: number;
  atSeconds: number;
}

/** The overview's nodes without pasted evidence; no `sourceUid`: no data source was asked. */
export interface KnownFleet {
  sourceUid?: string;
  nodes: readonly FleetNode[];
}

export interface Paste {
  sources: readonly AppliedSource[];
  add: (sources: readonly PastedSource[], atSeconds: number) => void;
  remove: (id: number) => void;
  /** Among which nodes the pasted texts were last looked for. */
  known: KnownFleet | undefined;
  learn: (known: KnownFleet) => void;
  /** Files that were dropped on the page, for the drawer to read; undefined while the drawer is closed. */
  opened: readonly File[] | undefined;
  open: (files?: readonly File[]) => void;
  close: () => void;
}

const nothing = () => undefined;
const PasteContext = createContext<Paste>({
  sources: [],
  add: nothing,
  remove: nothing,
  known: undefined,
  learn: nothing,
  opened: undefined,
  open: nothing,
  close: nothing,
});

/** Keeps pasted evidence while the reader goes from page to page; a reload forgets it. */
export function PasteProvider({ children }: PropsWithChildren) {
  const [sources, setSources] = useState<readonly AppliedSource[]>([]);
  const [known, learn] = useState<KnownFleet>();
  const [opened, setOpened] = useState<readonly File[]>();
  const paste = useMemo(
    (): Paste => ({
      sources,
      add: (added, atSeconds) =>
        setSources((before) => {
          const next = Math.max(0, ...before.map(({ id }) => id)) + 1;
          return [...before, ...added.map((source, index) => ({ ...source, id: next + index, atSeconds }))];
        }),
      remove: (id) => setSources((before) => before.filter((source) => source.id !== id)),
      known,
      learn,
      opened,
      open: (files = []) => setOpened(files),
      close: () => setOpened(undefined),
    }),
    [sources, known, opened]
  );
  return <PasteContext.Provider value={paste}>{children}</PasteContext.Provider>;
}

export function usePaste(): Paste {
  return useContext(PasteContext);
}
