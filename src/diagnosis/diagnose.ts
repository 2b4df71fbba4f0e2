import { causeOf } from './cause';
import { doPodsWaitUnexplained } from './causeFacts';
import { askConditions, type Conditions } from './conditions';
import { confidenceOf } from './confidence';
import { type Diagnosis, isFailingOrLeaking, type State } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { forecastsOf } from './forecast';
import { missingOf } from './missing';
import { rankCauses } from './rankedCauses';
import { weighReasons } from './reasons';
import { recoveringOf } from './recovering';
import { defaultThresholds, type Thresholds } from './thresholds';

/** The judge: pure, deterministic, total. A missing field weakens the verdict and is named in `missing`. */
export function diagnose(evidence: NodeEvidence, thresholds: Readonly<Thresholds> = defaultThresholds): Diagnosis {
  const conditions = askConditions(evidence, thresholds);
  const state = stateOf(evidence, conditions);
  const reasons = weighReasons(evidence, conditions, thresholds);
  const missing = missingOf(evidence);
  const cause = causeOf(state, conditions);
  const confidence = confidenceOf(state, reasons, missing);
  const recovering = isFailingOrLeaking(state) ? undefined : recoveringOf(evidence, conditions, thresholds);
  return {
    state,
    ...(recovering && { recovering }),
    cause,
    causes: rankCauses({ state, cause, confidence }, evidence, conditions),
    confidence,
    reasons,
    missing,
    ...forecastsOf(state, evidence, conditions, thresholds),
    kernel: conditions.kernel,
  };
}

function stateOf(evidence: NodeEvidence, is: Conditions): State {
  if (is.failing) {
    return 'failing';
  }
  if (isLeaking(is)) {
    return 'leaking';
  }
  if ((is.kernel.class === 'protected-by-default' && !is.susceptible) || isProtected(evidence, is)) {
    return 'protected';
  }
  if (is.kernel.class === 'fixed') {
    return doPodsWaitUnexplained(evidence, is) ? 'unknown' : 'clear';
  }
  const canSeeLeak = evidence.slabUnreclaimableBytes !== undefined;
  return is.kernel.class === 'unknown' || !canSeeLeak ? 'unknown' : 'exposed';
}

function isLeaking(is: Conditions): boolean {
  if (is.cgroupsGrowing || is.cgroupsAtLimit || is.cgroupsKept || is.entriesConvict || is.percpuLeaking) {
    return true;
  }
  const slubTells = (is.slubMarked.length > 0 || is.kmemOoms.length > 0) && is.kernel.class !== 'unknown';
  const slabTells = is.slabGrowing && !is.slabMayLevelOff && !is.anotherSlabLeak;
  return (slabTells || slubTells) && is.susceptible && !is.memoryShort && !is.accountingOff;
}

/**
 * Accounting seen off, or never switched on by this kubelet and runtime, and nothing growing. The parameter alone proves
 * nothing on old el7 builds.
 */
function isProtected(evidence: NodeEvidence, is: Conditions): boolean {
  if (!is.susceptible || is.slabGrowing || evidence.kmemAccountingOn === true) {
    return false;
  }
  return (is.accountingOff && evidence.nokmemRunning !== false) || is.accountingByPrograms === 'off';
}
