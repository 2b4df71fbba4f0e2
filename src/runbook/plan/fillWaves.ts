import { type PlanNode } from './planNode';

/** Nodes that go at once: some workers, or one control-plane node and nothing beside it. */
export type Batch = readonly PlanNode[];

export interface FillLimits {
  /** Workers in a wave, at least 1. */
  maxNodes: number;
  spreadsZones: boolean;
}

/** Splits one cluster's nodes, given by urgency. Each batch begins with the most urgent node that is left. */
export function fillWaves(nodes: readonly PlanNode[], limits: FillLimits): Batch[] {
  const queue = new Queue(nodes);
  const batches: Batch[] = [];
  for (let head = queue.head(); head; head = queue.head()) {
    batches.push(head.isControlPlane ? queue.take([head]) : queue.take(workersOf(queue, limits)));
  }
  return batches;
}

function workersOf(queue: Queue, { maxNodes, spreadsZones }: FillLimits): PlanNode[] {
  const perZone = spreadsZones ? Math.ceil(maxNodes / Math.max(1, queue.zoneCount())) : maxNodes;
  const inZone = new Map<string, number>();
  const taken: PlanNode[] = [];
  for (const node of queue.left()) {
    if (taken.length === maxNodes) {
      break;
    }
    const { isControlPlane, zone } = node;
    const others = zone === undefined ? 0 : (inZone.get(zone) ?? 0);
    if (!isControlPlane && (zone === undefined || others < perZone)) {
      taken.push(node);
      inZone.set(zone ?? '', others + 1);
    }
  }
  return taken;
}

/** What is not yet in a wave, most urgent first. */
class Queue {
  private readonly gone = new Set<PlanNode>();
  private readonly workersInZone = new Map<string, number>();
  private start = 0;

  constructor(private readonly nodes: readonly PlanNode[]) {
    nodes.forEach((node) => this.count(node, 1));
  }

  head(): PlanNode | undefined {
    for (; this.start < this.nodes.length; this.start += 1) {
      const node = this.nodes[this.start];
      if (node && !this.gone.has(node)) {
        return node;
      }
    }
    return undefined;
  }

  *left(): Generator<PlanNode> {
    for (let index = this.start; index < this.nodes.length; index += 1) {
      const node = this.nodes[index];
      if (node && !this.gone.has(node)) {
        yield node;
      }
    }
  }

  take(nodes: PlanNode[]): PlanNode[] {
    for (const node of nodes) {
      this.gone.add(node);
      this.count(node, -1);
    }
    return nodes;
  }

  /** Zones that still have workers to do. */
  zoneCount(): number {
    return [...this.workersInZone.values()].filter((count) => count > 0).length;
  }

  private count({ zone, isControlPlane }: PlanNode, change: number): void {
    if (zone !== undefined && !isControlPlane) {
      this.workersInZone.set(zone, (this.workersInZone.get(zone) ?? 0) + change);
    }
  }
}
