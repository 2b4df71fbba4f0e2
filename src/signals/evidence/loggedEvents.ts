import { type NodeEvidence } from '../../diagnosis/evidence';
import { type EventItem, type LogEntry } from '../../events';
import lokiKnowledge from '../../knowledge/loki.json';
import { type LoggedLines } from '../answer';
import { joinPasted, type JoinedEvidence } from './pasted';
import { type PastedSource } from './pastedSource';
import { type Settings } from '../settings/settings';

/** Joins events that were read from a log store, as pasted ones are joined. */
export function joinLogged(
  nodes: readonly NodeEvidence[],
  lines: LoggedLines | undefined,
  settings: Settings,
  atSeconds: number
): JoinedEvidence {
  if (!lines) {
    return { nodes: [...nodes], sourcesOf: new Map(), withoutNode: new Set(), beforeBoot: 0 };
  }
  return joinPasted(nodes, loggedSources(nodes, lines, settings, atSeconds), atSeconds);
}

/** One source for each cluster that the labels name. A cluster that no node has is a name of the log store's own. */
function loggedSources(
  nodes: readonly NodeEvidence[],
  { entries, read }: LoggedLines,
  { clusterLabel }: Settings,
  atSeconds: number
): PastedSource[] {
  const known = new Set(nodes.map(({ key }) => key.cluster));
  const byCluster = new Map<string | undefined, LogEntry[]>();
  for (const entry of entries) {
    const named = [clusterLabel, 'cluster', 'k8s_cluster_name'].map((label) => entry.labels[label]);
    const cluster = named.find((each) => each && known.has(each));
    const group = byCluster.get(cluster);
    if (group) {
      group.push(entry);
    } else {
      byCluster.set(cluster, [entry]);
    }
  }
  return [...byCluster].map(([cluster, group]) => {
    const isGoingOn = goingOn(nodes, atSeconds);
    const events = read(group).filter((item) => isGoingOn(item, cluster));
    return {
      name: 'Loki',
      cluster,
      evidence: {
        events,
        nodes: [],
        pods: [],
        facts: [],
        unread: { pieces: 0, characters: 0, isCutOff: false, objects: 0, lines: 0 },
      },
    };
  });
}

/**
 * An event that goes on is written again every few minutes. Where a pipeline delivers no repeats, an old one still speaks of
 * now as long as its pod is waiting.
 */
function goingOn(nodes: readonly NodeEvidence[], atSeconds: number) {
  const waiting = new Map<string, Set<string | undefined>>();
  for (const { key, stuckPods } of nodes) {
    for (const { namespace, pod } of stuckPods) {
      const id = podId(namespace, pod);
      waiting.set(id, (waiting.get(id) ?? new Set()).add(key.cluster));
    }
  }
  return ({ lastSeen, namespace, pod }: EventItem, cluster: string | undefined): boolean => {
    if (lastSeen === undefined || lastSeen >= atSeconds - lokiKnowledge.goingOnSeconds) {
      return true;
    }
    const clusters = waiting.get(podId(namespace, pod));
    return clusters !== undefined && (cluster === undefined || clusters.has(cluster));
  };
}

function podId(namespace: string | undefined, pod: string | undefined): string {
  return JSON.stringify([namespace ?? '', pod ?? '']);
}
