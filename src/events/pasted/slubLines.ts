import { isCacheLine, isSlubLine } from '../meaning/kernelLog';
import { type Occurrence } from './eventCollection';
import { HeldLines } from './heldLines';

const maxBetween = 3;

/** Joins SLUB's two lines; other CPUs may write between them. */
export class SlubLines extends HeldLines {
  constructor(add: (occurrence: Occurrence) => void) {
    super(add, maxBetween);
  }

  /** @returns whether the line is one of the two */
  read(occurrence: Occurrence): boolean {
    const { first } = this;
    if (isCacheLine(occurrence.message) && first) {
      this.join(first, occurrence);
      this.flush();
      return true;
    }
    if (isSlubLine(occurrence.message)) {
      this.flush();
      if (!isCacheLine(occurrence.message)) {
        this.hold(occurrence);
        return true;
      }
    } else {
      this.pass(1);
    }
    return false;
  }
}
