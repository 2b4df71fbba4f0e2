import { findErrnos } from '../calls/errnos';
import { holdsTraceWord } from '../meaning/traceWords';
import { parseMessage } from '../readEvent';
import { type Occurrence } from './eventCollection';
import { meaningOf, type Meaning } from './placedReading';
import { type Source } from './source';

const maxLines = 60;
const longestBlock = 8 * 1024;
const errorTail = 120;
/** What programs put behind an error: `": unknown`. */
const longestTail = 24;

/** `event`: a row of events. `framed`: a log line. `loose`: a line that says nothing of where it comes from. */
export type BlockHead = 'event' | 'framed' | 'loose';

/** A message, and the lines that may go on with it: terminals, mails and pages break lines at their width. */
export class MessageBlock {
  private readonly lines: string[] = [];
  private readonly originals: string[] = [];
  private length = 0;

  constructor(
    readonly head: BlockHead,
    private readonly occurrence: Occurrence,
    private readonly source: Source
  ) {
    this.add(occurrence.message, source.text);
  }

  get lineCount(): number {
    return this.lines.length;
  }

  get isFull(): boolean {
    return this.lines.length >= maxLines || this.length >= longestBlock;
  }

  add(line: string, original: string): void {
    this.lines.push(line.trimEnd());
    this.originals.push(original);
    this.length += line.length;
  }

  /** The message ends with an error: what comes behind it is something else. */
  get isComplete(): boolean {
    const tail = this.message.slice(-errorTail).trimEnd();
    const last = findErrnos(tail).at(-1);
    return last !== undefined && last.end >= tail.length - longestTail;
  }

  get message(): string {
    return this.lines.join('\n');
  }

  /** Its lines as one, broken within words or between them. */
  get joined(): string[] {
    return this.lines.length < 2 ? [] : [this.lines.join(''), this.lines.join(' ')];
  }

  whole(): Occurrence {
    return this.with({ ...this.occurrence, message: this.message });
  }

  with(occurrence: Occurrence): Occurrence {
    return { ...occurrence, source: { ...this.source, text: this.originals.join('\n') } };
  }

  /** The last lines that say the same as all of them: prose may stand before. */
  meaningful(): Occurrence {
    const meaning = meaningIn(this.message);
    for (let from = this.lines.length - 1; from > 0 && meaning !== undefined; from--) {
      const message = this.lines.slice(from).join('\n');
      if (meaningIn(message) === meaning) {
        const original = this.originals.slice(from).join('\n');
        const source = { text: original, line: this.source.line + from, column: 1 };
        return { ...this.occurrence, message, source };
      }
    }
    return this.whole();
  }
}

/** Nothing but an error: what failed stands above it. */
export function isErrorOnly(line: string): boolean {
  const [error] = findErrnos(line);
  return error !== undefined && error.end - error.start >= line.trim().length - 1;
}

/** What a message means by itself; undefined for nothing. */
export function meaningIn(message: string): Meaning | undefined {
  return holdsTraceWord(message) ? meaningOf(parseMessage(message).reading) : undefined;
}
