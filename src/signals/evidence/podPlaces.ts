import { type NodeEvidence, type NodeKey } from '../../diagnosis/evidence';
import { type EventItem, type PastedPod } from '../../events';

/** On which node a pod runs, by its name or by the UID in the path of its cgroup. */
export class PodPlaces {
  private readonly byPod = new Map<string, NodeKey>();
  /** Without namespace, as some outputs name pods; undefined where two pods have the name. */
  private readonly byName = new Map<string, NodeKey | undefined>();
  private readonly byUid = new Map<string, NodeKey>();

  constructor(known: readonly NodeEvidence[]) {
    for (const { key, stuckPods } of known) {
      stuckPods.forEach(({ namespace, pod }) => this.addName(namespace, pod, key));
    }
  }

  add({ namespace, pod, uid }: PastedPod, node: NodeKey): void {
    this.addName(namespace, pod, node);
    if (uid !== undefined) {
      this.byUid.set(uid.toLowerCase(), node);
    }
  }

  /** An event with a known place tells the place of its pod's cgroup. */
  learn({ namespace, pod, reading }: EventItem, node: NodeKey): void {
    if (pod !== undefined) {
      this.addName(namespace, pod, node);
    }
    if (reading.kind === 'creation-refused' && reading.podUid !== undefined && !this.byUid.has(reading.podUid)) {
      this.byUid.set(reading.podUid, node);
    }
  }

  of({ namespace, pod, reading }: EventItem): NodeKey | undefined {
    const uid = reading.kind === 'creation-refused' ? reading.podUid : undefined;
    const byName =
      pod === undefined ? undefined : (this.byPod.get(podKey(namespace, pod)) ?? this.ofName(namespace, pod));
    return byName ?? (uid === undefined ? undefined : this.byUid.get(uid));
  }

  /** Namespaces are compared only where both sides name one. */
  private ofName(namespace: string | undefined, pod: string): NodeKey | undefined {
    return namespace === undefined ? this.byName.get(pod) : this.byPod.get(podKey(undefined, pod));
  }

  private addName(namespace: string | undefined, pod: string, node: NodeKey): void {
    this.byPod.set(podKey(namespace, pod), node);
    const known = this.byName.get(pod);
    this.byName.set(pod, this.byName.has(pod) && known !== node ? undefined : node);
  }
}

function podKey(namespace: string | undefined, pod: string): string {
  return JSON.stringify([namespace ?? null, pod]);
}
