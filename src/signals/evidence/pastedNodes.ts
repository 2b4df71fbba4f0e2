import { type NodeEvidence, type NodeKey } from '../../diagnosis/evidence';
import { type PastedNode } from '../../events';
import { nodeId } from './collect';
import { NodeNames } from './nodeNames';
import { namesIn, type PastedSource } from './pastedSource';

/** The cluster of a source, where it is known; a data source without cluster labels has one without a name. */
interface Home {
  cluster: string | undefined;
}

/** The nodes of the data source and those that only pasted texts know. Changes nothing but copies. */
export class PastedNodes {
  readonly withoutNode = new Set<string>();
  /** By node id; evidence of these nodes is a copy. */
  readonly sourcesOf = new Map<string, Set<PastedSource>>();
  private readonly byId = new Map<string, NodeEvidence>();
  private readonly names: NodeNames;
  private readonly homes = new Map<PastedSource, Home | undefined>();

  constructor(
    known: readonly NodeEvidence[],
    private readonly atSeconds: number
  ) {
    known.forEach((node) => this.byId.set(nodeId(node.key), node));
    this.names = new NodeNames(known.map(({ key }) => key));
  }

  all(): NodeEvidence[] {
    return [...this.byId.values()];
  }

  get(key: NodeKey): NodeEvidence {
    return this.byId.get(nodeId(key)) ?? this.add(key);
  }

  /** A copy of the node's evidence, to be changed by what the source says. */
  edit(key: NodeKey, source: PastedSource): NodeEvidence {
    const id = nodeId(key);
    const node = this.get(key);
    const sources = this.sourcesOf.get(id);
    if (sources) {
      sources.add(source);
      return node;
    }
    const copy = { ...node, events: node.events.map((event) => ({ ...event })) };
    this.sourcesOf.set(id, new Set([source]));
    this.byId.set(id, copy);
    return copy;
  }

  addFacts(source: PastedSource): void {
    for (const fact of source.evidence.nodes) {
      const alias = fact.aliases?.find((name) => this.find(source, fact.name) === undefined && this.find(source, name));
      const key = this.keyOf(source, alias ?? fact.name);
      [fact.name, ...(fact.aliases ?? [])].forEach((name) => this.names.add(key, name));
      fillAbsent(this.edit(key, source), fact);
    }
  }

  /** The node that a source calls so; made where none or no single one is known. */
  keyOf(source: PastedSource, name: string): NodeKey {
    return this.find(source, name) ?? this.add({ cluster: this.homeOf(source)?.cluster, node: name }).key;
  }

  /** Another name of the node. */
  addName(key: NodeKey, name: string): void {
    this.names.add(key, name);
  }

  /** All nodes that the name may mean, if more than one. */
  several(name: string): readonly NodeKey[] {
    const keys = this.names.find(name);
    return keys.length > 1 ? keys : [];
  }

  /** A row for a pod, or for a whole text, that does not say on which node it happened. */
  rowWithoutNode(source: PastedSource, title: string): NodeKey {
    const key = { cluster: this.homeOf(source)?.cluster, node: title };
    if (!this.byId.has(nodeId(key))) {
      this.withoutNode.add(nodeId(key));
      this.byId.set(nodeId(key), this.empty(key));
    }
    return key;
  }

  private find(source: PastedSource, name: string): NodeKey | undefined {
    const home = this.homeOf(source);
    const keys = this.names.find(name);
    const atHome = home ? keys.filter(({ cluster }) => cluster === home.cluster) : keys;
    const isChosen = source.cluster !== undefined;
    const meant = atHome.length > 0 || isChosen ? atHome : keys;
    return meant.length === 1 ? meant[0] : undefined;
  }

  /** What the reader chose; else the one cluster in which all unmistakable names of the source are. */
  private homeOf(source: PastedSource): Home | undefined {
    if (!this.homes.has(source)) {
      this.homes.set(source, source.cluster === undefined ? this.commonHome(source) : { cluster: source.cluster });
    }
    return this.homes.get(source);
  }

  private commonHome({ evidence }: PastedSource): Home | undefined {
    const sure = namesIn(evidence).flatMap((name) => {
      const keys = this.names.find(name);
      return keys.length === 1 ? keys : [];
    });
    const [first] = sure;
    return first && sure.every(({ cluster }) => cluster === first.cluster) ? { cluster: first.cluster } : undefined;
  }

  private add(key: NodeKey): NodeEvidence {
    const known = this.byId.get(nodeId(key));
    if (known) {
      return known;
    }
    const node = this.empty(key);
    this.byId.set(nodeId(key), node);
    this.names.add(key);
    return node;
  }

  private empty(key: NodeKey): NodeEvidence {
    return { key, atSeconds: this.atSeconds, slabHistory: [], stuckPods: [], events: [] };
  }
}

function fillAbsent(node: NodeEvidence, fact: PastedNode): void {
  node.kernelRelease ??= fact.kernelRelease;
  node.osImage ??= fact.osImage;
  node.kubeletVersion ??= fact.kubeletVersion;
  node.containerRuntimeVersion ??= fact.containerRuntimeVersion;
  node.cordoned ??= fact.cordoned;
}
