import { type Occurrence } from './eventCollection';

/** The first of several lines that are one message, held until the others have come or too many of something else have. */
export abstract class HeldLines {
  protected first: Occurrence | undefined;
  private linesLeft = 0;

  constructor(
    private readonly add: (occurrence: Occurrence) => void,
    private readonly maxBetween: number
  ) {}

  /** Other lines came between. */
  pass(lines: number): void {
    if (this.first && (this.linesLeft -= lines) <= 0) {
      this.flush();
    }
  }

  flush(): void {
    const { first } = this;
    this.first = undefined;
    if (first) {
      this.add(first);
    }
  }

  protected hold(occurrence: Occurrence): void {
    this.flush();
    this.first = occurrence;
    this.linesLeft = this.maxBetween;
  }

  protected join(first: Occurrence, { message }: Occurrence): void {
    first.message += `\n${message.trim()}`;
    this.linesLeft = this.maxBetween;
  }
}
