import { type CreationEvent, type NodeEvidence, type NodeKey } from '../../diagnosis/evidence';
import { type EventItem } from '../../events';
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
    const known = new Map<string, CreationEvent[]>();
    node.events.forEach((event) => put(known, event));
    for (const event of summed(events)) {
      const same = sameOf(known, event) ?? sameOf(known, event, withoutText);
      if (same) {
        same.message ??= event.message;
        same.count = Math.max(same.count, event.count);
        same.lastSeenSeconds = latest(same.lastSeenSeconds, event.lastSeenSeconds);
      } else {
        node.events.push(event);
      }
    }
  }
}

/** Stands for the text where a pipeline delivers none. */
const withoutText = '\u0001';

function put(known: Map<string, CreationEvent[]>, event: CreationEvent): void {
  const key = textKey(event, event.message ?? withoutText);
  known.set(key, [...(known.get(key) ?? []), event]);
}

/** Outputs that name the pod only leave its namespace open. */
function sameOf(
  known: ReadonlyMap<string, CreationEvent[]>,
  event: CreationEvent,
  text = event.message ?? withoutText
): CreationEvent | undefined {
  return known
    .get(textKey(event, text))
    ?.find(({ namespace }) => namespace === event.namespace || !namespace || !event.namespace);
}

function textKey({ reason, pod }: CreationEvent, text: string): string {
  return [reason, pod, text].join('\u0000');
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
  for (const { reason = logLineReason, message, count, namespace, pod, lastSeen: lastSeenSeconds } of items) {
    const event: CreationEvent = { reason, message, count, namespace, pod };
    if (lastSeenSeconds !== undefined) {
      event.lastSeenSeconds = lastSeenSeconds;
    }
    const key = [namespace, textKey(event, message)].join('\u0000');
    const same = events.get(key);
    if (same) {
      same.count += count;
      same.lastSeenSeconds = latest(same.lastSeenSeconds, lastSeenSeconds);
    } else {
      events.set(key, event);
    }
  }
  return [...events.values()];
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}
