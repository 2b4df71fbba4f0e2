import { type NodeKey } from '../../diagnosis/evidence';
import { type Fact, type FactId, type SlabCacheSize } from '../../events';
import { nodeId } from './collect';
import { type PlacedEvent } from './pastedEvents';
import { type PastedNodes } from './pastedNodes';
import { namesIn, type PastedSource } from './pastedSource';

export interface NodeFacts {
  key: NodeKey;
  facts: Fact[];
}

/** The machines that a source speaks of, and whose that is which names none. */
export class PastedMachines {
  /** The one machine of the source: as the reader said, or the only one it names. */
  readonly only: NodeKey | undefined;
  /** Whose the events are for which no node is known: of the one machine that facts describe. */
  readonly described: NodeKey | undefined;
  private readonly facts: readonly Fact[];

  constructor(
    private readonly source: PastedSource,
    private readonly nodes: PastedNodes
  ) {
    const { facts } = source.evidence;
    this.facts = facts.filter(isEvidence);
    const hosts = [...new Set(this.facts.map(({ node }) => node))].filter((host) => host !== undefined);
    const named = namesIn(source.evidence).map((name) => nodes.keyOf(source, name));
    this.joinAddress(distinct(named), hosts);
    const all = distinct([...named, ...hosts.map((host) => nodes.keyOf(source, host))]);
    this.only = source.node === undefined ? (all.length === 1 ? all[0] : undefined) : nodes.keyOf(source, source.node);
    this.described =
      source.node !== undefined || (this.only && this.facts.length > 0)
        ? this.only
        : all.length === 0 && this.facts.length > 0
          ? nodes.rowWithoutNode(source, source.name)
          : undefined;
  }

  /** Facts without a machine are the only one's, else those of the node where something happened. */
  factsByNode(placed: readonly PlacedEvent[]): NodeFacts[] {
    const happened = distinct(placed.map(({ key }) => key));
    const unnamed = () =>
      this.only ??
      (happened.length === 1 ? happened[0] : undefined) ??
      this.nodes.rowWithoutNode(this.source, this.source.name);
    const byNode = new Map<string, NodeFacts>();
    for (const fact of this.facts) {
      const key = fact.node === undefined ? unnamed() : this.nodes.keyOf(this.source, fact.node);
      const known = byNode.get(nodeId(key)) ?? { key, facts: [] };
      known.facts.push(fact);
      byNode.set(nodeId(key), known);
    }
    return [...byNode.values()];
  }

  /** Clusters may name their nodes by address, while prompts show the host's name: with one of each they are one. */
  private joinAddress(named: readonly NodeKey[], hosts: readonly string[]): void {
    const [node] = named;
    const [host] = hosts;
    if (named.length === 1 && hosts.length === 1 && node && host && /^[0-9.]+$|:/.test(node.node)) {
      this.nodes.addName(node, host);
    }
  }
}

/** Facts that say nothing of a leak make no row. */
function isEvidence(fact: Fact): boolean {
  return fact.id === 'slabCache' ? holdsMuch(fact.value as SlabCacheSize) : !noEvidence.has(fact.id);
}

const noEvidence: ReadonlySet<FactId> = new Set(['sysctl', 'mounts', 'kmemUsageBytes', 'memoryPressure']);

/** A part of slab tells of the whole only where it is large by itself and cannot be reclaimed. */
function holdsMuch({ name, bytes }: SlabCacheSize): boolean {
  return /^kmalloc-(?!rcl)/.test(name) && bytes >= 2 ** 30;
}

function distinct(keys: readonly NodeKey[]): NodeKey[] {
  return [...new Map(keys.map((key) => [nodeId(key), key])).values()];
}
