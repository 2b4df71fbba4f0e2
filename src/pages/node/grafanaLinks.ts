import { type PrometheusSource } from '../../data/dataSources';
import { type RawSpan } from '../../data/timeSpan';
import { type NodeKey } from '../../diagnosis';

const dashboardUid = 'memcg-kmem-leak';
/** The same dashboard for the plugin's type of data source, which Grafana's variable does not count among Prometheus'. */
const victoriaMetrics = { type: 'victoriametrics-metrics-datasource', dashboardUid: 'memcg-kmem-leak-vm' };

/** Explore with the query filled in; this form of the address is read by Grafana 10 and newer. */
export function explorePath(expr: string, { uid, type }: PrometheusSource, { from, to }: RawSpan): string {
  const datasource = { uid, type };
  const query = { refId: 'A', datasource, expr, editorMode: 'code', range: true, instant: false };
  const panes = { node: { datasource: uid, queries: [query], range: { from, to } } };
  return `/explore?${new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify(panes) }).toString()}`;
}

export function dashboardPath(
  { cluster, node }: NodeKey,
  { uid, type }: PrometheusSource,
  { from, to }: RawSpan
): string {
  const query = new URLSearchParams({
    'var-datasource': uid,
    'var-cluster': cluster ?? '',
    'var-node': node,
    from,
    to,
  });
  const dashboard = type === victoriaMetrics.type ? victoriaMetrics.dashboardUid : dashboardUid;
  return `/d/${dashboard}?${query.toString()}`;
}
