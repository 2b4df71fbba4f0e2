import { type KernelVerdict, type WayOut, waysOut } from '../kernel';

/** Every runbook: the ways out, and how to tell that one is needed. */
export const runbookIds = [...waysOut, 'confirm', 'not-this-fault'] as const;
export type RunbookId = (typeof runbookIds)[number];

export function isRunbookId(name: string | undefined): name is RunbookId {
  return runbookIds.some((option) => option === name);
}

export function isWayOut(option: RunbookId): option is WayOut {
  return waysOut.some((wayOut) => wayOut === option);
}

/** How an option fits a kernel; each has its words. */
export type Fit = 'fits' | 'unreliable' | 'unavailable' | 'unneeded' | 'unknown';

export function fitOf(option: WayOut, kernel: KernelVerdict): Fit {
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

/** Not reliable on the kernel as it runs, but the runbook of nokmem brings one on which it is. */
export function bringsItsKernel(option: WayOut, kernel: KernelVerdict): boolean {
  return option === 'nokmem' && kernel.mechanism === 'el7-kmem-caches' && fitOf(option, kernel) === 'unreliable';
}
