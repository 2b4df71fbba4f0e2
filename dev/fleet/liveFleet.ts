import { acted, type Action, type LiveNode, liveNode } from './actions';
import { day } from './curves';
import { exposition } from './exposition';
import { fleet } from './fleet';
import { type FleetNode } from './fleetNode';
import { byFamily, nodeSeries } from './fleetSeries';
import { linesOf, type LoggedLine } from './loggedEvents';
import { type Series } from './series';

/** A node and what was last done to it, as the control page and the command show it. */
export interface NodeListing extends Pick<FleetNode, 'cluster' | 'archetype' | 'expected'> {
  node: string;
  last?: LiveNode['last'];
}

/** What Alloy's source of cluster events has written since a moment. */
export interface WrittenEvents {
  /** Where to go on: nothing before it will be written any more. */
  untilSeconds: number;
  lines: LoggedLine[];
}

/** A day is more than anybody looks back for what goes on now. */
export const longestPastSeconds = day;

/** The fleet from its start on: what is done to a node stays in it. */
export class LiveFleet {
  private readonly nodes: Map<string, LiveNode>;
  private series: Series[];

  constructor(
    private readonly startSeconds: number,
    nodes: readonly FleetNode[] = fleet
  ) {
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

  /** Of one cluster, or of all; the second that has not ended is left out, since a node may yet be made to tell in it. */
  eventsSince(sinceSeconds: number, nowSeconds: number, cluster?: string): WrittenEvents {
    const untilSeconds = Math.floor(nowSeconds);
    const fromSeconds = Math.max(Math.ceil(sinceSeconds), untilSeconds - longestPastSeconds);
    const nodes = [...this.nodes.values()]
      .filter(({ node }) => cluster === undefined || node.cluster === cluster)
      .map(({ node, behaviour: { events } }) => ({ node, events }));
    const span = { fromSeconds, toSeconds: untilSeconds - 1 };
    return { untilSeconds, lines: linesOf('alloy-shipped', this.startSeconds, span, nodes) };
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
