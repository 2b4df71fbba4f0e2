import { type CreationEvent, type NodeEvidence, type NodeKey } from '../diagnosis/evidence';
import { type EventItem } from '../events';
import { nodeId } from './collect';

export interface PlacedEvent {
  item: EventItem;
  key: NodeKey;
}

/** What stands for the reason where a log line has none. */
export const logLineReason = 'LogLine';

/** Adds the events of one source. Counts within a source add up; what another source told already is not told again. */
export function addEvents(placed: readonly PlacedEvent[], edit: (key: NodeKey) => NodeEvidence): void {
  for (const [key, events] of byNode(placed)) {
    const node = edit(key);
    const known = new Map(node.events.map((event) => [eventKey(event), event]));
    const withoutText = new Map(
      node.events.filter(({ message }) => message === undefined).map((event) => [eventKey(event), event])
    );
    for (const event of summed(events)) {
      const same = known.get(eventKey(event)) ?? withoutText.get(eventKey({ ...event, message: undefined }));
      if (same) {
        same.message ??= event.message;
        same.count = Math.max(same.count, event.count);
      } else {
        node.events.push(event);
      }
    }
  }
}

function byNode(placed: readonly PlacedEvent[]): Array<[NodeKey, EventItem[]]> {
  const nodes = new Map<string, [NodeKey, EventItem[]]>();
  for (const { item, key } of placed) {
    const id = nodeId(key);
    const [, items] = nodes.get(id) ?? [key, []];
    items.push(item);
    nodes.set(id, [key, items]);
  }
  return [...nodes.values()];
}

function summed(items: readonly EventItem[]): CreationEvent[] {
  const events = new Map<string, CreationEvent>();
  for (const { reason = logLineReason, message, count, namespace, pod } of items) {
    const event: CreationEvent = { reason, message, count, namespace, pod };
    const same = events.get(eventKey(event));
    if (same) {
      same.count += count;
    } else {
      events.set(eventKey(event), event);
    }
  }
  return [...events.values()];
}

function eventKey({ reason, namespace, pod, message }: CreationEvent): string {
  return [reason, namespace, pod, message ?? '\u0001'].join('\u0000');
}
