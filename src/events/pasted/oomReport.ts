import { type Occurrence } from './eventCollection';
import { HeldLines } from './heldLines';

/** The kernel's report on a memory cgroup: its first line, or the first that a cut left. */
const begins =
  /\binvoked oom-killer\b|\bkilled as a result of limit of\b|^\s*(?:\[[\s\d.]{1,24}\]\s)?memory(?:\+swap)?: usage \d/i;
const goesOn =
  /\bkilled as a result of limit of\b|\b(?:memory|memory\+swap|swap|kmem|kmem\.tcp): usage \d|\bMemory cgroup stats for\b|\boom-kill:constraint=|\bMemory cgroup out of memory\b|\bOut of memory: Kill/i;
const usage = /\bmemory: usage \d/i;
/** Lines of other things between two of one report: traces, tables of memory, the tasks of the cgroup. */
const maxBetween = 400;

/** Joins the lines of one OOM report that a log wrote one by one: only together its figures tell who filled the limit. */
export class OomReport extends HeldLines {
  constructor(add: (occurrence: Occurrence) => void) {
    super(add, maxBetween);
  }

  /** @returns whether the line is part of a report */
  read(occurrence: Occurrence): boolean {
    const { first } = this;
    if (first && this.isPart(first, occurrence)) {
      this.join(first, occurrence);
      return true;
    }
    if (begins.test(occurrence.message)) {
      this.hold(occurrence);
      return true;
    }
    this.pass(1);
    return false;
  }

  private isPart(first: Occurrence, { message, node }: Occurrence): boolean {
    return node === first.node && goesOn.test(message) && !(usage.test(message) && usage.test(first.message));
  }
}
