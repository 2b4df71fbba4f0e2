import { type Measure } from './diagnosis';
import { type ProvenFix } from './provenFix';

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
  fix?: ProvenFix;
  /** Without it the rest can still prove the fix. */
  isOptional?: true;
}

export const todoReasons = ['notRunning', 'setButNotRunning', 'changedSinceBoot', 'notSeen', 'anotherFault'] as const;
export type TodoReason = (typeof todoReasons)[number];

export const regressions = ['stopped', 'kernelBack', 'failing', 'growing', 'accountingOn'] as const;
export type Regression = (typeof regressions)[number];

export type Proof = { checks: ProofCheck[] } & (
  | { status: 'todo'; why: TodoReason }
  /** Without `untilSeconds` it is not time that is awaited, but a signal that nobody delivers. */
  | { status: 'verifying'; fix: ProvenFix; untilSeconds?: number }
  | { status: 'verified'; fix: ProvenFix; sinceSeconds: number }
  | { status: 'regressed'; why: Regression }
);
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
