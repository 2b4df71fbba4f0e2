import { type NodeEvidence, type NodeKey } from '../../diagnosis/evidence';
import { sidesOf } from '../oneSidedCluster';
import { type SeriesRow } from '../series';

/** The evidence of each node that a row names, and which exporter speaks for which node. */
export class NodeIndex {
  // Two levels, so that no key text is built for each of tens of thousands of rows.
  private readonly byCluster = new Map<string, Map<string, NodeEvidence>>();
  /** Cluster -> exporter -> node. */
  private readonly exporters = new Map<string, Map<string, string>>();
  private readonly homes: Array<{ own: string; instance: string; key: NodeKey }> = [];

  constructor(
    private readonly clusterLabel: string,
    private readonly atSeconds: number
  ) {}

  cluster(row: SeriesRow): string | undefined {
    return row.labels[this.clusterLabel] || undefined;
  }

  /** The evidence of the row's node, made on first sight. */
  of(row: SeriesRow, node = row.labels.node): NodeEvidence | undefined {
    return node ? this.at({ cluster: this.cluster(row), node }) : undefined;
  }

  private at({ cluster, node }: NodeKey): NodeEvidence {
    const nodes = this.nodesOf(cluster ?? '');
    const known = nodes.get(node);
    if (known) {
      return known;
    }
    const key: NodeKey = { cluster, node };
    const evidence: NodeEvidence = { key, atSeconds: this.atSeconds, slabHistory: [], stuckPods: [], events: [] };
    nodes.set(node, evidence);
    return evidence;
  }

  /** The same of a node that another row has named. */
  known(row: SeriesRow, node: string | undefined): NodeEvidence | undefined {
    return this.byCluster.get(this.cluster(row) ?? '')?.get(node ?? '');
  }

  addExporter(row: SeriesRow): void {
    const { exporter, node } = row.labels;
    if (exporter && node) {
      this.exportersOf(this.cluster(row)).set(exporter, node);
    }
  }

  /** A row that tells where an exporter belongs whose own series do not. */
  addHome(row: SeriesRow): void {
    const { instance, node, home } = row.labels;
    const sides = sidesOf(home);
    if (instance && node && sides) {
      this.homes.push({ own: sides.own, instance, key: { cluster: sides.home || undefined, node } });
    }
  }

  /** What is known of exporters whose home is, goes there. */
  takeHome(): void {
    for (const { own, instance, key } of this.homes) {
      const nodes = this.nodesOf(own);
      const called = this.exportersOf(own).get(instance);
      const found = called === undefined ? undefined : nodes.get(called);
      if (found && called !== undefined) {
        nodes.delete(called);
        const there = this.at(key);
        const { key: _, slabHistory, stuckPods, events, ...signals } = found;
        Object.assign(there, signals, there.kernelRelease && { kernelRelease: there.kernelRelease });
        there.slabHistory.push(...slabHistory);
        there.stuckPods.push(...stuckPods);
        there.events.push(...events);
      }
    }
  }

  nodeOfExporter(row: SeriesRow): string | undefined {
    return this.exporters.get(this.cluster(row) ?? '')?.get(row.labels.instance ?? '');
  }

  all(): NodeEvidence[] {
    const nodes = [...this.byCluster.values()].flatMap((each) => [...each.values()]);
    return nodes.sort((a, b) => compare(a.key.cluster ?? '', b.key.cluster ?? '') || compare(a.key.node, b.key.node));
  }

  private exportersOf(cluster = ''): Map<string, string> {
    const known = this.exporters.get(cluster) ?? new Map<string, string>();
    this.exporters.set(cluster, known);
    return known;
  }

  private nodesOf(cluster: string): Map<string, NodeEvidence> {
    let nodes = this.byCluster.get(cluster);
    if (!nodes) {
      nodes = new Map();
      this.byCluster.set(cluster, nodes);
    }
    return nodes;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
