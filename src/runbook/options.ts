import { type Diagnosis } from '../diagnosis';
import { type KernelVerdict } from '../kernel';

export const runbookOptions = ['nokmem', 'kernel-upgrade'] as const;
export type RunbookOption = (typeof runbookOptions)[number];

export function isRunbookOption(name: string | undefined): name is RunbookOption {
  return runbookOptions.some((option) => option === name);
}

export function suggestedOption({ kernel }: Pick<Diagnosis, 'kernel'>): RunbookOption {
  return kernel.nokmem === 'supported' ? 'nokmem' : 'kernel-upgrade';
}

/** How an option fits a kernel; each has its words. */
export type Fit = 'fits' | 'unreliable' | 'unavailable' | 'unneeded' | 'unknown';

export function fitOf(option: RunbookOption, kernel: KernelVerdict): Fit {
  if (kernel.class === 'fixed') {
    return 'unneeded';
  }
  if (kernel.release === undefined) {
    return 'unknown';
  }
  if (option === 'kernel-upgrade') {
    return 'fits';
  }
  return kernel.nokmem === 'supported' ? 'fits' : kernel.nokmem;
}
