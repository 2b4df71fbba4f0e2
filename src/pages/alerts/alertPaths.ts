import { type ActiveAlert } from '../../rules/activeAlerts';
import { backToNodesPath, pathInApp } from '../shared/address/paths';
import { equals, type Matcher, matchersOfNode } from '../shared/address/silencePath';

/** The runbook that the alert's own link names, in this Grafana, with the data source and time range of this page. */
export function alertRunbookPath(
  { annotations }: Pick<ActiveAlert, 'annotations'>,
  search: string
): string | undefined {
  const path = pathInApp(annotations.runbook_url ?? '');
  return path === undefined ? undefined : withCarried(path, search);
}

/** The nodes that an alert about a kernel speaks of. */
export function kernelNodesPath(
  { kernelRelease, cluster }: { kernelRelease: string; cluster?: string },
  search: string
): string {
  const query = new URLSearchParams({ q: kernelRelease });
  if (cluster !== undefined) {
    query.set('cluster', cluster);
  }
  return withCarried(`${backToNodesPath('')}?${query.toString()}`, search);
}

export function alertMatchers(alert: ActiveAlert, clusterLabel: string): Matcher[] {
  if (alert.node) {
    return matchersOfNode(alert.node, clusterLabel);
  }
  const { name, cluster, kernelRelease } = alert;
  return [
    equals('alertname', name),
    ...(cluster === undefined ? [] : [equals(clusterLabel, cluster)]),
    ...(kernelRelease === undefined ? [] : [equals('kernel_version', kernelRelease)]),
  ];
}

function withCarried(path: string, search: string): string {
  const carried = backToNodesPath(search).split('?')[1];
  return carried === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}${carried}`;
}
