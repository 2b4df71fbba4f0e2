import { askConditions, type Conditions } from './conditions';
import { confidenceOf } from './confidence';
import { type Cause, type Diagnosis, type State } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { forecastOf } from './forecast';
import { missingOf } from './missing';
import { weighReasons } from './reasons';
import { defaultThresholds, type Thresholds } from './thresholds';

/** The judge: pure, deterministic, total. A missing field weakens the verdict and is named in `missing`. */
export function diagnose(evidence: NodeEvidence, thresholds: Readonly<Thresholds> = defaultThresholds): Diagnosis {
  const conditions = askConditions(evidence, thresholds);
  const state = stateOf(evidence, conditions);
  const reasons = weighReasons(evidence, conditions, thresholds);
  const missing = missingOf(evidence);
  return {
    state,
    cause: causeOf(state, evidence, conditions),
    confidence: confidenceOf(state, reasons, missing),
    reasons,
    missing,
    forecast: forecastOf(state, evidence, conditions, thresholds),
    kernel: conditions.kernel,
  };
}

function stateOf(evidence: NodeEvidence, is: Conditions): State {
  if (is.refused.length > 0 || (is.retried && is.susceptible && !is.memoryShort && !is.accountingOff)) {
    return 'failing';
  }
  if (isLeaking(is)) {
    return 'leaking';
  }
  if (is.kernel.class === 'protected-by-default' || (is.susceptible && isProtected(evidence, is))) {
    return 'protected';
  }
  if (is.kernel.class === 'fixed') {
    return 'clear';
  }
  const canSeeLeak = evidence.slabUnreclaimableBytes !== undefined;
  return is.kernel.class === 'unknown' || !canSeeLeak ? 'unknown' : 'exposed';
}

function isLeaking(is: Conditions): boolean {
  return (is.slabGrowing && is.susceptible && !is.memoryShort && !is.accountingOff) || is.cgroupsGrowing;
}

/** Accounting seen off and nothing growing; the parameter alone proves nothing on old el7 builds. */
function isProtected(evidence: NodeEvidence, is: Conditions): boolean {
  return is.accountingOff && evidence.nokmemRunning !== false && !is.slabGrowing;
}

function causeOf(state: State, evidence: NodeEvidence, is: Conditions): Cause {
  if (is.memoryShort) {
    return 'memory-shortage';
  }
  if (state === 'failing' || state === 'leaking') {
    return leakCause(state, evidence, is);
  }
  if (is.lookAlikes.length > 0) {
    return 'other';
  }
  return state === 'unknown' ? 'undetermined' : 'none';
}

function leakCause(state: State, evidence: NodeEvidence, is: Conditions): Cause {
  const { liveMemoryCgroups: live, memoryCgroups: counted } = evidence;
  // Most of what the kernel counts is really there: somebody forgot to remove directories.
  if (is.cgroupsGrowing && live !== undefined && counted !== undefined && live >= counted / 2) {
    return 'live-cgroup-leak';
  }
  if (is.kernel.mechanism === 'el7-kmem-caches') {
    return 'memcg-kmem-leak';
  }
  if (is.cgroupsGrowing && is.dyingCgroups === undefined && state === 'leaking' && !is.slabGrowing) {
    return 'undetermined';
  }
  if (is.kernel.mechanism === 'dying-memcgs' || is.dyingCgroups !== undefined) {
    return 'dying-memcgs';
  }
  return state === 'failing' ? 'memcg-id-exhaustion' : 'undetermined';
}
