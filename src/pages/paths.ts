import { type NodeKey } from '../diagnosis';

export const appPath = '/a/memcg-kmemleak-app';
export const nodesPath = `${appPath}/nodes`;
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

export function backToNodesPath(search: string): string {
  return withQuery(nodesPath, carried(search));
}

function carried(search: string): URLSearchParams {
  const from = new URLSearchParams(search);
  return new URLSearchParams(
    ['ds', 'from', 'to'].flatMap((name) => (from.has(name) ? [[name, from.get(name) ?? '']] : []))
  );
}

function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
