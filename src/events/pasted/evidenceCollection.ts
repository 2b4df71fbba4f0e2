import { EventCollection, type CollectionOptions, type Occurrence } from './eventCollection';

export type EvidenceOptions = CollectionOptions;
import { FactReader } from '../facts';
import { type PastedEvidence, type PastedNode, type PastedPod, type Unread } from './pastedEvidence';

/** Gathers all that a pasted text tells: events, facts of nodes, where pods run, and what was not understood. */
export class EvidenceCollection extends EventCollection {
  private readonly nodes = new Map<string, PastedNode>();
  private readonly pods = new Map<string, PastedPod>();
  /** Reads what lines say of the machine itself. */
  readonly facts = new FactReader();
  readonly unread: Unread = { pieces: 0, characters: 0, isCutOff: false, objects: 0, lines: 0 };

  /** The same node may come in several outputs, each of which knows more of it. */
  addNode(node: PastedNode): void {
    const known = this.nodes.get(node.name);
    this.nodes.set(node.name, known ? { ...known, ...withoutAbsent(node) } : node);
  }

  addPod(pod: PastedPod): void {
    const key = [pod.namespace, pod.pod].join('/');
    const known = this.pods.get(key);
    this.pods.set(key, known ? { ...known, ...withoutAbsent(pod) } : pod);
  }

  tellObject(object: Readonly<Record<string, unknown>>): void {
    this.options.onObject?.(object);
  }

  override addLine(occurrence: Occurrence): boolean {
    const isKept = super.addLine(occurrence);
    if (!isKept) {
      this.unread.lines += 1;
      this.options.onUnread?.((occurrence.source ?? this.source)?.line ?? 0);
    }
    return isKept;
  }

  addUnreadCharacters(characters: number): void {
    this.unread.characters += characters;
  }

  addUnreadPiece(characters: number): void {
    this.unread.pieces += 1;
    this.unread.characters += characters;
  }

  evidence(): PastedEvidence {
    return {
      events: this.items(),
      nodes: [...this.nodes.values()],
      pods: [...this.pods.values()],
      facts: this.facts.all(),
      unread: { ...this.unread },
    };
  }
}

function withoutAbsent<T extends object>(known: T): Partial<T> {
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as Partial<T>;
}
