// The fleet's refused creations as each metrics pipeline of jsonnet/events.libsonnet exposes them.
import { type Behaviour } from './behaviour';
import { type FleetEvent, writeIntervalSeconds } from './events';
import { type FleetNode } from './fleetNode';
import { eventSeries } from './kubernetes';
import { exposedBy, type Series, since } from './series';

export const eventMetricIds = ['kubeEventInfo', 'kubeEventCount', 'refusedCounter', 'alloyCounter'] as const;
export type EventMetricId = (typeof eventMetricIds)[number];

export function eventMetricSeries(id: EventMetricId, node: FleetNode, behaviour: Behaviour): Series[] {
  return forms[id](node, behaviour);
}

const forms: Record<EventMetricId, (node: FleetNode, behaviour: Behaviour) => Series[]> = {
  kubeEventInfo: eventSeries,
  kubeEventCount: (node, { events }) => {
    const series = exposedBy(
      { name: 'eventExporter', version: '1.0.0' },
      { cluster: node.cluster, job: 'event-exporter', instance: '10.233.65.41:9102' }
    );
    return events.flatMap((event) =>
      series('kube_event_count', since(event.sinceSeconds, event.count), {
        name: `${event.pod}.17`,
        namespace: event.namespace,
        involved_object_kind: 'Pod',
        involved_object_name: event.pod,
        involved_object_namespace: event.namespace,
        reason: event.reason,
        type: 'Warning',
        source: `${node.name}/kubelet`,
      })
    );
  },
  refusedCounter: (node, behaviour) => matchedCounter('memcg_kmem_refused_creations_total', node, behaviour),
  alloyCounter: (node, behaviour) =>
    matchedCounter('loki_process_custom_memcg_kmem_refused_creations_total', node, behaviour),
};

/** One for each write of a matching event: the pipeline counts lines, not what the kubelet counted. */
function matchedCounter(metric: string, node: FleetNode, { events }: Behaviour): Series[] {
  const refused = events.filter(({ message }) => message.includes('mkdir /sys/fs/cgroup/memory/'));
  if (refused.length === 0) {
    return [];
  }
  const series = exposedBy(
    { name: 'eventPipeline', version: '0.1.0' },
    { cluster: node.cluster, job: 'alloy', instance: '10.233.65.42:12345' }
  );
  const first = Math.min(...refused.map(({ sinceSeconds }) => sinceSeconds));
  const written = (seconds: number) => refused.reduce((sum, event) => sum + writesUntil(event, seconds), 0);
  return series(metric, since(first, written), { node: node.name });
}

function writesUntil({ sinceSeconds }: FleetEvent, seconds: number): number {
  return Math.max(0, Math.floor((seconds - sinceSeconds) / writeIntervalSeconds));
}
