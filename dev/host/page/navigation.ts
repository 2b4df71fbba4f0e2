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
  const pages = (meta?.includes ?? [])
    .filter((include) => include.addToNav === true && include.path !== undefined)
    .map((include) => ({
      text: include.name,
      url: (include.path ?? '').replace('%PLUGIN_ID%', meta?.id ?? ''),
      isDefault: include.defaultNav === true,
    }));
  // The default page lends its address to the plugin's own entry and has none beside it.
  const root = { text: meta?.name ?? '', url: pages.find((page) => page.isDefault)?.url ?? `/a/${meta?.id ?? ''}` };
  const [page] = pages
    .filter(({ url }) => url !== root.url && (pathname === url || pathname.startsWith(`${url}/`)))
    .sort((a, b) => b.url.length - a.url.length);
  return page ? { text: page.text, url: page.url, parentItem: root } : root;
}

export function crumbsOf(item: NavModelItem): Crumb[] {
  const parents = item.parentItem ? crumbsOf(item.parentItem) : [];
  return item.hideFromBreadcrumbs === true ? parents : [...parents, { text: item.text, href: item.url }];
}

/** A page that names its own section again must not show it twice. */
export function joinCrumbs(...trails: Crumb[][]): Crumb[] {
  return trails.flat().filter((crumb, index, all) => index === 0 || crumb.text !== all[index - 1]?.text);
}
