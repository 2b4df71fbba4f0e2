import { type Owner, type OwnersByPod, podId } from './ownersRead';

/** Whose pods the texts name on a node: as Kubernetes says it, else by the pods' names. */
export interface PodOwner extends Owner {
  namespace: string | null;
  /** Different ones. */
  pods: number;
}

export interface NamedPod {
  namespace?: string;
  pod?: string;
}

// The letters of generated endings: https://github.com/kubernetes/apimachinery/blob/v0.30.0/pkg/util/rand/rand.go
const letters = '[bcdfghjklmnpqrstvwxz2456789]';
/** The first that fits. A CronJob's Job ends in its minute, before 1.21 in its second. */
const forms: ReadonlyArray<readonly [kind: string | null, pattern: RegExp]> = [
  ['CronJob', new RegExp(`^(.+)-\\d{8,10}(?:-${letters}{5})?$`)],
  ['Deployment', new RegExp(`^(.+)-${letters}{6,10}-${letters}{5}$`)],
  [null, new RegExp(`^(.+)-${letters}{5}$`)],
  ['StatefulSet', /^(.+)-\d{1,4}$/],
];

const behind: ReadonlyMap<string, RegExp> = new Map([
  ['Job', /^(.+)-\d{8,10}$/],
  ['ReplicaSet', new RegExp(`^(.+)-${letters}{6,10}$`)],
]);

/** One pod of an owner says nothing of who starts many. */
const fewPods = 2;

/** Those of most pods first. */
export function podOwnersOf(pods: readonly NamedPod[], told: OwnersByPod = new Map()): PodOwner[] {
  const owners = new Map<string, Omit<PodOwner, 'pods'> & { names: Set<string> }>();
  for (const { namespace = null, pod } of pods) {
    const maker = pod && told.get(podId(namespace ?? undefined, pod));
    const found = maker ? makerBehind(maker) : pod && ownerIn(pod);
    if (pod && found) {
      const id = JSON.stringify([namespace, found.kind, found.owner]);
      const known = owners.get(id) ?? { namespace, ...found, names: new Set() };
      known.names.add(pod);
      owners.set(id, known);
    }
  }
  return [...owners.values()]
    .map(({ names, ...owner }) => ({ ...owner, pods: names.size }))
    .filter(({ pods: count }) => count >= fewPods)
    .sort((a, b) => b.pods - a.pods || a.owner.localeCompare(b.owner));
}

/** Jobs and ReplicaSets are most often made by others themselves, and have their names. */
function makerBehind(maker: Owner): Owner {
  const name = behind.get(maker.kind ?? '')?.exec(maker.owner)?.[1];
  const kind = maker.kind === 'Job' ? 'CronJob' : 'Deployment';
  return name === undefined ? maker : { kind, owner: name };
}

function ownerIn(pod: string): Owner | undefined {
  for (const [kind, pattern] of forms) {
    const owner = pattern.exec(pod)?.[1];
    if (owner !== undefined) {
      return { kind, owner };
    }
  }
  return undefined;
}
