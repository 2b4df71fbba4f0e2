import { type EventReading, type MemcgOom } from '../eventReading';

const kmemLine = /\bkmem: usage (\d{1,16})kB, limit (\d{1,16})kB/i;
// Where a cut has left the second line alone: what is used of memory and swap together.
const memoryLine = /\bmemory(?:\+swap)?: usage (\d{1,16})kB, limit (\d{1,16})kB/i;
const bytesPerKib = 1024;
/** So much of what the cgroup uses makes it the kernel's own memory that filled it. */
const fillingShare = 0.5;
/** Without the cgroup's own figures: more than any workload's kernel memory is by itself. */
const largeKmemBytes = 1024 ** 3;

/**
 * The figures in the kernel's report on a memory cgroup that ran out. Where kernel memory filled it, a leak of accounted
 * slab may have; otherwise the cgroup merely reached its limit.
 */
export function parseMemcgOom(text: string): EventReading | undefined {
  const kmem = kmemLine.exec(text);
  const memory = memoryLine.exec(text);
  if (!kmem && !memory) {
    return undefined;
  }
  const figures: MemcgOom = {
    kind: 'kmem-oom',
    kmemUsageBytes: bytes(kmem?.[1]) ?? 0,
    usageBytes: bytes(memory?.[1]),
    limitBytes: bytes(memory?.[2]),
  };
  return isFilledByKernel(figures) ? figures : memory ? { kind: 'look-alike', look: 'genuine-oom' } : undefined;
}

function isFilledByKernel({ kmemUsageBytes, usageBytes }: MemcgOom): boolean {
  return usageBytes === undefined
    ? kmemUsageBytes >= largeKmemBytes
    : kmemUsageBytes >= fillingShare * usageBytes && kmemUsageBytes > 0;
}

const bytes = (kib: string | undefined) => (kib === undefined ? undefined : Number(kib) * bytesPerKib);
