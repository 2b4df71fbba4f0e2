import table from '../knowledge/kernels.json';

/** What the bundle leaves out of the kernel table: the releases that a row was made from, and what mkdir answers there. */
export const kernelExamples: ReadonlyArray<{ id: string; examples: readonly string[]; errno: string }> = table.rows;
