import { type Errno, type FailedCall, type Operation } from '../calls/failedCall';
import { type EventItem } from '../eventItem';
import { type EventReading } from '../eventReading';
import { type LookAlikeId } from '../meaning/lookAlikes';

/** Characters of one line of the original text. */
export interface Mark {
  /** 1-based. */
  line: number;
  /** 1-based columns in UTF-16 code units; `end` stands behind the last one. */
  columns: { start: number; end: number };
}

/** What a reading says in one word: the kind of what was read, for look-alikes which one. */
export type Meaning = LookAlikeId | Exclude<EventReading['kind'], 'look-alike' | 'unrelated'>;

/** One occurrence that means something, with the place in the original that says so. */
export interface PlacedReading extends Mark {
  /** Further lines, where the message goes over several. */
  more: Mark[];
  meaning: Meaning;
  operation?: Operation;
  /** As written: a path, a file of a cgroup, a unit. */
  object?: string;
  errno?: Errno;
  node?: string;
  namespace?: string;
  pod?: string;
  reason?: string;
  count: number;
  /** When it was last seen, Unix seconds. */
  timeSeconds?: number;
  reading: EventReading;
}

export function meaningOf(reading: EventReading): Meaning | undefined {
  switch (reading.kind) {
    case 'unrelated':
      return undefined;
    case 'look-alike':
      return reading.look;
    default:
      return reading.kind;
  }
}

/** @param marks at least one */
export function placedReading(item: EventItem, [first, ...more]: Mark[]): PlacedReading | undefined {
  const meaning = meaningOf(item.reading);
  if (meaning === undefined || first === undefined) {
    return undefined;
  }
  const { node, namespace, pod, reason, count, lastSeen, reading, call } = item;
  return {
    ...first,
    more,
    meaning,
    operation: call?.operation,
    object: call && objectText(call),
    errno: call?.errno,
    node,
    namespace,
    pod,
    reason,
    count,
    timeSeconds: lastSeen,
    reading,
  };
}

function objectText({ object }: FailedCall): string | undefined {
  if (!object) {
    return undefined;
  }
  switch (object.kind) {
    case 'cgroup':
      return object.path || object.file || [object.controller, 'cgroup'].filter(Boolean).join(' ');
    case 'file':
      return object.path;
    case 'unit':
      return object.name;
    default:
      return object.kind;
  }
}
