import { type SeriesRow } from '../series';

/** Who had pods on a node within a day, each of which has left a memory cgroup. */
export interface Feeder {
  namespace: string;
  /** As Kubernetes tells it: Job, ReplicaSet, StatefulSet, Node for static pods. */
  kind: string;
  owner: string;
  pods: number;
}

/** A handful of pods a day fills nothing. */
const fewPods = 10;

/** Most pods first; none of owners whose pods are few. */
export function feedersOf(rows: readonly SeriesRow[]): Feeder[] {
  return rows
    .flatMap(({ labels: { namespace, kind, owner }, values }): Feeder[] => {
      const pods = values.at(-1)?.[1];
      const isTold = namespace && kind && owner && pods !== undefined && pods >= fewPods;
      return isTold ? [{ namespace, kind, owner, pods }] : [];
    })
    .sort((a, b) => b.pods - a.pods || a.owner.localeCompare(b.owner));
}
