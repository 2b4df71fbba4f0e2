import type { AppPluginMeta, NavModelItem } from '@grafana/data';
import { createContext, useContext } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';

export const PluginMetaContext = createContext<AppPluginMeta | undefined>(undefined);

export interface Crumb {
  text: string;
  href?: string;
}

/** The plugin.json page whose path is the longest prefix of where we are, else the plugin itself. */
export function useNavigationItem(): NavModelItem {
  const meta = useContext(PluginMetaContext);
  const { pathname } = useLocation();
  const root = { text: meta?.name ?? '', url: `/a/${meta?.id ?? ''}` };
  const pages = (meta?.includes ?? [])
    .filter((include) => include.addToNav === true && include.path !== undefined)
    .map((include) => ({ text: include.name, url: (include.path ?? '').replace('%PLUGIN_ID%', meta?.id ?? '') }))
    .filter((page) => pathname.startsWith(page.url))
    .sort((a, b) => b.url.length - a.url.length);
  const [page] = pages;
  return page && page.url !== root.url ? { ...page, parentItem: root } : root;
}

export function crumbsOf(item: NavModelItem): Crumb[] {
  const parents = item.parentItem ? crumbsOf(item.parentItem) : [];
  return item.hideFromBreadcrumbs === true ? parents : [...parents, { text: item.text, href: item.url }];
}
