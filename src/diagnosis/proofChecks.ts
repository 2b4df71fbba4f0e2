import { type Conditions } from './conditions';
import { type Diagnosis } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { lostFix } from './fixesSeen';
import { type ProofCheck, type ProofPast } from './proofResult';
import { type ProvenFix } from './provenFix';
import { settleSeconds } from './thisBoot';
import { type Thresholds } from './thresholds';

export interface ProofQuestion {
  evidence: NodeEvidence;
  diagnosis: Diagnosis;
  is: Conditions;
  fix: ProvenFix | undefined;
  past: ProofPast;
  thresholds: Readonly<Thresholds>;
}

/** In the order in which they can pass. */
export function proofChecks(question: ProofQuestion): ProofCheck[] {
  return [
    booted(question),
    fixRunning(question),
    ...accountingOff(question),
    noFailedCreation(question),
    noGrowth(question),
  ];
}

function booted({ evidence, fix, past }: ProofQuestion): ProofCheck {
  const { bootTimeSeconds: sinceSeconds, nokmemConfiguredNotRunning } = evidence;
  if (nokmemConfiguredNotRunning && !fix) {
    return { id: 'booted', result: 'failed', note: 'setButNotRunning', sinceSeconds };
  }
  if (sinceSeconds === undefined) {
    return { id: 'booted', result: 'notSeen' };
  }
  if (fix === 'runtime' && past.runtimeChangedSeconds !== undefined && past.runtimeChangedSeconds > sinceSeconds) {
    return { id: 'booted', result: 'failed', note: 'changedSinceBoot', sinceSeconds };
  }
  // Parameter and kernel come into force with a boot and no other way: one that runs has been booted.
  return { id: 'booted', result: fix ? 'passed' : 'pending', sinceSeconds };
}

function fixRunning({ evidence, fix, is, past }: ProofQuestion): ProofCheck {
  const { nokmemRunning, nokmemConfiguredNotRunning, kmemAccountingOn } = evidence;
  if (fix) {
    return { id: 'fixRunning', result: 'passed', fix };
  }
  if (nokmemConfiguredNotRunning) {
    return { id: 'fixRunning', result: 'failed', note: 'setButNotRunning' };
  }
  const lost = lostFix(evidence, is, past);
  if (lost) {
    return { id: 'fixRunning', result: 'failed', note: lost === 'stopped' ? 'stoppedRunning' : 'kernelChangedBack' };
  }
  const isBlind = nokmemRunning === undefined && kmemAccountingOn === undefined;
  return { id: 'fixRunning', result: isBlind ? 'notSeen' : 'pending' };
}

/** On a fixed kernel accounting may be on: removed cgroups are freed all the same. */
function accountingOff({ evidence: { kmemAccountingOn }, fix, is }: ProofQuestion): ProofCheck[] {
  if (is.kernel.class === 'fixed') {
    return [];
  }
  const id = 'accountingOff';
  if (kmemAccountingOn === undefined) {
    // A parameter can run and have no effect; versions and kernels are known by what they do.
    const isProofByItself = fix === 'runtime' || fix === 'kernel-upgrade';
    return [{ id, result: 'notSeen', ...(isProofByItself && { isOptional: true }) }];
  }
  if (!kmemAccountingOn) {
    return [{ id, result: 'passed' }];
  }
  return [{ id, result: fix ? 'failed' : 'pending' }];
}

function noFailedCreation({ evidence, is, past }: ProofQuestion): ProofCheck {
  const id = 'noFailedCreation';
  const { atSeconds, bootTimeSeconds, cgroupCreates15m, events } = evidence;
  const settledSeconds = bootTimeSeconds === undefined ? undefined : bootTimeSeconds + settleSeconds;
  const isSettled = settledSeconds === undefined || atSeconds >= settledSeconds;
  if (is.retried || is.refused.length > 0) {
    const refusals = is.refused.reduce((sum, { event }) => sum + event.count, 0);
    const value = refusals > 0 ? refusals : (cgroupCreates15m ?? 0);
    return { id, result: 'failed', value: { value: Math.round(value), unit: 'count' } };
  }
  const { lastFailureSeconds } = past;
  if (settledSeconds !== undefined && lastFailureSeconds !== undefined && lastFailureSeconds > settledSeconds) {
    return { id, result: 'failed', note: 'failedAfterBoot', sinceSeconds: lastFailureSeconds };
  }
  if (!isSettled) {
    const note = is.refusedBeforeBoot.length > 0 ? ({ note: 'eventsFromBeforeBoot' } as const) : {};
    return { id, result: 'pending', untilSeconds: settledSeconds, ...note };
  }
  const isSeen = cgroupCreates15m !== undefined || events.length > 0;
  return { id, result: isSeen ? 'passed' : 'notSeen', sinceSeconds: bootTimeSeconds };
}

function noGrowth({ evidence, diagnosis, is, thresholds }: ProofQuestion): ProofCheck {
  const id = 'noGrowth';
  const { atSeconds, bootTimeSeconds, slabUnreclaimableBytes, slabSteadyGrowthBytesPerDay: growth } = evidence;
  const value = growth === undefined ? {} : { value: { value: growth, unit: 'bytesPerDay' as const } };
  if (diagnosis.state === 'leaking' || (is.slabGrowing && is.susceptible)) {
    return { id, result: 'failed', ...value, sinceSeconds: bootTimeSeconds };
  }
  if (slabUnreclaimableBytes === undefined || bootTimeSeconds === undefined) {
    return { id, result: 'notSeen' };
  }
  const untilSeconds = bootTimeSeconds + thresholds.proofPeriodSeconds;
  if (atSeconds < untilSeconds) {
    return { id, result: 'pending', ...value, sinceSeconds: bootTimeSeconds, untilSeconds };
  }
  if (growth === undefined) {
    return { id, result: 'notSeen' };
  }
  // The verdict does not hold such growth against this kernel either.
  const note = is.slabGrowing ? ({ note: 'growthOfAnotherKind' } as const) : {};
  return { id, result: 'passed', ...value, sinceSeconds: bootTimeSeconds, ...note };
}
