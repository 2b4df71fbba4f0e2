import { isRecord } from '../../json/isRecord';
import { cleanLine, isBreak } from '../clean/cleanLine';
import { parseObject } from '../frames/eventObjects';
import { parseEventRow, splitEventRows } from '../frames/eventRow';
import { parseTableHeader } from '../frames/eventTable';
import { type LineContext, occurrenceOf, placeIn, peel, type PeeledLine } from '../frames/logLine';
import { inDirectory } from '../frames/workingDirectory';
import { type Occurrence } from './eventCollection';
import { EventRows } from './eventRows';
import { type EvidenceCollection } from './evidenceCollection';
import { goesOnWith, isStackLine, namesException, recordIn, isHeadOnly } from './goingOn';
import { type BlockHead, isErrorOnly, MessageBlock, meaningIn } from './messageBlock';
import { OomReport } from './oomReport';
import { isPlace, PlaceReader } from './placeReader';
import { SlubLines } from './slubLines';
import { type Source } from './source';
import { YamlObjects } from './yamlObjects';

/** Characters; what stands behind is not read. */
export const longestLine = 256 * 1024;

type Place = Pick<Source, 'line' | 'column'>;

/** Reads lines one after another, each by the first format that fits, and puts together those that were one. */
export class LineReader {
  private readonly places: PlaceReader;
  private readonly rows: EventRows;
  private block: MessageBlock | undefined;
  private isBroken = false;
  private readonly slub: SlubLines;
  private readonly oom: OomReport;
  private readonly yaml: YamlObjects;

  constructor(
    private readonly events: EvidenceCollection,
    private readonly nowSeconds: number | undefined
  ) {
    this.rows = new EventRows(nowSeconds);
    this.places = new PlaceReader(events);
    this.slub = new SlubLines((occurrence) => events.addLine(occurrence));
    this.oom = new OomReport((occurrence) => events.addLine(occurrence));
    this.yaml = new YamlObjects(
      (object, source) => {
        this.flush();
        events.source = source;
        parseObject(object, events, this.place);
      },
      (original, at) => this.readLine(original, at)
    );
  }

  /** @param at where the line begins in the original, 1-based */
  read(original: string, at: Place): void {
    if (!this.yaml.take(original, at)) {
      this.readLine(original, at);
    }
  }

  private readLine(original: string, at: Place): void {
    let column = at.column;
    for (const part of splitEventRows(original)) {
      this.readOne(part, { ...at, column });
      column += part.length;
    }
  }

  private readOne(original: string, at: Place): void {
    const line = cleanLine(original);
    const source = { text: original, ...at };
    this.events.source = source;
    if (isBreak(line)) {
      this.isBroken = true;
      return;
    }
    if (this.isBroken && !isStackLine(line)) {
      this.flush();
      this.events.source = source;
    }
    this.isBroken = false;
    const peeled = peel(line, this.places.context);
    const saysFactsOnly = this.readFacts(line, at);
    if (this.block && !saysFactsOnly && this.goesOn(this.block, line, peeled)) {
      this.addTo(this.block, line, original);
      return;
    }
    this.flush();
    this.events.source = source;
    this.begin(line, peeled, source, saysFactsOnly);
  }

  /** Where what comes next belongs. */
  get place(): LineContext {
    return placeIn(this.places.context);
  }

  end(): void {
    this.yaml.flush();
    this.flush();
    this.slub.flush();
    this.oom.flush();
  }

  private begin(line: string, peeled: PeeledLine, source: Source, saysFactsOnly: boolean): void {
    if (this.parseRecord(line, source)) {
      return;
    }
    const row = this.rows.read(line, this.places.context);
    if (row !== undefined) {
      this.places.follow(row);
      this.open('event', row, source);
      return;
    }
    if (!this.places.read(line) && !saysFactsOnly) {
      this.open(peeled.isFramed ? 'framed' : 'loose', occurrenceOf(peeled.inner, peeled.context), source);
    }
  }

