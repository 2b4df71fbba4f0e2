/** Whose pods the texts name on a node, by the pods' names: most often nobody pasted their owners. */
export interface PodOwner {
  namespace: string | null;
  /** Null where the name fits several kinds. */
  kind: 'CronJob' | 'Deployment' | 'StatefulSet' | null;
  owner: string;
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
const forms: ReadonlyArray<readonly [kind: PodOwner['kind'], pattern: RegExp]> = [
  ['CronJob', new RegExp(`^(.+)-\\d{8,10}(?:-${letters}{5})?$`)],
  ['Deployment', new RegExp(`^(.+)-${letters}{6,10}-${letters}{5}$`)],
  [null, new RegExp(`^(.+)-${letters}{5}$`)],
  ['StatefulSet', /^(.+)-\d{1,4}$/],
];

/** One pod of an owner says nothing of who starts many. */
const fewPods = 2;

/** Those of most pods first. */
export function podOwnersOf(pods: readonly NamedPod[]): PodOwner[] {
  const owners = new Map<string, Omit<PodOwner, 'pods'> & { names: Set<string> }>();
  for (const { namespace = null, pod } of pods) {
    const found = pod && ownerIn(pod);
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

function ownerIn(pod: string): Pick<PodOwner, 'kind' | 'owner'> | undefined {
  for (const [kind, pattern] of forms) {
    const owner = pattern.exec(pod)?.[1];
    if (owner !== undefined) {
      return { kind, owner };
    }
  }
  return undefined;
}
