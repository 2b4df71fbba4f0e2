import { type EvidenceCollection } from '../pasted/evidenceCollection';
import { type JsonObject, numberIn, objectIn, textIn, timeIn } from './json';
import { type LineContext } from './logLine';

/**
 * A line that a record carries whole: a container's log (`log`), journald (`MESSAGE`, `_HOSTNAME`), a log export of
 * Grafana (`line`, with its labels).
 */
export function carriedLine(
  record: JsonObject,
  context: LineContext
): { line: string; context: LineContext } | undefined {
  const line = textIn(record, 'line', 'log', 'MESSAGE');
  const labels = { ...objectIn(record, 'labels'), ...objectIn(record, 'fields') };
  return line === undefined
    ? undefined
    : {
        line: line.trimEnd(),
        context: {
          node:
            textIn(record, '_HOSTNAME', 'node') ?? textIn(labels, 'node', 'node_name', 'sourcehost') ?? context.node,
          namespace: textIn(labels, 'namespace') ?? context.namespace,
          pod: textIn(labels, 'pod') ?? context.pod,
        },
      };
}

/** Reads a record with all keys on one level: Alloy's events (`sourcehost`, `msg`), the kubelet's own log (`msg`, `err`). */
export function parseFlatEvent(record: JsonObject, events: EvidenceCollection, context: LineContext = {}): void {
  // Cloud Foundry's components put the error one level deeper.
  const cause = textIn(record, 'err', 'error') ?? textIn(objectIn(record, 'data'), 'err', 'error');
  const message = [textIn(record, 'msg', 'message', 'note'), cause].filter((text) => text !== undefined).join(': ');
  if (message === '') {
    events.unread.objects += 1;
    return;
  }
  const occurrence = {
    ...placeOf(record, context),
    reason: textIn(record, 'reason') ?? context.reason,
    lastSeen: timeIn(record, 'time', 'ts', 'timestamp') ?? context.lastSeen,
    message,
  };
  if (occurrence.reason === undefined) {
    events.addLine(occurrence);
  } else {
    events.addEvent({ ...occurrence, count: numberIn(record, 'count') });
  }
}

function placeOf(record: JsonObject, context: LineContext): LineContext {
  const component = textIn(record, 'reportingcontroller', 'sourcecomponent') ?? 'kubelet';
  const [namespaceOfPod, podName] = textIn(record, 'pod')?.split('/', 2) ?? [];
  const pod = objectIn(record, 'pod');
  return {
    node:
      textIn(record, 'sourcehost', 'node', 'source_host', 'host', 'hostname') ??
      (component === 'kubelet' ? textIn(record, 'reportinginstance') : undefined) ??
      context.node,
    namespace:
      textIn(record, 'namespace') ??
      textIn(pod, 'namespace') ??
      (podName === undefined ? undefined : namespaceOfPod) ??
      context.namespace,
    pod:
      (record['kind'] === 'Pod' ? textIn(record, 'name') : undefined) ??
      textIn(pod, 'name') ??
      podName ??
      namespaceOfPod ??
      context.pod,
  };
}
