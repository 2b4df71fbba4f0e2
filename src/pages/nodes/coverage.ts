import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type MissingSource, missingSources } from '../../diagnosis/diagnosis';

export interface SourceCoverage {
  source: MissingSource;
  seen: number;
  total: number;
}

/** For how many nodes each source spoke. */
export function coverageOf(nodes: readonly FleetNode[]): SourceCoverage[] {
  const missingCounts = new Map<MissingSource, number>();
  for (const { diagnosis } of nodes) {
    const missing = new Set(diagnosis.missing);
    if (missing.has('nodeExporter')) {
      // Without figures there is nothing that could grow.
      missing.add('history');
    }
    for (const source of missing) {
      missingCounts.set(source, (missingCounts.get(source) ?? 0) + 1);
    }
  }
  return missingSources.map((source) => ({
    source,
    seen: nodes.length - (missingCounts.get(source) ?? 0),
    total: nodes.length,
  }));
}
