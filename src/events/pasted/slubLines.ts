import { isCacheLine, isSlubLine } from '../meaning/kernelLog';
import { type Occurrence } from './eventCollection';

const maxBetween = 3;

/** Joins SLUB's two lines; other CPUs may write between them. */
export class SlubLines {
  private first: { occurrence: Occurrence; linesLeft: number } | undefined;

  constructor(private readonly add: (occurrence: Occurrence) => void) {}

  /** @returns whether the line is one of the two */
  read(occurrence: Occurrence): boolean {
    const { first } = this;
    if (isCacheLine(occurrence.message) && first) {
      first.occurrence.message += `\n${occurrence.message.trim()}`;
      this.flush();
      return true;
    }
    if (isSlubLine(occurrence.message)) {
      this.flush();
      if (!isCacheLine(occurrence.message)) {
        this.first = { occurrence, linesLeft: maxBetween };
        return true;
      }
    } else {
      this.pass(1);
    }
    return false;
  }

  /** Other lines came between. */
  pass(lines: number): void {
    if (this.first && (this.first.linesLeft -= lines) <= 0) {
      this.flush();
    }
  }

  flush(): void {
    if (this.first) {
      this.add(this.first.occurrence);
    }
    this.first = undefined;
  }
}
