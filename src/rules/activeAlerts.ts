import { type NodeKey } from '../diagnosis';
import { isOurs } from './checkRules';
import { type LoadedAlert, type LoadedGroup } from '../signals/loadedRules';

export const severities = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** One of our alerts, about one node or about all nodes of a kernel. */
export interface ActiveAlert {
  id: string;
  name: string;
  state: LoadedAlert['state'];
  severity?: Severity;
  /** Absent: the alert is about more than one node. */
  node?: NodeKey;
  cluster?: string;
  kernelRelease?: string;
  sinceSeconds?: number;
  labels: LoadedAlert['labels'];
  annotations: LoadedAlert['annotations'];
}

/** What fires before what is pending, the gravest and the oldest first; the same alert of two replicas once. */
export function activeAlerts(groups: readonly LoadedGroup[], clusterLabel: string): ActiveAlert[] {
  const byId = new Map<string, ActiveAlert>();
  for (const rule of groups.flatMap(({ rules }) => rules)) {
    if (rule.kind === 'alert' && isOurs(rule)) {
      for (const alert of rule.alerts) {
        const active = activeAlert(rule.name, alert, clusterLabel);
        const known = byId.get(active.id);
        byId.set(active.id, known && compare(known, active) <= 0 ? known : active);
      }
    }
  }
  return [...byId.values()].sort(compare);
}

function activeAlert(name: string, alert: LoadedAlert, clusterLabel: string): ActiveAlert {
  const { state, labels, annotations, sinceSeconds } = alert;
  const cluster = labels[clusterLabel] || undefined;
  const { node, kernel_version } = labels;
  return {
    id: JSON.stringify([name, Object.entries(labels).sort()]),
    name,
    state,
    severity: severities.find((each) => each === labels.severity),
    ...(node && { node: { cluster, node } }),
    cluster,
    kernelRelease: kernel_version || undefined,
    sinceSeconds,
    labels,
    annotations,
  };
}

function compare(a: ActiveAlert, b: ActiveAlert): number {
  return (
    Number(a.state === 'pending') - Number(b.state === 'pending') ||
    rank(a) - rank(b) ||
    (a.sinceSeconds ?? Infinity) - (b.sinceSeconds ?? Infinity) ||
    a.id.localeCompare(b.id)
  );
}

function rank({ severity }: ActiveAlert): number {
  return severity === undefined ? severities.length : severities.indexOf(severity);
}
