import React, { createContext, type PropsWithChildren, useContext, useMemo } from 'react';
import { useLocation } from 'react-router';
import { type NodeKey } from '../../../diagnosis';
import { backToNodesPath, carriedQuery, coveragePath, nodePath, planPath, runbookPath } from './paths';

/** Addresses of the plugin's pages, with what the links of this page carry along: data source, time span, refresh. */
export interface Links {
  /** The query string that is carried along. */
  carried: string;
  nodes: string;
  coverage: string;
  plan: string;
  node: (key: NodeKey) => string;
  runbook: (option: string, key?: NodeKey) => string;
}

const LinksContext = createContext<Links>(linksWith('', null));

/** Apart from the page's own context: whatever else the reader chooses, rows with links in them stay as they are. */
export function LinksProvider({ children }: PropsWithChildren) {
  const { search } = useLocation();
  const carried = carriedQuery(search);
  const cluster = useMemo(() => new URLSearchParams(search).get('cluster'), [search]);
  const links = useMemo(() => linksWith(carried, cluster), [carried, cluster]);
  return <LinksContext.Provider value={links}>{children}</LinksContext.Provider>;
}

export function useLinks(): Links {
  return useContext(LinksContext);
}

function linksWith(carried: string, cluster: string | null): Links {
  const looked = new URLSearchParams(carried);
  if (cluster !== null) {
    looked.set('cluster', cluster);
  }
  return {
    carried,
    nodes: backToNodesPath(carried),
    coverage: coveragePath(looked.toString()),
    plan: planPath(looked.toString()),
    node: (key) => nodePath(key, carried),
    runbook: (option, key) => runbookPath({ option, key, search: carried }),
  };
}
