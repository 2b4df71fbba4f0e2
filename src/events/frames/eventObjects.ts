import { isRecord } from '../../json/isRecord';
import { type EvidenceCollection } from '../pasted/evidenceCollection';
import { type WaitingPod } from '../pasted/pastedEvidence';
import { carriedLine, parseFlatEvent } from './flatEvents';
import { attributesIn, nodeAttributes, unwrapped } from './wrappedRecords';
import { parseInspectedContainer } from './inspectedContainer';
import { type JsonObject, listIn, numberIn, objectIn, parseJson, textIn, timeIn } from './json';
import { type LineContext, parseLogLine } from './logLine';
import { parseLogfmt } from './logfmt';
import { parseNodeObject } from './nodeObjects';
import { isWaitingReason } from './waitingReasons';

const deepest = 4;

/** Reads what JSON may hold: an Event, a Pod, a List or array of them, a watch notice, or a flat line of a pipeline. */
export function parseObject(value: unknown, events: EvidenceCollection, context: LineContext = {}, depth = 0): void {
  if (depth > deepest) {
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((each) => parseObject(each, events, context, depth + 1));
  } else if (!isRecord(value)) {
    return;
  } else if (Array.isArray(value['items'])) {
    parseObject(value['items'], events, context, depth + 1);
  } else if (isRecord(value['event']) && isRecord(value['event']['involvedObject'] ?? value['event']['regarding'])) {
    // eventrouter and its kin: {"verb":"ADDED","event":{…}}
    parseObject(value['event'], events, context, depth + 1);
  } else if (Array.isArray(value['resourceLogs'])) {
    value['resourceLogs'].forEach((each) => parseResourceLogs(each, events, context, depth + 1));
  } else if (isRecord(value['object'])) {
    parseObject(value['object'], events, context, depth + 1);
  } else {
    events.tellObject(value);
    parseSingle(value, events, context, depth);
  }
}

function parseSingle(value: JsonObject, events: EvidenceCollection, context: LineContext, depth: number): void {
  if (isRecord(value['involvedObject']) || isRecord(value['regarding'])) {
    parseEventObject(value, events);
  } else if (value['kind'] === 'Pod' && isRecord(value['status'])) {
    parsePodObject(value, events);
  } else if (value['kind'] === 'Node' && isRecord(value['metadata'])) {
    parseNodeObject(value, events);
  } else if (!parseInspectedContainer(value, events, context)) {
    parseRecord(value, events, context, depth);
  }
}

/** OpenTelemetry's batches: the node stands at the resource, the messages in its scopes. */
function parseResourceLogs(value: unknown, events: EvidenceCollection, context: LineContext, depth: number): void {
  if (!isRecord(value)) {
    return;
  }
  const node = textIn(attributesIn(objectIn(value, 'resource')), ...nodeAttributes);
  const records = listIn(value, 'scopeLogs')
    .filter(isRecord)
    .flatMap((scope) => listIn(scope, 'logRecords'));
  records.forEach((each) => parseObject(each, events, { ...context, node: node ?? context.node }, depth + 1));
}

function parseRecord(written: JsonObject, events: EvidenceCollection, outer: LineContext, depth: number): void {
  const record = unwrapped(written);
  const carried = carriedLine(record, outer);
  if (!carried) {
    parseFlatEvent(record, events, outer);
    return;
  }
  const { line, context } = carried;
  const inner = line.startsWith('{') ? parseJson(line) : parseLogfmt(line);
  if (isRecord(inner)) {
    parseObject(inner, events, context, depth + 1);
  } else {
    events.addLine(parseLogLine(line, context));
  }
}

/** core/v1 (`involvedObject`, `message`) and events.k8s.io/v1 (`regarding`, `note`) name the same fields differently. */
function parseEventObject(event: JsonObject, events: EvidenceCollection): void {
  const about = isRecord(event['involvedObject']) ? event['involvedObject'] : objectIn(event, 'regarding');
  const series = objectIn(event, 'series');
  const message = textIn(event, 'message', 'note');
  if (message === undefined) {
    return;
  }
  const counts = [numberIn(series, 'count'), numberIn(event, 'count', 'deprecatedCount')].filter(
    (count) => count !== undefined
  );
  events.addEvent({
    event: textIn(objectIn(event, 'metadata'), 'uid', 'name'),
    node: nodeOf(event, about),
    namespace: textIn(about, 'namespace') ?? textIn(objectIn(event, 'metadata'), 'namespace'),
    pod: about['kind'] === 'Pod' ? textIn(about, 'name') : undefined,
    reason: textIn(event, 'reason'),
    count: counts.length > 0 ? Math.max(...counts) : undefined,
    firstSeen:
      timeIn(event, 'firstTimestamp', 'deprecatedFirstTimestamp', 'eventTime') ??
      timeIn(objectIn(event, 'metadata'), 'creationTimestamp'),
    lastSeen:
      timeIn(series, 'lastObservedTime') ?? timeIn(event, 'lastTimestamp', 'deprecatedLastTimestamp', 'eventTime'),
    message,
  });
}

/** The kubelet always writes source.host; reportingInstance is the node only for the kubelet, and only since 1.28. */
function nodeOf(event: JsonObject, about: JsonObject): string | undefined {
  const source = isRecord(event['source']) ? event['source'] : objectIn(event, 'deprecatedSource');
  const host = textIn(source, 'host');
  if (host !== undefined) {
    return host;
  }
  const component =
    textIn(event, 'reportingComponent', 'reportingController') ?? textIn(source, 'component') ?? 'kubelet';
  const instance = component === 'kubelet' ? textIn(event, 'reportingInstance') : undefined;
  return instance ?? (about['kind'] === 'Node' ? textIn(about, 'name') : undefined);
}

/** Where the pod runs, and the messages of its containers that wait or have ended. */
function parsePodObject(pod: JsonObject, events: EvidenceCollection): void {
  const metadata = objectIn(pod, 'metadata');
  const status = objectIn(pod, 'status');
  const containers = [...listIn(status, 'initContainerStatuses'), ...listIn(status, 'containerStatuses')].filter(
    isRecord
  );
  const reason = containers
    .map((container) => textIn(objectIn(objectIn(container, 'state'), 'waiting'), 'reason'))
    .find((each) => each !== undefined && isWaitingReason(each));
  const createdSeconds = timeIn(metadata, 'creationTimestamp');
  parsePodPlace(pod, metadata, reason === undefined ? undefined : { reason, createdSeconds }, events);
  const states = containers.flatMap((container) => [objectIn(container, 'state'), objectIn(container, 'lastState')]);
  for (const state of states.flatMap((each) => [objectIn(each, 'waiting'), objectIn(each, 'terminated')])) {
    const message = textIn(state, 'message');
    if (message !== undefined) {
      events.addEvent({
        node: textIn(objectIn(pod, 'spec'), 'nodeName'),
        namespace: textIn(metadata, 'namespace'),
        pod: textIn(metadata, 'name'),
        reason: textIn(state, 'reason'),
        lastSeen: timeIn(state, 'finishedAt'),
        message,
      });
    }
  }
}

function parsePodPlace(
  pod: JsonObject,
  metadata: JsonObject,
  waits: WaitingPod | undefined,
  events: EvidenceCollection
): void {
  const name = textIn(metadata, 'name');
  const node = textIn(objectIn(pod, 'spec'), 'nodeName');
  if (name !== undefined && node !== undefined) {
    events.addPod({ namespace: textIn(metadata, 'namespace'), pod: name, uid: textIn(metadata, 'uid'), node, waits });
  }
}
