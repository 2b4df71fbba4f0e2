import { type SeriesRow } from '../series';

/** Whose pods and units were started on a node within a day, each of which has left a memory cgroup. */
export interface Feeder {
  /** Empty for units of systemd. */
  namespace: string;
  /** As Kubernetes tells it: Job, ReplicaSet, StatefulSet, Node for static pods; systemd for its units. */
  kind: string;
  owner: string;
  pods: number;
  /** Of containers, or of the unit. */
  restarts: number;
}

/** A handful of starts a day fills nothing. */
const fewStarts = 10;

/** Most starts first; none of owners of few. */
export function feedersOf(rows: readonly SeriesRow[]): Feeder[] {
  const feeders = new Map<string, Feeder>();
  for (const { labels, values } of rows) {
    const { namespace = '', kind, owner, what } = labels;
    const count = values.at(-1)?.[1];
    if (!kind || !owner || count === undefined) {
      continue;
    }
    const id = JSON.stringify([namespace, kind, owner]);
    const known = feeders.get(id) ?? { namespace, kind, owner, pods: 0, restarts: 0 };
    feeders.set(id, { ...known, [what === 'restarts' ? 'restarts' : 'pods']: count });
  }
  return [...feeders.values()]
    .filter((each) => startsOf(each) >= fewStarts)
    .sort((a, b) => startsOf(b) - startsOf(a) || a.owner.localeCompare(b.owner));
}

const startsOf = ({ pods, restarts }: Feeder) => pods + restarts;

/** Hostile, as all names are. */
export function feederName({ kind, namespace, owner }: Feeder): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${owner}`;
}
