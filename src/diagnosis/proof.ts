import { askConditions } from './conditions';
import { type Diagnosis } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { classifyKernel } from '../kernel';
import { isFixedKernel, lostFix, runningFix } from './fixesSeen';
import { proofChecks } from './proofChecks';
import { type Proof, type ProofCheck, type ProofCheckId, type ProofPast, type TodoReason } from './proofResult';
import { type ProvenFix } from './provenFix';
import { defaultThresholds, type Thresholds } from './thresholds';

/** Has a fix been made, does it run, and has it held for the stated period? Pure and total, like `diagnose`. */
export function proofOf(
  evidence: NodeEvidence,
  diagnosis: Diagnosis,
  past: ProofPast = {},
  thresholds: Readonly<Thresholds> = defaultThresholds
): Proof {
  const is = askConditions(evidence, thresholds);
  const fix = runningFix(evidence, is);
  const checks = proofChecks({ evidence, diagnosis, is, fix, past, thresholds });
  const failed = (id: ProofCheckId) => checks.some((check) => check.id === id && check.result === 'failed');
  if (!fix) {
    const lost = lostFix(evidence, is, past);
    return lost
      ? { status: 'regressed', why: lost, checks }
      : { status: 'todo', why: todoReason(evidence, diagnosis), checks };
  }
  if (failed('booted')) {
    return { status: 'todo', why: 'changedSinceBoot', checks };
  }
  const why = failed('noFailedCreation')
    ? 'failing'
    : failed('noGrowth')
      ? 'growing'
      : failed('accountingOff')
        ? 'accountingOn'
        : undefined;
  if (why && fix === 'kernel-upgrade' && !wasChanged(past)) {
    return { status: 'todo', why: 'anotherFault', checks };
  }
  return why ? { status: 'regressed', why, checks } : holding(fix, checks, evidence, thresholds);
}

/** A node that has always run a fixed kernel was never fixed: what fails there is no fix that was lost. */
function wasChanged({ kernelsBefore = [] }: ProofPast): boolean {
  return kernelsBefore.some((release) => !isFixedKernel(classifyKernel(release)));
}

/** Somebody has begun, and may believe it done. */
export function isHalfDone(proof: Proof): boolean {
  return proof.status === 'todo' && (proof.why === 'setButNotRunning' || proof.why === 'changedSinceBoot');
}

function todoReason(
  { nokmemRunning, nokmemConfiguredNotRunning, kmemAccountingOn }: NodeEvidence,
  { state }: Diagnosis
): TodoReason {
  if (nokmemConfiguredNotRunning) {
    return 'setButNotRunning';
  }
  const isBlind = nokmemRunning === undefined && kmemAccountingOn === undefined;
  return isBlind && state !== 'failing' && state !== 'leaking' ? 'notSeen' : 'notRunning';
}

/** Nothing speaks against the fix: has enough been seen, for long enough? */
function holding(
  fix: ProvenFix,
  checks: ProofCheck[],
  evidence: NodeEvidence,
  thresholds: Readonly<Thresholds>
): Proof {
  const { bootTimeSeconds } = evidence;
  const open = checks.filter(({ result, isOptional }) => result !== 'passed' && !(isOptional && result === 'notSeen'));
  if (open.length === 0 && bootTimeSeconds !== undefined) {
    return { status: 'verified', fix, sinceSeconds: bootTimeSeconds + thresholds.proofPeriodSeconds, checks };
  }
  const moments = open.map(({ result, untilSeconds }) => (result === 'pending' ? untilSeconds : undefined));
  const isOnlyTime = open.length > 0 && moments.every((moment) => moment !== undefined);
  return {
    status: 'verifying',
    fix,
    ...(isOnlyTime && { untilSeconds: Math.max(...moments.filter((moment) => moment !== undefined)) }),
    checks,
  };
}
