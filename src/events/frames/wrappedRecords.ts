import { isRecord } from '../../json/isRecord';
import { type JsonObject, listIn, objectIn, textIn } from './json';

export const nodeAttributes = [
  'k8s.node.name',
  'k8s_node_name',
  'host.name',
  'kubernetes.node.name',
  'node.name',
] as const;

/** OpenTelemetry's attributes, as a list of keys and values or as an object, on one level. */
export function attributesIn(from: JsonObject): JsonObject {
  const listed = listIn(from, 'attributes').filter(isRecord);
  return {
    ...objectIn(from, 'attributes'),
    ...Object.fromEntries(listed.map((each) => [textIn(each, 'key') ?? '', valueOf(each['value'])])),
  };
}

/** `{"stringValue": "x"}`, `{"intValue": "7"}`, or the value itself. */
function valueOf(value: unknown): unknown {
  return isRecord(value) ? Object.values(value)[0] : value;
}

/** A record with what its pipeline wrapped around it laid flat: Elastic, OpenTelemetry, OpenShift and fluent-bit. */
export function unwrapped(record: JsonObject): JsonObject {
  const kubernetes = objectIn(record, 'kubernetes');
  if (isRecord(kubernetes['event'])) {
    return { ...record, ...flatEvent(kubernetes['event']) };
  }
  const attributes = { ...attributesIn(objectIn(record, 'resource')), ...attributesIn(record) };
  const isTelemetry = record['body'] !== undefined || Object.keys(attributes).length > 0;
  const telemetry = isTelemetry
    ? {
        msg: textIn({ body: valueOf(record['body']) }, 'body'),
        node: textIn(attributes, ...nodeAttributes),
        reason: textIn(attributes, 'k8s.event.reason'),
        count: attributes['k8s.event.count'],
        namespace: textIn(attributes, 'k8s.namespace.name'),
        time: textIn(record, 'observedTimestamp'),
      }
    : {};
  const beside = {
    node: textIn(kubernetes, 'host', 'node_name') ?? nodeIn(kubernetes) ?? hostIn(record),
    pod: textIn(kubernetes, 'pod_name'),
    namespace: textIn(kubernetes, 'namespace_name', 'namespace'),
  };
  return { ...present(beside), ...record, ...present(telemetry) };
}

function flatEvent(event: JsonObject): JsonObject {
  const about = { ...objectIn(event, 'involvedObject'), ...objectIn(event, 'involved_object') };
  const times = objectIn(event, 'timestamp');
  return present({
    msg: textIn(event, 'message', 'note'),
    reason: textIn(event, 'reason'),
    count: event['count'],
    sourcehost: textIn(objectIn(event, 'source'), 'host'),
    kind: textIn(about, 'kind'),
    name: textIn(about, 'name'),
    namespace: textIn(about, 'namespace') ?? textIn(objectIn(event, 'metadata'), 'namespace'),
    time: textIn(times, 'last_occurrence'),
  });
}

const nodeIn = (kubernetes: JsonObject) => textIn(objectIn(kubernetes, 'node'), 'name', 'hostname');
const hostIn = (record: JsonObject) => textIn(record, 'host', 'hostname') ?? textIn(objectIn(record, 'host'), 'name');

function present(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
