// The fleet's events as each pipeline writes them to Loki: lines, stream labels and structured metadata as documented by
// the pipelines and read in their sources. No pipeline and no Loki runs here.
import { behaviourOf } from './archetypes';
import { type FleetEvent, writeIntervalSeconds } from './events';
import { fleet } from './fleet';
import { type FleetNode } from './fleetNode';
import { podSuffix, uidOf } from './pods';
import { type Labels } from './series';

export const pipelines = [
  'alloy-logfmt',
  'alloy-shipped',
  'alloy-json',
  'k8s-monitoring-3',
  'k8s-monitoring-4',
  'event-exporter',
  'opentelemetry',
] as const;
export type Pipeline = (typeof pipelines)[number];

export interface LoggedLine {
  seconds: number;
  line: string;
  stream: Labels;
  /** Structured metadata. */
  metadata: Labels;
}

export interface LoggedSpan {
  fromSeconds: number;
  toSeconds: number;
}

/** A node and the Event objects that its kubelet counts up. */
export interface LoggingNode {
  node: FleetNode;
  events: readonly FleetEvent[];
}

/** One write of an Event object by the kubelet. */
interface Write {
  node: FleetNode;
  event: Omit<FleetEvent, 'count'> & { type: 'Normal' | 'Warning' };
  seconds: number;
  count: number;
}

/** What a pipeline has written in the span, oldest first. */
export function loggedLines(
  pipeline: Pipeline,
  startSeconds: number,
  span: LoggedSpan,
  nodes: readonly FleetNode[] = fleet
): LoggedLine[] {
  const telling = nodes.map((node) => ({ node, events: behaviourOf(node, startSeconds).events }));
  return linesOf(pipeline, startSeconds, span, telling);
}

/** The same of nodes that tell other events than those they began with. */
export function linesOf(
  pipeline: Pipeline,
  startSeconds: number,
  span: LoggedSpan,
  nodes: readonly LoggingNode[]
): LoggedLine[] {
  const written = nodes.flatMap(({ node, events }) =>
    events.flatMap((event) => writes(node, event, span, pipeline === 'event-exporter'))
  );
  const ordinary = nodes.flatMap(({ node }) => ordinaryWrites(node, startSeconds, span));
  return [...written, ...ordinary].map(forms[pipeline]).sort((a, b) => a.seconds - b.seconds);
}

/** The count changes whenever the kubelet writes. A pipeline that ignores updates sees the first write only. */
function writes(
  node: FleetNode,
  event: FleetEvent,
  { fromSeconds, toSeconds }: LoggedSpan,
  firstOnly: boolean
): Write[] {
  const { count: countAt, ...plain } = event;
  const write = (seconds: number, count: number): Write => ({
    node,
    event: { ...plain, type: 'Warning' },
    seconds,
    count,
  });
  const { sinceSeconds } = event;
  if (firstOnly) {
    return sinceSeconds >= fromSeconds && sinceSeconds <= toSeconds ? [write(sinceSeconds, 1)] : [];
  }
  const found: Write[] = [];
  const earliest = Math.max(fromSeconds, sinceSeconds);
  for (let seconds = lastWrite(event, toSeconds); seconds >= earliest; seconds -= writeIntervalSeconds) {
    found.push(write(seconds, countAt(seconds)));
  }
  return found;
}

/** Does not depend on who asks when, so that spans asked for one after the other hold every write once. */
function lastWrite({ sinceSeconds, endedSeconds = Infinity, count }: FleetEvent, toSeconds: number): number {
  const last = Math.floor(Math.min(toSeconds, endedSeconds));
  const first = Math.ceil(sinceSeconds);
  const changed = Array.from({ length: writeIntervalSeconds }, (_, age) => last - age).find(
    (seconds) => seconds > first && count(seconds) !== count(seconds - 1)
  );
  return changed ?? first + Math.floor((last - first) / writeIntervalSeconds) * writeIntervalSeconds;
}

/** What every node says all day, and what nobody looks for here. */
function ordinaryWrites(node: FleetNode, startSeconds: number, { fromSeconds, toSeconds }: LoggedSpan): Write[] {
  const seconds = startSeconds - 400;
  const event = {
    namespace: 'shop',
    pod: `catalog-7c6d8f9b5-${podSuffix(`${node.cluster}/${node.name}catalog-7c6d8f9b5`)}`,
    reason: 'Pulled',
    message: 'Container image "registry.example.org/shop/catalog:1.14.2" already present on machine',
    sinceSeconds: seconds,
    type: 'Normal' as const,
  };
  return seconds >= fromSeconds && seconds <= toSeconds ? [{ node, event, seconds, count: 1 }] : [];
}

const eventHandlerJob = 'integrations/kubernetes/eventhandler';

