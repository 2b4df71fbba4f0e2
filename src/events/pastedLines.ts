import { followDescription, readDescribedEvent } from './describeOutput';
import { type EventCollection, type Occurrence } from './eventCollection';
import { readObject } from './eventObjects';
import { readTableHeader, readTableRow } from './eventTable';
import { isObject, parseJson } from './json';
import { isCacheLine, isSlubLine } from './kernelLog';
import { parseLogfmt } from './logfmt';
import { type LineContext, readLogLine, withoutLogClock } from './logLine';

/** Reads a text line by line, each by the first format that fits. */
export function readLines(text: string, events: EventCollection, nowSeconds: number | undefined): void {
  const reader = new LineReader(events, nowSeconds);
  for (const line of text.split('\n')) {
    reader.read(line.endsWith('\r') ? line.slice(0, -1) : line);
  }
  reader.end();
}

class LineReader {
  private context: LineContext = {};
  private columns: ReturnType<typeof readTableHeader>;
  private document: string[] | undefined;
  private slub: { occurrence: Occurrence; linesLeft: number } | undefined;

  constructor(
    private readonly events: EventCollection,
    private readonly nowSeconds: number | undefined
  ) {}

  read(line: string): void {
    if (
      this.readDocument(line) ||
      !/\S/.test(line) ||
      this.readRecord(line) ||
      this.readTable(line) ||
      this.readDescription(line)
    ) {
      return;
    }
    const occurrence = readLogLine(line, this.context);
    if (!this.readSlub(occurrence)) {
      this.events.addLine(occurrence);
    }
  }

  end(): void {
    this.document?.forEach((line) => this.events.addLine(readLogLine(line, this.context)));
    this.flushSlub();
  }

  /** Pretty-printed JSON between other lines: from a brace alone on its line to the brace that closes it. */
  private readDocument(line: string): boolean {
    if (this.document === undefined) {
      this.document = line === '{' ? [line] : undefined;
      return this.document !== undefined;
    }
    this.document.push(line);
    if (line === '}') {
      readObject(parseJson(this.document.join('\n')), this.events);
      this.document = undefined;
    }
    return true;
  }

  /** A line that is a record by itself: JSON or logfmt. */
  private readRecord(line: string): boolean {
    const text = withoutLogClock(line);
    const record = text.startsWith('{')
      ? parseJson(text)
      : /^[A-Za-z_]\S{0,63}=/.test(text)
        ? parseLogfmt(text)
        : undefined;
    if (!isObject(record)) {
      return false;
    }
    readObject(record, this.events, this.context);
    return true;
  }

  private readTable(line: string): boolean {
    const columns = readTableHeader(line);
    if (columns) {
      this.columns = columns;
      return true;
    }
    const row = this.columns && readTableRow(line, this.columns, this.nowSeconds);
    if (!row || row.reason === undefined || !/^[A-Za-z]{1,128}$/.test(row.reason)) {
      this.columns = undefined;
      return false;
    }
    this.events.addEvent(row);
    return true;
  }

  private readDescription(line: string): boolean {
    this.context = followDescription(line, this.context);
    const described = readDescribedEvent(line, this.context, this.nowSeconds);
    if (described) {
      this.events.addEvent(described);
    }
    return described !== undefined;
  }

  /** Joins SLUB's two lines; other CPUs may write between them. */
  private readSlub(occurrence: Occurrence): boolean {
    if (isCacheLine(occurrence.message) && this.slub) {
      this.slub.occurrence.message += `\n${occurrence.message.trim()}`;
      this.flushSlub();
      return true;
    }
    if (isSlubLine(occurrence.message)) {
      this.flushSlub();
      if (!isCacheLine(occurrence.message)) {
        this.slub = { occurrence, linesLeft: 3 };
        return true;
      }
    } else if (this.slub && --this.slub.linesLeft === 0) {
      this.flushSlub();
    }
    return false;
  }

  private flushSlub(): void {
    if (this.slub) {
      this.events.addLine(this.slub.occurrence);
    }
    this.slub = undefined;
  }
}
