import { type NodeKey } from '../../../diagnosis';

/** A label, how it is compared, and with what. */
export interface Matcher {
  label: string;
  operator: '=' | '=~';
  value: string;
}

export interface Silence {
  matchers: readonly Matcher[];
  /** Name of an Alertmanager; absent: Grafana's own. */
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
    query.append('matcher', matcherText(matcher));
  }
  query.set('comment', comment);
  return `/alerting/silence/new?${query.toString()}`;
}

/** All alerts of this bundle about one node, and none of others. */
export function matchersOfNode({ cluster, node }: NodeKey, clusterLabel: string): Matcher[] {
  return [
    { label: 'alertname', operator: '=~', value: 'MemcgKmem.*' },
    ...(cluster === undefined ? [] : [equals(clusterLabel, cluster)]),
    equals('node', node),
  ];
}

export function equals(label: string, value: string): Matcher {
  return { label, operator: '=', value };
}

const plainValue = /^[\w.:*+-]+$/;

/** Quoted where need be: a comma would end the matcher, and the silence would cover more than it says. */
function matcherText({ label, operator, value }: Matcher): string {
  const written = plainValue.test(value) ? value : `"${value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
  return `${label}${operator}${written}`;
}
