import { type NodeEvidence, type NodeKey } from '../../diagnosis/evidence';
import { type SeriesRow } from '../series';

/** The evidence of each node that a row names, and which exporter speaks for which node. */
export class NodeIndex {
  // Two levels, so that no key text is built for each of tens of thousands of rows.
  private readonly byCluster = new Map<string, Map<string, NodeEvidence>>();
  /** Cluster -> exporter -> node. */
  private readonly exporters = new Map<string, Map<string, string>>();

  constructor(
    private readonly clusterLabel: string,
    private readonly atSeconds: number
  ) {}

  cluster(row: SeriesRow): string | undefined {
    return row.labels[this.clusterLabel] || undefined;
  }

  /** The evidence of the row's node, made on first sight. */
  of(row: SeriesRow, node = row.labels.node): NodeEvidence | undefined {
    if (!node) {
      return undefined;
    }
    const cluster = this.cluster(row);
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

  addExporter(row: SeriesRow): void {
    const { exporter, node } = row.labels;
    if (exporter && node) {
      const cluster = this.cluster(row) ?? '';
      const known = this.exporters.get(cluster) ?? new Map<string, string>();
      this.exporters.set(cluster, known.set(exporter, node));
    }
  }

  nodeOfExporter(row: SeriesRow): string | undefined {
    return this.exporters.get(this.cluster(row) ?? '')?.get(row.labels.instance ?? '');
  }

  all(): NodeEvidence[] {
    const nodes = [...this.byCluster.values()].flatMap((each) => [...each.values()]);
    return nodes.sort((a, b) => compare(a.key.cluster ?? '', b.key.cluster ?? '') || compare(a.key.node, b.key.node));
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
