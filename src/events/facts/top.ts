import { type FactSaid, said, saidIf } from './fact';

const memoryRow =
  /^\s{0,8}([KMGT])iB Mem\s{0,3}:\s{0,8}([0-9.]{1,16}\+?)\s{0,8}total,\s{0,8}([0-9.]{1,16}\+?)\s{0,8}free,\s{0,8}([0-9.]{1,16}\+?)\s{0,8}used,\s{0,8}([0-9.]{1,16}\+?)\s{0,8}buff\/cache/;
const swapRow = /^\s{0,8}[KMGT]iB Swap\s{0,3}:.{0,128}?([0-9.]{1,16}\+?)\s{0,8}avail Mem/;
// Before procps 3.3.10: no figure for what is available, but buffers, and caches in the row below.
const oldMemoryRow =
  /^\s{0,8}(?:([KMG])iB )?Mem\s{0,3}:\s{1,8}([0-9]{1,16})k? total,\s{1,8}[0-9]{1,16}k? used,\s{1,8}([0-9]{1,16})k? free,\s{1,8}([0-9]{1,16})k? buffers/;
const oldSwapRow = /^\s{0,8}(?:[KMG]iB )?Swap\s{0,3}:.{0,128}?([0-9]{1,16})k? cached/;

const powers: Readonly<Record<string, number>> = { K: 1, M: 2, G: 3, T: 4 };
const scales = [10, 100, 1000] as const;

/** The two memory rows of top's head. A figure too wide for its column ends in `+`, which stands for the digits cut off. */
export class TopReader {
  private unitBytes = 1024;
  private total: number | undefined;
  private freeAndBuffers: number | undefined;

  read(line: string): FactSaid[] {
    return this.readMemory(line) ?? this.readSwap(line) ?? [];
  }

  private readMemory(line: string): FactSaid[] | undefined {
    const [, unit = '', total, free, used, cache] = memoryRow.exec(line) ?? [];
    if (total !== undefined && free !== undefined && used !== undefined && cache !== undefined) {
      this.begin(unit, wholeTotal(total, [free, used, cache]));
      return saidIf('memoryTotalBytes', this.total === undefined ? undefined : this.bytes(this.total));
    }
    const old = oldMemoryRow.exec(line);
    if (!old) {
      return undefined;
    }
    this.begin(old[1] ?? 'K', Number(old[2]));
    this.freeAndBuffers = Number(old[3]) + Number(old[4]);
    return [said('memoryTotalBytes', this.bytes(Number(old[2])))];
  }

  private readSwap(line: string): FactSaid[] | undefined {
    if (this.total === undefined) {
      return undefined;
    }
    const available = swapRow.exec(line)?.[1];
    if (available !== undefined) {
      const whole = readingsOf(available).filter((value) => value <= (this.total ?? 0));
      // One digit is cut off as a rule; of several readings the largest that fits is meant.
      const value = whole.at(-1);
      this.total = undefined;
      return value === undefined ? [] : [said('memoryAvailableBytes', this.bytes(value))];
    }
    const cached = this.freeAndBuffers === undefined ? undefined : oldSwapRow.exec(line)?.[1];
    return cached === undefined
      ? undefined
      : [said('memoryAvailableBytes', this.bytes((this.freeAndBuffers ?? 0) + Number(cached)))];
  }

  private begin(unit: string, total: number | undefined): void {
    this.unitBytes = 1024 ** (powers[unit] ?? 1);
    this.total = total;
    this.freeAndBuffers = undefined;
  }

  private bytes(figure: number): number {
    return Math.round(figure * this.unitBytes);
  }
}

function readingsOf(text: string): number[] {
  const figure = Number(text.replace('+', ''));
  return text.endsWith('+') ? scales.map((scale) => figure * scale) : [figure];
}

/** The reading of a total that is the sum of its parts. */
function wholeTotal(total: string, parts: readonly string[]): number | undefined {
  const totals = readingsOf(total);
  const sums = parts.reduce<number[]>(
    (all, part) => all.flatMap((sum) => readingsOf(part).map((reading) => sum + reading)),
    [0]
  );
  return totals.find((reading) => sums.some((sum) => Math.abs(sum - reading) <= reading / 1000)) ?? totals[0];
}