  private open(head: BlockHead, occurrence: Occurrence, source: Source): void {
    const message = inDirectory(occurrence.message, this.places.context);
    this.block = new MessageBlock(head, { ...occurrence, message }, source);
    const mayHaveStack = namesException(message);
    if (
      (this.block.isComplete && !mayHaveStack) ||
      ((head === 'loose' || mayHaveStack) && meaningIn(message) !== undefined)
    ) {
      this.flush();
    }
  }

  private addTo(block: MessageBlock, line: string, original: string): void {
    if (block.head === 'loose' && !isErrorOnly(line) && meaningIn(line) !== undefined) {
      const source = this.events.source;
      this.flush();
      this.emit(occurrenceOf(inDirectory(line, this.places.context), this.places.context), source);
      return;
    }
    block.add(line, original);
    if (block.isComplete) {
      this.flush();
    }
  }

  /** Is this line the rest of the one before it? */
  private goesOn(block: MessageBlock, line: string, peeled: PeeledLine): boolean {
    return (
      !block.isFull &&
      !peeled.isFramed &&
      goesOnWith(block.message, block.isComplete, line) &&
      parseTableHeader(line) === undefined &&
      parseEventRow(line, this.places.context, this.nowSeconds) === undefined &&
      !isPlace(line)
    );
  }

  /** A line of an output about the machine itself. */
  private readFacts(line: string, at: Pick<Source, 'line'>): boolean {
    if (line.startsWith('{')) {
      return false;
    }
    const { context, inner } = peel(line);
    const place = {
      line: at.line,
      node: context.node,
      around: this.places.context.node,
      timeSeconds: context.lastSeen,
    };
    return this.events.facts.read(inner, place) === 'whole';
  }

  /** A line that is a record by itself: JSON or logfmt, bare or behind the layers of a log. */
  parseRecord(original: string, at: Place): boolean {
    const line = cleanLine(original);
    const { inner, context } = peel(line, this.places.context);
    const record = recordIn(inner);
    if (!isRecord(record) || isHeadOnly(record)) {
      return false;
    }
    this.flush();
    this.events.source = { text: original, ...at };
    parseObject(record, this.events, context);
    return true;
  }

  private flush(): void {
    const { block } = this;
    this.block = undefined;
    if (block?.head === 'event') {
      this.events.addEvent(block.whole());
    } else if (block) {
      this.emitBlock(block);
    }
  }

  private emitBlock(block: MessageBlock): void {
    const framed = block.head === 'loose' ? this.frameOf(block) : undefined;
    if (framed) {
      this.events.addEvent(framed);
      return;
    }
    const occurrence = block.head === 'loose' ? block.meaningful() : block.whole();
    const isKept = this.emit(occurrence, occurrence.source);
    if (!isKept && block.lineCount > 1) {
      this.events.unread.lines += block.lineCount - 1;
      this.slub.pass(block.lineCount - 1);
      this.oom.pass(block.lineCount - 1);
    }
  }

  /** A row that was broken within its first columns shows them only when it is one again. */
  private frameOf(block: MessageBlock): Occurrence | undefined {
    const rows = block.joined.flatMap((line) => parseEventRow(line, this.places.context, this.nowSeconds) ?? []);
    const meant = rows.filter(({ message }) => meaningIn(message) !== undefined);
    // Joined the wrong way, words or a path break: what the lines mean as they stand tells which way is right.
    const meaning = meant.length > 0 ? meaningIn(block.message) : undefined;
    const row = meant.find(({ message }) => meaningIn(message) === meaning) ?? meant[0];
    const isSame = row && (meaning === undefined || meaningIn(row.message) === meaning);
    return row && block.with(isSame ? row : { ...row, message: block.message });
  }

  private emit(occurrence: Occurrence, source: Source | undefined): boolean {
    const placed = { ...occurrence, source };
    return this.slub.read(placed) || this.oom.read(placed) || this.events.addLine(placed);
  }
}
