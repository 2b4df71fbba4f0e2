import { type NodeKey } from '../../../diagnosis';

export const appPath = '/a/memcg-kmemleak-app';
export const nodesPath = `${appPath}/nodes`;
export const alertsPath = `${appPath}/alerts`;
export const configPath = '/plugins/memcg-kmemleak-app?page=configuration';

export interface RunbookLink {
  option: string;
  key?: NodeKey;
  /** Query string of the page that links here: data source and time range travel along. */
  search?: string;
}

export function runbookPath({ option, key, search = '' }: RunbookLink): string {
  const query = carried(search);
  if (key) {
    query.set('node', key.node);
    if (key.cluster !== undefined) {
      query.set('cluster', key.cluster);
    }
  }
  return withQuery(`${appPath}/runbook/${encodeURIComponent(option)}`, query);
}

/** Names that stand in a path as they are; Grafana's router loses an escaped slash, and others differ between versions. */
const plainName = /^[A-Za-z0-9_-][A-Za-z0-9_.~-]*$/;

export function nodePath(key: NodeKey, search = ''): string {
  const query = carried(search);
  if (key.cluster !== undefined) {
    query.set('cluster', key.cluster);
  }
  if (plainName.test(key.node)) {
    return withQuery(`${nodesPath}/${key.node}`, query);
  }
  query.set('node', key.node);
  return withQuery(`${appPath}/node`, query);
}

/** The page of one node, by whichever of its paths. */
export function isOfOneNode(pathname: string): boolean {
  return pathname.includes(`${nodesPath}/`) || pathname.endsWith(`${appPath}/node`);
}

/** What the data source delivers; of one cluster where one is looked at. */
export function coveragePath(search: string): string {
  const query = carried(search);
  const cluster = new URLSearchParams(search).get('cluster');
  if (cluster !== null) {
    query.set('cluster', cluster);
  }
  return withQuery(`${appPath}/coverage`, query);
}

export function alertsPagePath(search: string): string {
  return withQuery(alertsPath, carried(search));
}

/** The maintenance plan, of one cluster where one is looked at. */
export function planPath(search: string): string {
  const query = carried(search);
  const cluster = new URLSearchParams(search).get('cluster');
  if (cluster !== null) {
    query.set('cluster', cluster);
  }
  return withQuery(`${appPath}/plan`, query);
}

/** The app's own entry in Grafana's navigation, which shows the nodes. */
export function appSearchPath(search: string): string {
  return withQuery(appPath, carried(search));
}

export function backToNodesPath(search: string): string {
  return withQuery(nodesPath, carried(search));
}

/** The path within this app that an address leads to, on whatever host; undefined where it leads elsewhere. */
export function pathInApp(address: string): string | undefined {
  const start = address.indexOf(`${appPath}/`);
  if (start < 0) {
    return undefined;
  }
  try {
    const { pathname, search } = new URL(address.slice(start), 'http://grafana');
    return pathname.startsWith(`${appPath}/`) ? pathname + search : undefined;
  } catch {
    return undefined;
  }
}

/** What the links of a page carry along of its query string: the same, whatever else is chosen on the page. */
export function carriedQuery(search: string): string {
  return carried(search).toString();
}

/** Whom a page asks and about when; and what Grafana itself reads there: how much of it is shown, and whose it is. */
const carriedNames = ['ds', 'from', 'to', 'refresh', 'kiosk', 'orgId'];

function carried(search: string): URLSearchParams {
  const from = new URLSearchParams(search);
  return new URLSearchParams(carriedNames.flatMap((name) => (from.has(name) ? [[name, from.get(name) ?? '']] : [])));
}

function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
