import { askConditions } from './conditions';
import { type Diagnosis, type Measure } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { lostFix, runningFix } from './fixesSeen';
import { proofChecks } from './proofChecks';
import { defaultThresholds, type Thresholds } from './thresholds';

/** What keeps this node from leaking: `unnamed` where accounting is seen off and nothing says by what. */
export const fixes = ['nokmem', 'kernel', 'runtime', 'unnamed'] as const;
export type Fix = (typeof fixes)[number];

export const proofCheckIds = ['booted', 'fixRunning', 'accountingOff', 'noFailedCreation', 'noGrowth'] as const;
export type ProofCheckId = (typeof proofCheckIds)[number];

export const checkResults = ['passed', 'failed', 'pending', 'notSeen'] as const;
export type CheckResult = (typeof checkResults)[number];

/** What a result alone does not say; each has its words. */
export const checkNotes = [
  'setButNotRunning',
  'changedSinceBoot',
  'stoppedRunning',
  'kernelChangedBack',
  'failedAfterBoot',
  'eventsFromBeforeBoot',
  'growthOfAnotherKind',
] as const;
export type CheckNote = (typeof checkNotes)[number];

export interface ProofCheck {
  id: ProofCheckId;
  result: CheckResult;
  value?: Measure;
  /** Since when it holds, or has failed. */
  sinceSeconds?: number;
  /** A pending check can pass from this moment on. */
  untilSeconds?: number;
  note?: CheckNote;
  /** Which fix is seen running. */
  fix?: Fix;
  /** Without it the rest can still prove the fix. */
  isOptional?: true;
}

export const todoReasons = ['notRunning', 'setButNotRunning', 'changedSinceBoot', 'notSeen'] as const;
export type TodoReason = (typeof todoReasons)[number];

export const regressions = ['stopped', 'kernelBack', 'failing', 'growing', 'accountingOn'] as const;
export type Regression = (typeof regressions)[number];

export type Proof = { checks: ProofCheck[] } & (
  | { status: 'todo'; why: TodoReason }
  /** Without `untilSeconds` it is not time that is awaited, but a signal that nobody delivers. */
  | { status: 'verifying'; fix: Fix; untilSeconds?: number }
  | { status: 'verified'; fix: Fix; sinceSeconds: number }
  | { status: 'regressed'; why: Regression }
);
export const proofStatuses = ['todo', 'verifying', 'verified', 'regressed'] as const;
export type ProofStatus = Proof['status'];

/** What the node's own past adds to the evidence of now, where somebody has asked for it. */
export interface ProofPast {
  /** When kubelet or container runtime last changed: cgroups made before still leak until a reboot. */
  runtimeChangedSeconds?: number;
  /** The last moment at which creation was seen failing. */
  lastFailureSeconds?: number;
  /** Kernel releases that the node ran before. Hostile until rendered as text. */
  kernelsBefore?: readonly string[];
}

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
  return why ? { status: 'regressed', why, checks } : holding(fix, checks, evidence, thresholds);
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
function holding(fix: Fix, checks: ProofCheck[], evidence: NodeEvidence, thresholds: Readonly<Thresholds>): Proof {
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
