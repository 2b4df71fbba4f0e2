import { behaviourOf } from './archetypes';
import { type Behaviour } from './behaviour';
import { fleet } from './fleet';
import { type FleetNode } from './fleetNode';
import { eventSeries, kubeletSeries, kubeStateMetricsSeries } from './kubernetes';
import { nodeExporterSeries } from './nodeExporter';
import { type Series, since } from './series';

/** All series of the fleet, metric by metric. History and live are the same functions read at different times. */
export function fleetSeries(startSeconds: number, nodes: readonly FleetNode[] = fleet): Series[] {
  return byFamily(nodes.flatMap((node) => nodeSeries(node, behaviourOf(node, startSeconds))));
}

export function byFamily(all: readonly Series[]): Series[] {
  const byMetric = new Map<string, Series[]>();
  for (const series of all) {
    const family = byMetric.get(series.metric);
    if (family) {
      family.push(series);
    } else {
      byMetric.set(series.metric, [series]);
    }
  }
  return [...byMetric.values()].flat();
}

export function nodeSeries(node: FleetNode, behaviour: Behaviour): Series[] {
  const { downUntilSeconds = -Infinity } = behaviour;
  const own = [...(node.hasNodeExporter ? nodeExporterSeries(node, behaviour) : []), ...kubeletSeries(node, behaviour)];
  return [
    ...own.map((series) => ({ ...series, at: since(downUntilSeconds, series.at) })),
    ...kubeStateMetricsSeries(node, behaviour),
    ...(node.cluster === 'prod-a' ? eventSeries(node, behaviour) : []),
  ];
}
