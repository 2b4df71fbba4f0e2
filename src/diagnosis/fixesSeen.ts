import { classifyKernel, type KernelVerdict } from '../kernel';
import { type Conditions } from './conditions';
import { type NodeEvidence } from './evidence';
import { type ProofPast } from './proofResult';
import { type ProvenFix } from './provenFix';

export function runningFix({ nokmemRunning }: NodeEvidence, is: Conditions): ProvenFix | undefined {
  if (isFixedKernel(is.kernel)) {
    return 'kernel-upgrade';
  }
  if (nokmemRunning) {
    return 'nokmem';
  }
  if (is.accountingByPrograms === 'off') {
    return 'runtime';
  }
  return is.accountingOff && nokmemRunning !== false ? 'unnamed' : undefined;
}

/** Which fix ran before and does not any more. */
export function lostFix(
  { nokmemRanBefore, nokmemRunning }: NodeEvidence,
  { kernel, susceptible }: Conditions,
  { kernelsBefore = [] }: ProofPast
): 'stopped' | 'kernelBack' | undefined {
  if (nokmemRanBefore && nokmemRunning === false && susceptible) {
    return 'stopped';
  }
  const leaks = kernel.class === 'affected' || kernel.class === 'partially-fixed';
  return leaks && kernelsBefore.some((release) => isFixedKernel(classifyKernel(release))) ? 'kernelBack' : undefined;
}

export function isFixedKernel({ class: verdict }: KernelVerdict): boolean {
  return verdict === 'fixed' || verdict === 'protected-by-default';
}
