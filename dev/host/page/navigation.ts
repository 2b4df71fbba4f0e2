import { type AppPluginMeta, type NavModelItem } from '@grafana/data';
import { config } from '@grafana/runtime';
import { createContext, useContext } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';

export const PluginMetaContext = createContext<AppPluginMeta | undefined>(undefined);

export interface Crumb {
  text: string;
  href?: string;
}

const home: NavModelItem = { text: 'Home', url: '/' };
/** The section of everything that no entry of the navigation leads to. */
const moreApps: NavModelItem = { text: 'More apps', url: '/apps', parentItem: home };

const rank = (role: string | undefined): number => ['Viewer', 'Editor', 'Admin'].indexOf(role ?? 'Viewer');

/**
 * The app and its pages as the server lists them: a page that is the default lends the app its address and is not listed
 * beside it; the app's description stands below the name of each.
 */
export function navigationOf(meta: AppPluginMeta): NavModelItem[] {
  const pages = (meta.includes ?? [])
    .filter(({ addToNav, path, role }) => addToNav === true && path && rank(role) <= rank(config.bootData.user.orgRole))
    .map(({ name, path = '', defaultNav }) => ({
      text: name,
      url: path.replace('%PLUGIN_ID%', meta.id),
      isDefault: defaultNav === true,
    }));
  const subTitle = meta.info.description;
  const url = pages.find(({ isDefault }) => isDefault)?.url ?? `/a/${meta.id}`;
  const app: NavModelItem = { text: meta.name, url, subTitle, img: meta.info.logos.large, parentItem: moreApps };
  const others = pages.filter((page) => page.url !== url);
  return [app, ...others.map((page) => ({ text: page.text, url: page.url, subTitle, parentItem: app }))];
}

/** The entry of the navigation whose address is the longest beginning of where we are. */
export function useNavigationItem(): NavModelItem {
  const meta = useContext(PluginMetaContext);
  const { pathname, search } = useLocation();
  const here = pathname + search;
  const [section] = (meta ? navigationOf(meta) : [])
    .filter(({ url = '' }) => here.startsWith(url))
    .sort((a, b) => (b.url ?? '').length - (a.url ?? '').length);
  return section ?? moreApps;
}

/**
 * The way to a page: what the page says of itself, then the section it is in. Where the outermost of the page's own and the
 * section are at one path, the section is left out; nothing else is.
 */
export function breadcrumbsOf(section: NavModelItem, pageNav: NavModelItem | undefined): Crumb[] {
  const own = pageNav ? withParents(pageNav) : [];
  const around = withParents(section);
  const isOnePath = own[0]?.url !== undefined && pathOf(own[0].url) === pathOf(section.url);
  return [...(isOnePath ? around.slice(0, -1) : around), ...own].map(({ text, url }) => ({ text, href: url }));
}

function withParents(item: NavModelItem): NavModelItem[] {
  const parents = item.parentItem ? withParents(item.parentItem) : [];
  return item.hideFromBreadcrumbs === true ? parents : [...parents, item];
}

function pathOf(url: string | undefined): string {
  return url?.split('?')[0] ?? '';
}
