import { unescape } from './clean/unescape';
import { type FailedCall } from './calls/failedCall';
import { findCalls } from './calls/failedCalls';
import { isSupposed } from './calls/reported';
import { type StatedCall } from './calls/statedCall';
import { type EventReading } from './eventReading';
import { absenceOf } from './meaning/absence';
import { rowOf, specificity } from './meaning/decide';
import { isFailedCacheCreation, parseSlubFailure } from './meaning/kernelLog';
import { parseMemcgOom } from './meaning/memcgOom';
import { type MeaningRow, statements } from './meaning/meanings';
import { refusedCreation } from './meaning/refusedCreation';
import { type LookAlikeId } from './meaning/lookAlikes';

/** Event texts have at most 1 KiB, log lines a few; more is not read. Characters. */
const longestText = 64 * 1024;

/**
 * What the text of an event, a container state or a log line means. Total, and linear in the text. The kubelet's prefix
 * ("unable to ensure pod container exists") proves nothing: the call, its object and the errno must be there.
 */
export function readEvent(text: string): EventReading {
  return parseMessage(text).reading;
}

export interface MessageReading {
  reading: EventReading;
  /** The refused call that the reading rests on. */
  call?: FailedCall;
}

/** The same, with the refused call behind it. */
export function parseMessage(text: string): MessageReading {
  const plain = unescape(text.slice(0, longestText));
  const asWritten = parsePlain(plain);
  if (!plain.includes('\n') || asWritten.reading.kind === 'creation-refused') {
    return asWritten;
  }
  // A line may be broken within a word, or between the words of a statement.
  const joined = parsePlain(plain.replaceAll('\n', ''));
  const nearer = isNearer(joined, asWritten, plain) ? { reading: joined.reading } : asWritten;
  return nearer.reading.kind === 'unrelated' ? parsePlain(plain.replaceAll('\n', ' ')) : nearer;
}

interface PlainReading extends MessageReading {
  call?: StatedCall;
}

function parsePlain(text: string): PlainReading {
  const decided = findCalls(text).flatMap((call) => {
    const row = rowOf(call, text);
    return row ? [{ call, row, reading: readingOf(row, call, text) }] : [];
  });
  const refused = decided.find(({ reading }) => reading?.kind === 'creation-refused');
  if (refused?.reading) {
    return { reading: refused.reading, call: refused.call };
  }
  const kernel = parseKernelTrace(text) ?? parseMemcgOom(text);
  if (kernel) {
    return { reading: kernel };
  }
  const said = statements.filter(({ says }) => isStated(says, text));
  const strong = said.find(({ isWeak }) => !isWeak) ?? (decided.length === 0 && !absenceOf(text) ? said[0] : undefined);
  if (strong) {
    return {
      reading: lookAlike(strong.meaning),
      call: decided.find(({ row }) => row.meaning === strong.meaning)?.call,
    };
  }
  const [best] = decided
    .filter(({ reading }) => reading !== undefined)
    .sort((a, b) => specificity(b.row) - specificity(a.row));
  if (best?.reading) {
    return { reading: best.reading, call: best.call };
  }
  const absent = absenceOf(text);
  return { reading: absent ? lookAlike(absent) : { kind: 'unrelated' } };
}

function readingOf(row: MeaningRow, call: StatedCall, text: string): EventReading | undefined {
  if (row.meaning === 'nothing') {
    return undefined;
  }
  if (row.meaning !== 'creation-refused') {
    return lookAlike(row.meaning);
  }
  return call.isReported ? refusedCreation(call, text) : undefined;
}

/** Said, and not merely supposed: "if the scope already exists". */
function isStated(says: RegExp, text: string): boolean {
  const hit = says.exec(text);
  return hit !== null && !isSupposed(text, hit.index, hit.index);
}

const lookAlike = (look: LookAlikeId): EventReading => ({ kind: 'look-alike', look });

function parseKernelTrace(text: string): EventReading | undefined {
  return parseSlubFailure(text) ?? (isFailedCacheCreation(text) ? { kind: 'kmem-cache-create-failed' } : undefined);
}

/** The verb nearest to its error is the one that failed; of the same verb, the reading that knows of what. */
function isNearer(joined: PlainReading, asWritten: PlainReading, text: string): boolean {
  if (asWritten.reading.kind === 'unrelated' || joined.reading.kind === 'unrelated') {
    return asWritten.reading.kind === 'unrelated';
  }
  const { call } = asWritten;
  const length = call ? text.slice(call.verb, call.end).replaceAll('\n', '').length : Infinity;
  const joinedLength = joined.call ? joined.call.end - joined.call.verb : Infinity;
  return joinedLength < length || (joinedLength === length && !call?.object && joined.call?.object !== undefined);
}
