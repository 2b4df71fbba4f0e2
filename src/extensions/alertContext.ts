import { type NodeKey } from '../diagnosis';
import { isRecord } from '../json/isRecord';
import { pathInApp } from '../pages/shared/address/paths';

/** An alert of this bundle, as Grafana's list of alerts hands it over. */
export interface OurAlert {
  node?: NodeKey;
  /** The runbook page that the alert itself names. */
  runbookPath?: string;
}

export type AlertContext = { kind: 'ours'; alert: OurAlert } | { kind: 'other' } | { kind: 'none' };

/**
 * `none`: there is no alert to speak of. Grafana asks so whether it needs a place for such links at all. An alert is ours by its
 * name, by the plugin its rule says it comes from, or by the runbook it names.
 */
export function parseAlertContext(context: unknown, clusterLabel: string): AlertContext {
  if (!isRecord(context) || !isRecord(context.instance)) {
    return { kind: 'none' };
  }
  const { instance } = context;
  const rule = isRecord(context.rule) ? context.rule : {};
  const labels = { ...texts(rule.labels), ...texts(instance.labels) };
  const annotations = { ...texts(rule.annotations), ...texts(instance.annotations) };
  const name = labels.alertname ?? (typeof rule.name === 'string' ? rule.name : '');
  const runbookPath = runbookOf(annotations.runbook_url);
  const isOurs =
    name.startsWith('MemcgKmem') ||
    labels.__grafana_origin === 'plugin/memcg-kmemleak-app' ||
    runbookPath !== undefined;
  if (!isOurs) {
    return { kind: 'other' };
  }
  const { node } = labels;
  const cluster = labels[clusterLabel] || undefined;
  return {
    kind: 'ours',
    alert: {
      runbookPath: runbookPath && withCluster(runbookPath, cluster),
      ...(node && { node: { node, cluster } }),
    },
  };
}

/** A rule knows the labels of its series only: the alert may carry a cluster that its server adds to what it sends. */
function withCluster(path: string, cluster: string | undefined): string {
  const [page, search] = path.split('?');
  const query = new URLSearchParams(search);
  if (!cluster || !query.has('node') || query.get('cluster')) {
    return path;
  }
  query.set('cluster', cluster);
  return `${page}?${query.toString()}`;
}

/** A rule's own annotation is a template still: only an instance's is filled in. */
function runbookOf(url: string | undefined): string | undefined {
  const path = url === undefined || url.includes('{{') ? undefined : pathInApp(url);
  return path !== undefined && path.includes('/runbook/') ? path : undefined;
}

function texts(value: unknown): Record<string, string> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((each): each is [string, string] => typeof each[1] === 'string'));
}
