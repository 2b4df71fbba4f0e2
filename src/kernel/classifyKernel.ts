import { type KernelClass, type KernelRow, kernelTable } from './kernelTable';
import { remembering } from './remembering';

export type { KernelClass };

/**
 * What a kernel release says about the leak: the row it matched, by id, with all the row knows.
 * `rowId` is absent, and nothing but `class: 'unknown'` is claimed, when no release was given.
 */
export interface KernelVerdict extends Readonly<Omit<KernelRow, 'id' | 'pattern'>> {
  release?: string;
  rowId?: string;
}

/** utsname has room for 64 characters; anything far longer was not written by a kernel. */
const longestRelease = 256;
const printable = /^[!-~]+$/;

/**
 * Judges a release (`uname -r`, `kernel_version` of kube_node_info) by the first matching row of the kernel table.
 * Total: every string has a verdict, and time is linear in the table.
 */
export function classifyKernel(release: string | undefined): KernelVerdict {
  return release ? verdictOfRelease(release) : noRelease;
}

/** Nothing says so of these very builds: others of the same sources, or the mainline release below them. */
export function isInferred({ basis }: Pick<KernelVerdict, 'basis'>): boolean {
  return basis !== 'vendor';
}

const verdictOfRelease = remembering((release) => verdictOf(release, rowOf(release)), longestRelease);

/** The last row takes whatever no other row takes. */
function rowOf(release: string): KernelRow | undefined {
  // No kernel writes blanks or control characters; without them the patterns cannot backtrack far.
  if (release.length > longestRelease || !printable.test(release)) {
    return kernelTable.rows[kernelTable.rows.length - 1];
  }
  return compiledRows().find(({ pattern }) => pattern.test(release))?.row;
}

function verdictOf(release: string, row: KernelRow | undefined): KernelVerdict {
  if (!row) {
    return { ...noRelease, release };
  }
  const { id, pattern: _pattern, ...facts } = row;
  return Object.freeze({ release, rowId: id, ...facts });
}

const noRelease: KernelVerdict = Object.freeze({
  class: 'unknown',
  basis: 'vendor',
  family: '',
  mechanism: 'unknown',
  nokmem: 'unreliable',
  accounting: 'unknown',
  cgroupCountIncludesDying: false,
  slabEntriesMeaningful: false,
  waysOut: [],
  endOfLife: null,
  disputed: false,
});

interface CompiledRow {
  pattern: RegExp;
  row: KernelRow;
}

let compiled: CompiledRow[] | undefined;

/** Compiled at the first question: nothing runs while the plugin loads. */
function compiledRows(): CompiledRow[] {
  compiled ??= kernelTable.rows.map((row) => ({ row, pattern: new RegExp(`^(?:${row.pattern})$`) }));
  return compiled;
}
