import { behaviourOf } from './archetypes';
import { fleet, type FleetNode } from './fleet';
import { eventSeries, kubeletSeries, kubeStateMetricsSeries } from './kubernetes';
import { nodeExporterSeries } from './nodeExporter';
import { type Series } from './series';

/** All series of the fleet, metric by metric. History and live are the same functions read at different times. */
export function fleetSeries(startSeconds: number, nodes: readonly FleetNode[] = fleet): Series[] {
  const byMetric = new Map<string, Series[]>();
  for (const series of nodes.flatMap((node) => nodeSeries(node, startSeconds))) {
    const family = byMetric.get(series.metric);
    if (family) {
      family.push(series);
    } else {
      byMetric.set(series.metric, [series]);
    }
  }
  return [...byMetric.values()].flat();
}

export function nodeSeries(node: FleetNode, startSeconds: number): Series[] {
  const behaviour = behaviourOf(node, startSeconds);
  return [
    ...(node.hasNodeExporter ? nodeExporterSeries(node, behaviour) : []),
    ...kubeStateMetricsSeries(node, behaviour),
    ...kubeletSeries(node, behaviour),
    ...(node.cluster === 'prod-a' ? eventSeries(node, behaviour) : []),
  ];
}
