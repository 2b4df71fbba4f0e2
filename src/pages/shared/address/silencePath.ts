import { type NodeKey } from '../../../diagnosis';

/** A label, how it is compared, and with what, as Alertmanager writes it. */
export type Matcher = `${string}${'=' | '=~'}${string}`;

export interface Silence {
  matchers: readonly Matcher[];
  /** Name of an Alertmanager; absent: Grafana lets the reader choose. */
  alertmanager?: string;
  comment: string;
}

/** Grafana's form of a new silence, filled in. */
export function silencePath({ matchers, alertmanager, comment }: Silence): string {
  const query = new URLSearchParams();
  if (alertmanager !== undefined) {
    query.set('alertmanager', alertmanager);
  }
  for (const matcher of matchers) {
    query.append('matcher', matcher);
  }
  query.set('comment', comment);
  return `/alerting/silence/new?${query.toString()}`;
}

/** All alerts of this bundle about one node, and none of others. */
export function matchersOfNode({ cluster, node }: NodeKey, clusterLabel: string): Matcher[] {
  return [
    'alertname=~MemcgKmem.*',
    ...(cluster === undefined ? [] : [`${clusterLabel}=${cluster}` as const]),
    `node=${node}`,
  ];
}
