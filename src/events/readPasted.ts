import { EvidenceCollection } from './evidenceCollection';
import { readObject } from './eventObjects';
import { parseJson } from './json';
import { beginsJson, cutJson, type JsonEnd } from './jsonItems';
import { LineReader, longestLine } from './pastedLines';
import { type PastedEvidence } from './pastedEvidence';

export interface ReadPastedOptions {
  /** The moment relative ages ("2m6s") count back from, Unix seconds; without it they give no time. */
  nowSeconds?: number;
  /** Characters between two reports of progress. */
  stepCharacters?: number;
}

const defaultStepCharacters = 128 * 1024;
/** No object of Kubernetes is as large: etcd takes 1.5 MiB. More would hold up the page. */
const longestPiece = 4 * 1024 * 1024;

/**
 * Reads a pasted text in steps, yielding how much of it is read, 0 to 1: between two steps the caller may do something
 * else. What is read does not depend on the size of the steps. Total, and linear in the text.
 */
export function* readPasted(text: string, options: ReadPastedOptions = {}): Generator<number, PastedEvidence> {
  const reader = new PastedReader(text, options);
  yield* reader.read();
  return reader.evidence.evidence();
}

class PastedReader {
  readonly evidence = new EvidenceCollection();
  private readonly lines: LineReader;
  private readonly step: number;
  private at: number;
  private lineEnd = -1;
  /** Up to here a document that broke off is read as mere lines. */
  private plainEnd = 0;
  private toldAt = 0;

  constructor(
    private readonly text: string,
    { nowSeconds, stepCharacters = defaultStepCharacters }: ReadPastedOptions
  ) {
    this.lines = new LineReader(this.evidence, nowSeconds);
    this.step = Math.max(1, stepCharacters);
    this.at = text.startsWith('\ufeff') ? 1 : 0;
  }

  *read(): Generator<number, void> {
    while (this.at < this.text.length) {
      this.findLineEnd();
      const isLineStart = this.at === 0 || this.text.charAt(this.at - 1) === '\n';
      if (this.at < this.plainEnd || !beginsJson(this.text, this.at)) {
        this.readLine(isLineStart);
      } else if (!(isLineStart && this.readRecord())) {
        yield* this.readDocument();
      }
      if (this.isStepDone(this.at)) {
        yield this.progress(this.at);
      }
    }
    this.lines.end();
  }

  private findLineEnd(): void {
    if (this.at > this.lineEnd) {
      const end = this.text.indexOf('\n', this.at);
      this.lineEnd = end < 0 ? this.text.length : end;
    }
  }

  private readLine(isWhole: boolean): void {
    const line = this.text.slice(this.at, Math.min(this.lineEnd, this.at + longestLine));
    // What is left of a line behind a document is its punctuation.
    if (isWhole || /[^\s,\]}]/.test(line)) {
      this.lines.read(line.endsWith('\r') ? line.slice(0, -1) : line);
    }
    if (this.lineEnd - this.at > longestLine) {
      this.evidence.addUnreadPiece(this.lineEnd - this.at - longestLine);
    }
    this.at = this.lineEnd + 1;
  }

  private readRecord(): boolean {
    if (this.lineEnd - this.at > longestLine || !this.lines.readRecord(this.text.slice(this.at, this.lineEnd))) {
      return false;
    }
    this.at = this.lineEnd + 1;
    return true;
  }

  private *readDocument(): Generator<number, void> {
    const cutting = cutJson(this.text, this.at, this.step);
    for (;;) {
      const { done, value } = cutting.next();
      if (done) {
        this.leave(value);
        return;
      }
      if (value.kind === 'item') {
        this.readPiece(value.start, value.end);
      }
      const at = value.kind === 'item' ? value.end : value.at;
      if (this.isStepDone(at)) {
        yield this.progress(at);
      }
    }
  }

  private readPiece(start: number, end: number): void {
    const piece = end - start > longestPiece ? '' : this.text.slice(start, end);
    const value = parseJson(piece);
    if (value === undefined) {
      this.evidence.addUnreadPiece(end - start);
      piece.split('\n').forEach((line) => this.lines.read(line.slice(0, longestLine)));
    } else {
      readObject(value, this.evidence);
    }
  }

  /** A document that breaks off is read as lines from its last piece on: logs hold half lines of JSON. */
  private leave({ kind, end, pieceStart }: JsonEnd): void {
    this.at = kind === 'whole' ? end : pieceStart;
    if (kind !== 'whole') {
      this.plainEnd = end;
      this.evidence.addUnreadPiece(end - pieceStart);
      this.evidence.unread.isCutOff ||= kind === 'cut-off';
    }
  }

  private isStepDone(at: number): boolean {
    return at - this.toldAt >= this.step;
  }

  private progress(at: number): number {
    this.toldAt = at;
    return Math.min(1, at / this.text.length);
  }
}
