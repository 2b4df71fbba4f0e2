import { parseObject } from '../frames/eventObjects';
import { parseJson } from '../frames/json';
import { beginsJson, JsonScanner, longestIndent, type JsonEnd } from '../frames/jsonItems';
import { EvidenceCollection, type EvidenceOptions } from './evidenceCollection';
import { LineCounter } from './lineCounter';
import { type PastedEvidence } from './pastedEvidence';
import { LineReader, longestLine } from './pastedLines';

export interface TextReaderOptions extends EvidenceOptions {
  /** The moment relative ages ("2m6s") count back from, Unix seconds; without it they give no time. */
  nowSeconds?: number;
}

/** No object of Kubernetes is as large: etcd takes 1.5 MiB. More would hold up the page. */
const longestPiece = 4 * 1024 * 1024;

/**
 * Reads a text that comes in parts, however it is cut, in memory that does not grow with the text. What is read does not
 * depend on the cuts. Total, and linear in the text.
 */
export class TextReader {
  private readonly evidence: EvidenceCollection;
  private readonly lines: LineReader;
  private readonly counter = new LineCounter();
  /** Text that is not read to its end. */
  private buffer = '';
  private heldReturn = '';
  /** What stood before the buffer. */
  private lastForgotten = '\n';
  private at = 0;
  private isBegun = false;
  private isLineStart = true;
  /** Where the end of the line is looked for next. */
  private lineSearch = 0;
  /** The line is longer than any that is read; what is left of it is left out. */
  private isSkippingLine = false;
  private scanner: JsonScanner | undefined;
  /** Up to here a document that broke off is read as mere lines. */
  private plainEnd = 0;
  /** Characters of a piece that grew too long and were forgotten. */
  private forgotten = 0;

  constructor(options: TextReaderOptions = {}) {
    this.evidence = new EvidenceCollection(options);
    this.lines = new LineReader(this.evidence, options.nowSeconds);
  }

  push(part: string): void {
    const text = this.heldReturn + part;
    // A line break of Windows may be cut in two.
    this.heldReturn = text.endsWith('\r') ? '\r' : '';
    this.buffer += withLineFeeds(this.heldReturn === '' ? text : text.slice(0, -1));
    this.read(false);
  }

  end(): PastedEvidence {
    this.buffer += this.heldReturn === '' ? '' : '\n';
    this.heldReturn = '';
    this.read(true);
    this.lines.end();
    return this.evidence.evidence();
  }

  private read(isAll: boolean): void {
    if (!this.isBegun && this.buffer.length > 0) {
      this.isBegun = true;
      this.at = this.buffer.startsWith('\ufeff') ? 1 : 0;
    }
    this.scanner?.feed(this.buffer, 0);
    while (this.scanner ? this.readPiece(this.scanner, isAll) : this.readNext(isAll)) {
      // Each turn reads a line or a piece of a document.
    }
    this.forget();
  }

  /** @returns whether to go on; false waits for more text */
  private readNext(isAll: boolean): boolean {
    const lineEnd = this.at < this.buffer.length ? this.findLineEnd(isAll) : undefined;
    if (lineEnd === undefined) {
      return false;
    }
    if (this.isSkippingLine) {
      this.skip(lineEnd);
    } else if (this.at < this.plainEnd || !beginsJson(this.buffer, this.at)) {
      this.readLine(lineEnd);
    } else if (!(this.isLineStart && this.parseRecord(lineEnd))) {
      this.scanner = new JsonScanner(this.buffer, this.at);
    }
    return true;
  }

  /** Where the line ends, as far as it must be known to go on. */
  private findLineEnd(isAll: boolean): number | undefined {
    const found = this.buffer.indexOf('\n', Math.max(this.at, this.lineSearch));
    const end = found < 0 ? this.buffer.length : found;
    this.lineSearch = end;
    const known = end - this.at;
    const isEnough =
      isAll ||
      this.isSkippingLine ||
      (found < 0 ? known > longestLine : known > longestIndent || this.buffer.length - this.at > longestIndent);
    return isEnough ? end : undefined;
  }

