import later from '../knowledge/kernels.json?later';
import { type KernelSource } from './kernelTable';

/** What the kernel table says of a row to those who want to know why, and who says so. */
export interface KernelNotes {
  id: string;
  note: string;
  sources: KernelSource[];
}

/** Apart from the table that judges: the bundle loads them where a kernel is explained. */
export const kernelNotes: readonly KernelNotes[] = later.rows;

/** @returns undefined for a row that there is not */
export function notesOf(rowId: string): KernelNotes | undefined {
  return kernelNotes.find(({ id }) => id === rowId);
}
