import { unescape } from '../clean/unescape';
import { type EventItem } from '../eventItem';
import { parseMessage } from '../readEvent';
import { holdsTraceWord } from '../meaning/traceWords';
import { meaningOf, placedReading, type PlacedReading } from './placedReading';
import { marksOf, type Source } from './source';

/** What a format knows of one occurrence, before it is read and merged. */
export type Occurrence = Omit<EventItem, 'reading' | 'call' | 'count' | 'combined'> & {
  count?: number;
  /** Name of the Event object: two objects with the same text stay two items. */
  event?: string;
  /** Where it stands in the text, if not where the reader is. */
  source?: Source;
};

export interface CollectionOptions {
  /** Called for each occurrence that means something, in the order of the text. */
  onReading?: (reading: PlacedReading) => void;
  /** Called for each line, by its number from 1, that nothing was read from. */
  onUnread?: (line: number) => void;
  /** Called for each object that stands in the text by itself or in a list, whatever it is. */
  onObject?: (object: Readonly<Record<string, unknown>>) => void;
  /** So many different items are kept apart; further ones are added to the last of their place and meaning. */
  maxItems?: number;
}

const defaultMaxItems = 50_000;

const combinedPrefix = /^\(combined from similar events\): /;
const longestMessage = 16 * 1024;

/** Gathers occurrences: repeats of one event raise nothing but its count, equal log lines are added up. */
export class EventCollection {
  private readonly byKey = new Map<string, EventItem>();
  /** Where the reader is. */
  source: Source | undefined;

  constructor(protected readonly options: CollectionOptions = {}) {}

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
      this.publish({ ...known, count, lastSeen: occurrence.lastSeen }, occurrence.source);
      grow(known, occurrence, total(known.count, count));
      return true;
    }
    const item = itemOf(occurrence, count);
    const isKept = keep(item);
    if (isKept) {
      this.publish(item, occurrence.source);
      this.keep(key, item);
    }
    return isKept;
  }

  /** Beyond the most items, those of one place and meaning are counted together. */
  private keep(key: string, item: EventItem): void {
    if (this.byKey.size < (this.options.maxItems ?? defaultMaxItems)) {
      this.byKey.set(key, item);
      return;
    }
    const together = ['together', item.node, meaningOf(item.reading)].join('\u0000');
    const known = this.byKey.get(together);
    if (known) {
      grow(known, item, known.count + item.count);
    } else {
      this.byKey.set(together, item);
    }
  }

  private publish(item: EventItem, source = this.source): void {
    if (this.options.onReading && source && item.reading.kind !== 'unrelated') {
      const reading = placedReading(item, marksOf(source, meaningfulWords(item)));
      if (reading) {
        this.options.onReading(reading);
      }
    }
  }
}

/** The words that the reading rests on. */
function meaningfulWords({ message, call }: EventItem): string {
  return call ? unescape(message).slice(call.start, call.end) : message;
}

function grow(
  known: EventItem,
  { firstSeen, lastSeen }: Pick<EventItem, 'firstSeen' | 'lastSeen'>,
  count: number
): void {
  known.count = count;
  known.firstSeen = earlier(known.firstSeen, firstSeen);
  known.lastSeen = later(known.lastSeen, lastSeen);
}

function itemOf({ event: _event, source: _source, ...occurrence }: Occurrence, count: number): EventItem {
  const message = occurrence.message.slice(0, longestMessage).replace(combinedPrefix, '');
  const combined = combinedPrefix.test(occurrence.message) || undefined;
  return { ...occurrence, count, combined, message, ...parseMessage(message) };
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