  private skip(lineEnd: number): void {
    this.evidence.addUnreadCharacters(lineEnd - this.at);
    this.isSkippingLine = lineEnd === this.buffer.length;
    this.goTo(this.isSkippingLine ? lineEnd : lineEnd + 1, !this.isSkippingLine);
  }

  private readLine(lineEnd: number): void {
    const end = Math.min(lineEnd, this.at + longestLine);
    const line = this.buffer.slice(this.at, end);
    // What is left of a line behind a document is its punctuation.
    if (this.isLineStart || /[^\s,\]}]/.test(line)) {
      const { line: number, column } = this.counter.placeOf(this.buffer, this.at);
      this.lines.read(line.endsWith('\r') ? line.slice(0, -1) : line, { line: number, column });
    }
    this.isSkippingLine = end < lineEnd;
    if (this.isSkippingLine) {
      this.evidence.addUnreadPiece(0);
    }
    this.goTo(this.isSkippingLine ? end : lineEnd + 1, !this.isSkippingLine);
  }

  private parseRecord(lineEnd: number): boolean {
    const isWhole = lineEnd - this.at <= longestLine;
    if (!isWhole) {
      return false;
    }
    const place = this.counter.placeOf(this.buffer, this.at);
    if (!this.lines.parseRecord(this.buffer.slice(this.at, lineEnd), place)) {
      return false;
    }
    this.goTo(lineEnd + 1, true);
    return true;
  }

  private readPiece(scanner: JsonScanner, isAll: boolean): boolean {
    const found = scanner.scan(isAll);
    this.at = scanner.position;
    if (!found) {
      return false;
    }
    if (found.kind !== 'item') {
      this.leave(found);
    } else if (this.forgotten > 0 || found.end - found.start > longestPiece) {
      this.evidence.addUnreadPiece(this.forgotten + found.end - found.start);
    } else {
      this.readObjectAt(found.start, found.end);
    }
    this.forgotten = 0;
    return true;
  }

  private readObjectAt(start: number, end: number): void {
    const text = this.buffer.slice(start, end);
    const source = { text, ...this.counter.placeOf(this.buffer, start) };
    this.evidence.source = source;
    const value = parseJson(text);
    if (value !== undefined) {
      parseObject(value, this.evidence, this.lines.place);
      return;
    }
    this.evidence.addUnreadPiece(end - start);
    text.split('\n').forEach((line, index) =>
      this.lines.read(line.slice(0, longestLine), {
        line: source.line + index,
        column: index === 0 ? source.column : 1,
      })
    );
  }

  /** A document that breaks off is read as lines from its last piece on: logs hold half lines of JSON. */
  private leave({ kind, end, pieceStart }: JsonEnd): void {
    this.scanner = undefined;
    if (kind === 'whole') {
      this.goTo(end, false);
      return;
    }
    this.plainEnd = end;
    this.evidence.addUnreadPiece(this.forgotten + end - pieceStart);
    this.evidence.unread.isCutOff ||= kind === 'cut-off';
    this.goTo(pieceStart, (pieceStart === 0 ? this.lastForgotten : this.buffer.charAt(pieceStart - 1)) === '\n');
  }

  private goTo(at: number, isLineStart: boolean): void {
    this.lineSearch = at < this.at ? at : Math.max(at, this.lineSearch);
    this.at = at;
    this.isLineStart = isLineStart;
  }

  /** Takes away what is read. */
  private forget(): void {
    const { scanner } = this;
    const isTooLong = scanner !== undefined && this.at - scanner.from > longestPiece;
    const length = Math.min(this.buffer.length, scanner && !isTooLong ? scanner.from : this.at);
    if (length === 0) {
      return;
    }
    this.forgotten += isTooLong ? length - scanner.from : 0;
    this.counter.drop(this.buffer, length);
    this.lastForgotten = this.buffer.charAt(length - 1);
    this.buffer = this.buffer.slice(length);
    this.at -= length;
    this.lineSearch = Math.max(0, this.lineSearch - length);
    this.plainEnd -= length;
    scanner?.feed(this.buffer, length);
  }
}

const withLineFeeds = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
