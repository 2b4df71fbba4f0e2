import { type EvidenceCollection } from '../pasted/evidenceCollection';
import { type JsonObject, objectIn, textIn, timeIn } from './json';
import { type LineContext, placeIn } from './logLine';

/**
 * What `crictl inspect` (`status.message`) and `docker inspect` (`State.Error`) say of why a container did not start.
 * @returns whether it is such an object
 */
export function parseInspectedContainer(value: JsonObject, events: EvidenceCollection, context: LineContext): boolean {
  const status = objectIn(value, 'status');
  const state = objectIn(value, 'State');
  const message = textIn(status, 'message') ?? textIn(state, 'Error');
  const isContainer = textIn(status, 'state') !== undefined || textIn(state, 'Status') !== undefined;
  if (!isContainer || message === undefined || message === '') {
    return false;
  }
  const labels = objectIn(status, 'labels');
  events.addEvent({
    ...placeIn(context),
    namespace: textIn(labels, 'io.kubernetes.pod.namespace'),
    pod: textIn(labels, 'io.kubernetes.pod.name'),
    reason: textIn(status, 'reason'),
    lastSeen: timeIn(status, 'finishedAt') ?? timeIn(state, 'FinishedAt'),
    message,
  });
  return true;
}
