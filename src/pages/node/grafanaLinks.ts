import { type PrometheusSource } from '../../data/dataSources';
import { type RawSpan } from '../../data/timeSpan';
import { type NodeKey } from '../../diagnosis';

const dashboardUid = 'memcg-kmem-leak';

/** Explore with the query filled in; this form of the address is read by Grafana 10 and newer. */
export function explorePath(expr: string, { uid, type }: PrometheusSource, { from, to }: RawSpan): string {
  const datasource = { uid, type };
  const query = { refId: 'A', datasource, expr, editorMode: 'code', range: true, instant: false };
  const panes = { node: { datasource: uid, queries: [query], range: { from, to } } };
  return `/explore?${new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify(panes) }).toString()}`;
}

export function dashboardPath({ cluster, node }: NodeKey, { uid }: PrometheusSource, { from, to }: RawSpan): string {
  const query = new URLSearchParams({
    'var-datasource': uid,
    'var-cluster': cluster ?? '',
    'var-node': node,
    from,
    to,
  });
  return `/d/${dashboardUid}?${query.toString()}`;
}
