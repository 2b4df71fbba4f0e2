import { type EventItem } from './eventItem';
import { readEvent } from './readEvent';
import { holdsTraceWord } from './traceWords';

/** What a format knows of one occurrence, before it is read and merged. */
export type Occurrence = Omit<EventItem, 'reading' | 'count' | 'combined'> & {
  count?: number;
  /** Name of the Event object: two objects with the same text stay two items. */
  event?: string;
};

const combinedPrefix = /^\(combined from similar events\): /;
const longestMessage = 16 * 1024;

/** Gathers occurrences: repeats of one event raise nothing but its count, equal log lines are added up. */
export class EventCollection {
  private readonly byKey = new Map<string, EventItem>();

  /** An event as its source counts it: the same one seen again brings a newer total, not more of them. */
  addEvent(occurrence: Occurrence): void {
    this.add(occurrence, Math.max);
  }

  /** A log line; lines that mean nothing here are left out. @returns whether it means something */
  addLine(occurrence: Occurrence): boolean {
    return (
      holdsTraceWord(occurrence.message) &&
      this.add(
        occurrence,
        (before, more) => before + more,
        (item) => item.reading.kind !== 'unrelated'
      )
    );
  }

  items(): EventItem[] {
    return [...this.byKey.values()];
  }

  private add(
    occurrence: Occurrence,
    total: (before: number, more: number) => number,
    keep: (item: EventItem) => boolean = () => true
  ): boolean {
    const key = keyOf(occurrence);
    const count = countOf(occurrence.count);
    const known = this.byKey.get(key);
    if (known) {
      known.count = total(known.count, count);
      known.firstSeen = earlier(known.firstSeen, occurrence.firstSeen);
      known.lastSeen = later(known.lastSeen, occurrence.lastSeen);
      return true;
    }
    const item = itemOf(occurrence, count);
    const isKept = keep(item);
    if (isKept) {
      this.byKey.set(key, item);
    }
    return isKept;
  }
}

function itemOf({ event: _event, ...occurrence }: Occurrence, count: number): EventItem {
  const message = occurrence.message.slice(0, longestMessage).replace(combinedPrefix, '');
  const combined = combinedPrefix.test(occurrence.message) || undefined;
  return { ...occurrence, count, combined, message, reading: readEvent(message) };
}

function keyOf({ event, node, namespace, pod, reason, message }: Occurrence): string {
  return [event, node, namespace, pod, reason, message.slice(0, longestMessage)].join('\u0000');
}

function countOf(count: number | undefined): number {
  return count !== undefined && count >= 1 && Number.isSafeInteger(Math.floor(count)) ? Math.floor(count) : 1;
}

function earlier(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}
