import { type Diagnosis } from '../diagnosis';
import { type KernelFix, type KernelVerdict } from '../kernel';

export const runbookOptions = ['nokmem', 'kernel-upgrade', 'runtime', 'relief'] as const;
export type RunbookOption = (typeof runbookOptions)[number];

export function isRunbookOption(name: string | undefined): name is RunbookOption {
  return runbookOptions.some((option) => option === name);
}

/** The page of each remedy of the kernel table; the alerts' links are made the same way (jsonnet/lib/remedies.libsonnet). */
const optionOf: Readonly<Record<KernelFix, RunbookOption>> = {
  nokmem: 'nokmem',
  'kernel-upgrade': 'kernel-upgrade',
  'el8.1': 'kernel-upgrade',
  runtime: 'runtime',
  reclaim: 'relief',
};

export function suggestedOption({ kernel, cause }: Pick<Diagnosis, 'kernel' | 'cause'>): RunbookOption {
  if (cause === 'live-cgroup-leak') {
    return 'relief';
  }
  const best = kernel.fixes[0];
  return best ? optionOf[best] : 'relief';
}

/** How an option fits a kernel; each has its words. */
export type Fit = 'fits' | 'unreliable' | 'unavailable' | 'unneeded' | 'unknown';

export function fitOf(option: RunbookOption, kernel: KernelVerdict): Fit {
  if (option === 'relief') {
    return 'fits';
  }
  if (kernel.class === 'fixed') {
    return 'unneeded';
  }
  if (kernel.release === undefined) {
    return 'unknown';
  }
  if (option === 'kernel-upgrade') {
    return 'fits';
  }
  if (option === 'runtime') {
    // From 4.5 on the kernel accounts whatever the programs do.
    return kernel.accounting === 'runtime' ? 'fits' : kernel.accounting === 'unknown' ? 'unknown' : 'unavailable';
  }
  return kernel.nokmem === 'supported' ? 'fits' : kernel.nokmem;
}
