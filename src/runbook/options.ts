import { type KernelFix, type KernelVerdict } from '../kernel';

/** Ways out. */
export const remedies = ['nokmem', 'kernel-upgrade', 'runtime', 'relief'] as const;
export type Remedy = (typeof remedies)[number];

/** Every runbook: the ways out, and how to tell that one is needed. */
export const runbookOptions = [...remedies, 'confirm', 'not-this-fault'] as const;
export type RunbookOption = (typeof runbookOptions)[number];

export function isRunbookOption(name: string | undefined): name is RunbookOption {
  return runbookOptions.some((option) => option === name);
}

export function isRemedy(option: RunbookOption): option is Remedy {
  return remedies.some((remedy) => remedy === option);
}

/** The page of each remedy of the kernel table; the alerts' links are made the same way (jsonnet/lib/remedies.libsonnet). */
export const remedyOf: Readonly<Record<KernelFix, Remedy>> = {
  nokmem: 'nokmem',
  'kernel-upgrade': 'kernel-upgrade',
  'el8.1': 'kernel-upgrade',
  runtime: 'runtime',
  reclaim: 'relief',
};

/** How an option fits a kernel; each has its words. */
export type Fit = 'fits' | 'unreliable' | 'unavailable' | 'unneeded' | 'unknown';

export function fitOf(option: Remedy, kernel: KernelVerdict): Fit {
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
