import React, { createContext, type PropsWithChildren, useContext, useMemo, useState } from 'react';
import { inTurn } from '../../../data/inTurn';
import { maxAtOnce } from '../../../data/questionReader';
import { TurnContext } from '../../../data/turn';
import { type ParsedSettings } from '../../../signals/settings/settings';
import { LinksProvider } from '../address/links';
import { type NodesView } from '../address/nodesView';
import { type ChangeView, useNodesView } from '../address/useNodesView';
import { type Sources, useSource } from './useSource';

/** What every page rests on: the settings, whom it asks, and what the reader chose to see, its time span among it. */
export interface Page extends ParsedSettings, Sources {
  view: NodesView;
  changeView: ChangeView;
  /** The query string of the address. */
  search: string;
}

const PageContext = createContext<Page | undefined>(undefined);

export function PageProvider({ parsed, children }: PropsWithChildren<{ parsed: ParsedSettings }>) {
  const { view, search, changeView } = useNodesView();
  const sources = useSource(view.sourceUid, parsed.settings.metricsDataSourceUid);
  const [turn] = useState(() => inTurn(maxAtOnce));
  const page = useMemo(
    () => ({ ...parsed, ...sources, view, changeView, search }),
    [parsed, sources, view, changeView, search]
  );
  return (
    <PageContext.Provider value={page}>
      <LinksProvider>
        <TurnContext.Provider value={turn}>{children}</TurnContext.Provider>
      </LinksProvider>
    </PageContext.Provider>
  );
}

/** Throws outside a page: a mistake in the program. */
export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) {
    throw new Error('usePage outside a PageProvider');
  }
  return page;
}
