import { type FactId, type FactSaid, said, saidIf } from './fact';
import { parseSize } from './sizes';

const row = /^\s{0,8}(MemTotal|MemAvailable|Slab|SReclaimable|SUnreclaim|Percpu):\s{1,32}([0-9]{1,15}) kB\s{0,8}$/;

/** A row of it beside other words. */
const named =
  /(?<![\w.-])(MemTotal|MemAvailable|Slab|SReclaimable|SUnreclaim|Percpu)\s?[:=]\s{0,32}([0-9]{1,15}) ?kB\b/g;

const fields = {
  MemTotal: 'memoryTotalBytes',
  MemAvailable: 'memoryAvailableBytes',
  Slab: 'slabBytes',
  SReclaimable: 'slabReclaimableBytes',
  SUnreclaim: 'slabUnreclaimableBytes',
  Percpu: 'percpuBytes',
} as const satisfies Record<string, FactId>;
type MeminfoName = keyof typeof fields;

/** A row of /proc/meminfo; its kB are 1024 bytes. */
export function parseMeminfo(line: string): FactSaid[] {
  const [, name, kilobytes] = row.exec(line) ?? [];
  return name === undefined ? [] : [said(fields[name as MeminfoName], Number(kilobytes) * 1024)];
}

/** Rows of it within a line: a sentence that quotes them, or a paste without its line breaks. */
export function meminfoInside(line: string): FactSaid[] {
  return [...line.matchAll(named)].map(([, name, kilobytes]) =>
    said(fields[name as MeminfoName], Number(kilobytes) * 1024, 'prose')
  );
}

/** The name in a command that prints one figure of /proc/meminfo and nothing else. */
export function meminfoFieldOf(command: string): (typeof fields)[MeminfoName] | undefined {
  const name = /\b(MemTotal|MemAvailable|Slab|SReclaimable|SUnreclaim|Percpu)\b/.exec(command)?.[1];
  return name === undefined ? undefined : fields[name as MeminfoName];
}

// "Mem:" in the languages of procps' catalogues.
const memoryRow =
  /^\s{0,8}(?:Mem|Mem\.|Mém|Speicher|Память|Пам\.|Minne|Bellek|内存|記憶體|メモリ|메모리)\s?[:：]\s{0,32}(\S.{0,255})$/i;
const buffersRow = /^\s{0,8}-\/\+ \S{1,32}(?: \S{1,32})?[:：]\s{1,32}(\S{1,32})\s{1,32}(\S{1,32})\s{0,8}$/;

/** `free` in both layouts and every unit. */
export class FreeReader {
  private unit: string | undefined;
  private total: number | undefined;

  /** The command that was typed, for its unit. */
  begin(command: string | undefined): void {
    this.total = undefined;
    this.unit = command === undefined ? undefined : (/^free\b.*\s-[a-z]*?([bkmgt])/.exec(command)?.[1] ?? 'k');
  }

  read(line: string): FactSaid[] {
    const columns = memoryRow.exec(line)?.[1]?.trim().split(/\s+/);
    if (columns && columns.length >= 3) {
      return this.readMemory(columns);
    }
    const free = this.total === undefined ? undefined : buffersRow.exec(line)?.[2];
    return free === undefined ? [] : saidIf('memoryAvailableBytes', this.size(free));
  }

  /** The layout is told by its sums, which hold in every language. */
  private readMemory(columns: string[]): FactSaid[] {
    this.unit ??= unitOf(columns[0] ?? '');
    const [total, used, free, , fifth, sixth] = columns.map((column) => this.size(column));
    if (total === undefined || used === undefined || free === undefined) {
      return [];
    }
    this.total = total;
    // Before procps 3.3.10 "used" takes in the buffers and caches, which the next row leaves out.
    const isOld = used + free >= total * 0.999 && fifth !== undefined && sixth !== undefined && total - used < sixth;
    const available = isOld ? free + (fifth ?? 0) + (sixth ?? 0) : sixth;
    return [said('memoryTotalBytes', total), ...saidIf('memoryAvailableBytes', available)];
  }

  private size(text: string): number | undefined {
    return parseSize(text, this.unit);
  }
}

/** No node has less than half a GiB, and none more than half a PiB: what is left is the unit. */
function unitOf(total: string): string {
  const figure = Number(total);
  if (!Number.isFinite(figure)) {
    return 'b';
  }
  return figure >= 2 ** 34 ? 'b' : figure >= 2 ** 19 ? 'k' : figure >= 512 ? 'm' : 'g';
}
