import { acted, type Action, type LiveNode, liveNode } from './actions';
import { exposition } from './exposition';
import { fleet, type FleetNode } from './fleet';
import { byFamily, nodeSeries } from './fleetSeries';
import { type Series } from './series';

/** A node and what was last done to it, as the control page and the command show it. */
export interface NodeListing extends Pick<FleetNode, 'cluster' | 'archetype' | 'expected'> {
  node: string;
  last?: LiveNode['last'];
}

/** The fleet from its start on: what is done to a node stays in it. */
export class LiveFleet {
  private readonly nodes: Map<string, LiveNode>;
  private series: Series[];

  constructor(startSeconds: number, nodes: readonly FleetNode[] = fleet) {
    this.nodes = new Map(nodes.map((node) => [keyOf(node.cluster, node.name), liveNode(node, startSeconds)]));
    this.series = this.allSeries();
  }

  exposition(nowSeconds: number): string {
    return exposition(this.series, nowSeconds);
  }

  list(): NodeListing[] {
    return [...this.nodes.values()].map(({ node: { cluster, name, archetype, expected }, last }) => ({
      cluster,
      node: name,
      archetype,
      expected,
      ...(last && { last }),
    }));
  }

  /** False where there is no such node. */
  act(cluster: string, name: string, action: Action, nowSeconds: number): boolean {
    const key = keyOf(cluster, name);
    const before = this.nodes.get(key);
    if (!before) {
      return false;
    }
    this.nodes.set(key, acted(before, action, nowSeconds));
    this.series = this.allSeries();
    return true;
  }

  private allSeries(): Series[] {
    return byFamily([...this.nodes.values()].flatMap(({ node, behaviour }) => nodeSeries(node, behaviour)));
  }
}

function keyOf(cluster: string, name: string): string {
  return JSON.stringify([cluster, name]);
}