const forms: Record<Pipeline, (write: Write) => LoggedLine> = {
  'alloy-logfmt': (write) => ({ ...plainAlloy(write), line: logfmt(alloyFields(write)) }),
  // As deploy/events/alloy names its job; its loki.write may add a cluster.
  'alloy-shipped': (write) => ({
    ...plainAlloy(write),
    stream: { ...plainAlloy(write).stream, job: eventHandlerJob },
    line: logfmt(alloyFields(write)),
  }),
  'alloy-json': (write) => ({
    ...plainAlloy(write),
    stream: {
      ...plainAlloy(write).stream,
      job: eventHandlerJob,
      cluster: write.node.cluster,
    },
    line: JSON.stringify(Object.fromEntries(alloyFields(write))),
  }),
  'k8s-monitoring-3': (write) => ({
    ...chart(write),
    stream: { ...chart(write).stream, node: write.node.name, reason: write.event.reason },
    metadata: { name: write.event.pod },
  }),
  'k8s-monitoring-4': (write) => ({
    ...chart(write),
    stream: { ...chart(write).stream, k8s_cluster_name: write.node.cluster, reason: write.event.reason },
    metadata: { name: write.event.pod, node: write.node.name },
  }),
  'event-exporter': eventExporter,
  opentelemetry: openTelemetry,
};

/** The keys of loki.source.kubernetes_events in its order; it leaves out what is empty. */
function alloyFields({ node, event, count, seconds }: Write): Array<[string, string | number]> {
  return [
    ['name', event.pod],
    ['kind', 'Pod'],
    ['objectAPIversion', 'v1'],
    ['objectRV', String(90_000_000 + (Math.floor(event.sinceSeconds) % 1_000_000))],
    ['eventRV', String(91_000_000 + (Math.floor(seconds) % 1_000_000))],
    ['sourcecomponent', 'kubelet'],
    ['sourcehost', node.name],
    ['reason', event.reason],
    ['type', event.type],
    ['count', count],
    ['msg', event.message],
  ];
}

/** Only the message is quoted, as Go quotes; a blank stands behind each pair. */
function logfmt(fields: ReadonlyArray<[string, string | number]>): string {
  return fields.map(([key, value]) => `${key}=${key === 'msg' ? JSON.stringify(value) : value} `).join('');
}

function plainAlloy({ event, seconds }: Write): Omit<LoggedLine, 'line'> {
  return {
    seconds,
    stream: {
      job: 'loki.source.kubernetes_events',
      instance: 'loki.source.kubernetes_events.cluster',
      namespace: event.namespace,
    },
    metadata: {},
  };
}

function chart(write: Write): LoggedLine {
  const { node, event, seconds } = write;
  return {
    seconds,
    line: logfmt(alloyFields(write)),
    stream: {
      cluster: node.cluster,
      job: 'integrations/kubernetes/eventhandler',
      instance: 'loki.source.kubernetes_events.cluster_events',
      level: event.type === 'Normal' ? 'Info' : 'Warning',
      namespace: event.namespace,
      service_name: eventHandlerJob,
      source: 'kubernetes-events',
    },
    metadata: {},
  };
}

const iso = (seconds: number) => new Date(Math.floor(seconds) * 1000).toISOString().replace('.000Z', 'Z');

function eventExporter({ node, event, seconds, count }: Write): LoggedLine {
  const { namespace, pod, reason, message, sinceSeconds, type } = event;
  const written = iso(seconds);
  const object = {
    metadata: {
      name: `${pod}.${uidOf(pod + reason).slice(0, 8)}`,
      namespace,
      uid: uidOf(`event/${pod}/${reason}`),
      resourceVersion: '91000001',
      creationTimestamp: iso(sinceSeconds),
    },
    reason,
    message,
    source: { component: 'kubelet', host: node.name },
    firstTimestamp: iso(sinceSeconds),
    lastTimestamp: written,
    count,
    type,
    eventTime: null,
    reportingComponent: '',
    reportingInstance: '',
    clusterName: '',
    involvedObject: { kind: 'Pod', namespace, name: pod, uid: uidOf(pod), apiVersion: 'v1', labels: { app: 'any' } },
  };
  return { seconds, line: JSON.stringify(object), stream: { job: 'kubernetes-event-exporter' }, metadata: {} };
}

/** Receiver k8s_events over OTLP: the body is the message, all else is resource and log attributes. */
function openTelemetry({ node, event, seconds, count }: Write): LoggedLine {
  const { namespace, pod, reason, message, sinceSeconds, type } = event;
  return {
    seconds,
    line: message,
    stream: { service_name: 'kubernetes-events' },
    metadata: {
      detected_level: type === 'Normal' ? 'info' : 'warn',
      k8s_event_count: String(count),
      k8s_event_name: `${pod}.${uidOf(pod + reason).slice(0, 8)}`,
      k8s_event_reason: reason,
      k8s_event_start_time: new Date(sinceSeconds * 1000).toISOString(),
      k8s_event_uid: uidOf(`event/${pod}/${reason}`),
      k8s_namespace_name: namespace,
      k8s_node_name: node.name,
      k8s_object_api_version: 'v1',
      k8s_object_kind: 'Pod',
      k8s_object_name: pod,
      k8s_object_uid: uidOf(pod),
      severity_text: type,
    },
  };
}
