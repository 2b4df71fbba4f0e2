import table from '../knowledge/kernels.json';

/** Releases that each row of the kernel table was made from. The bundle leaves them out: they are for tests. */
export const kernelExamples: ReadonlyArray<{ id: string; examples: readonly string[] }> = table.rows;
