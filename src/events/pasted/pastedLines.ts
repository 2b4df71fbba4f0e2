import { followDescription, readDescribedEvent } from '../frames/describeOutput';
import { type Occurrence } from './eventCollection';
import { type EvidenceCollection } from './evidenceCollection';
import { readObject } from '../frames/eventObjects';
import { readTableHeader, readTableRow } from '../frames/eventTable';
import { isObject, parseJson } from '../frames/json';
import { isCacheLine, isSlubLine } from '../meaning/kernelLog';
import { parseLogfmt } from '../frames/logfmt';
import { type LineContext, readLogLine, withoutLogClock } from '../frames/logLine';
import { readDescribedPlace } from '../frames/describedNode';
import { readNodeRow } from '../frames/nodeTable';
import { readPodRow } from '../frames/podTable';
import { readPrompt } from '../frames/prompt';
import { type Source } from './source';

/** Characters; what stands behind is not read. */
export const longestLine = 256 * 1024;

const shortestPlace = '# dmesg'.length;

/** Reads lines one after another, each by the first format that fits. */
export class LineReader {
  private context: LineContext = {};
  private columns: ReturnType<typeof readTableHeader>;
  private slub: { occurrence: Occurrence; linesLeft: number } | undefined;

  constructor(
    private readonly events: EvidenceCollection,
    private readonly nowSeconds: number | undefined
  ) {}

  /** @param at where the line begins in the original, 1-based */
  read(line: string, at: Pick<Source, 'line' | 'column'>): void {
    this.events.source = { text: line, ...at };
    if (!/\S/.test(line)) {
      return;
    }
    const saysFactsOnly = this.readFacts(line, at);
    if (
      this.readRecord(line, at) ||
      this.readTable(line) ||
      this.readPlace(line) ||
      this.readDescription(line) ||
      saysFactsOnly
    ) {
      return;
    }
    const occurrence = readLogLine(line, this.context);
    if (!this.readSlub(occurrence)) {
      this.events.addLine(occurrence);
    }
  }

  end(): void {
    this.flushSlub();
  }

  /** A line of an output about the machine itself. */
  private readFacts(line: string, at: Pick<Source, 'line'>): boolean {
    if (line.startsWith('{')) {
      return false;
    }
    const { message, node, lastSeen } = readLogLine(line);
    const place = { line: at.line, node, around: this.context.node, timeSeconds: lastSeen };
    return this.events.facts.read(message, place) === 'whole';
  }

  /** A line that is a record by itself: JSON or logfmt. */
  readRecord(line: string, at: Pick<Source, 'line' | 'column'>): boolean {
    this.events.source = { text: line, ...at };
    const text = withoutLogClock(line);
    const record = /^\{.*\}\s*$/.test(text)
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

  /** A command at a prompt begins another output; a row of nodes or pods says where something is. */
  private readPlace(line: string): boolean {
    if (line.length < shortestPlace) {
      return false;
    }
    const context = readPrompt(line);
    this.context = context ?? this.context;
    return context !== undefined || readPodRow(line, this.context, this.events) || readNodeRow(line, this.events);
  }

  private readDescription(line: string): boolean {
    this.context = followDescription(line, this.context);
    readDescribedPlace(line, this.context, this.events);
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
        this.slub = { occurrence: { ...occurrence, source: this.events.source }, linesLeft: 3 };
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
