import { isInferred, type KernelVerdict } from '../kernel';
import { doPodsWaitUnexplained, mayKeepUnseen, mayLeakUnseen } from './causeFacts';
import { type Conditions, type ReadEvent } from './conditions';
import { weight } from './confidence';
import { type Measure, type Reason, type ReasonKey, type Strength, type Unit } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { areSaidToStay } from './saidOfNode';
import { startsPerDay } from './slabGrowth';
import { type Thresholds } from './thresholds';

/** Everything that speaks for or against the fault on this node, strongest first. */
export function weighReasons(evidence: NodeEvidence, is: Conditions, thresholds: Readonly<Thresholds>): Reason[] {
  const reasons = [
    ...creationReasons(evidence, is, thresholds),
    ...slabReasons(evidence, is, thresholds),
    ...cgroupReasons(evidence, is, thresholds),
    ...memoryReasons(evidence, is, thresholds),
    ...kernelReasons(is),
    ...accountingReasons(evidence, is),
  ];
  return reasons.sort((a, b) => weight[b.strength] - weight[a.strength]);
}

function creationReasons(evidence: NodeEvidence, is: Conditions, thresholds: Readonly<Thresholds>): Reason[] {
  const reasons: Reason[] = [];
  if (is.refused.length > 0) {
    reasons.push(
      speaksFor('creationRefused', 'strong', { value: totalCount(is.refused), detail: loudest(is.refused)?.message })
    );
  }
  if (is.retried) {
    const value = measure(evidence.cgroupCreates15m, 'count');
    reasons.push(
      speaksFor('creationRetried', 'medium', { value, threshold: measure(thresholds.cgroupCreatesRetry15m, 'count') })
    );
  }
  if (is.textless.length > 0) {
    reasons.push(speaksFor('creationEventWithoutText', 'weak', { value: totalCount(is.textless) }));
  }
  if (is.slubMarked.length > 0) {
    reasons.push(
      speaksFor('slubRefused', 'medium', { value: totalCount(is.slubMarked), detail: loudest(is.slubMarked)?.message })
    );
  }
  if (is.kmemOoms.length > 0) {
    reasons.push(
      speaksFor('kmemOom', 'medium', { value: totalCount(is.kmemOoms), detail: loudest(is.kmemOoms)?.message })
    );
  }
  if (is.atOwnLimit.length > 0) {
    const detail = loudest(is.atOwnLimit)?.message;
    const why = is.kernel.accounting === 'kernel' ? 'slubCgroupLimit' : 'slubKmemLimit';
    reasons.push(speaksAgainst(why, 'medium', { value: totalCount(is.atOwnLimit), detail }));
  }
  if (doPodsWaitUnexplained(evidence, is)) {
    reasons.push(speaksFor('podsWaitUnexplained', 'medium', { value: measure(evidence.stuckPods.length, 'count') }));
  } else if (evidence.stuckPods.length > 0) {
    reasons.push(speaksFor('podsStuck', 'weak', { value: measure(evidence.stuckPods.length, 'count') }));
  } else if (evidence.stuckPodsBefore) {
    reasons.push(speaksFor('podsStuckBefore', 'weak', { value: measure(evidence.stuckPodsBefore, 'count') }));
  }
  if (is.lookAlikes.length > 0) {
    reasons.push(
      speaksAgainst('lookAlikeEvent', 'medium', {
        value: totalCount(is.lookAlikes),
        detail: loudest(is.lookAlikes)?.message,
      })
    );
  }
  return reasons;
}

function slabReasons(evidence: NodeEvidence, is: Conditions, thresholds: Readonly<Thresholds>): Reason[] {
  const reasons: Reason[] = [];
  const growth = measure(evidence.slabSteadyGrowthBytesPerDay, 'bytesPerDay');
  const threshold = measure(thresholds.slabGrowthBytesPerDay, 'bytesPerDay');
  if (is.slabHeavy) {
    const value = measure(evidence.slabUnreclaimableBytes, 'bytes');
    reasons.push(speaksFor('slabHeavy', 'medium', { value, threshold: measure(thresholds.slabHeavyRatio, 'ratio') }));
  }
  if (is.slabGrowing && is.anotherSlabLeak && is.kernel.class !== 'fixed') {
    reasons.push(speaksAgainst('slabGrowthOfAnotherKind', 'strong', { value: growth, threshold }));
  } else if (is.slabGrowing && is.kernel.class === 'fixed') {
    reasons.push(speaksFor('slabGrowthOnFixedKernel', 'weak', { value: growth, threshold }));
  } else if (is.slabGrowing) {
    reasons.push(speaksFor('slabGrowing', 'medium', { value: growth, threshold }));
  } else if (growth && is.slabLevelsOff) {
    reasons.push(speaksAgainst('slabLevelsOff', 'weak', { value: growth }));
  } else if (growth && growth.value >= thresholds.slabGrowthBytesPerDay) {
    // Not a growth that counts: on a fixed kernel it leaves the memory far from full, on another there is little slab yet.
    const key = is.kernel.class === 'fixed' ? 'slabGrowthOnFixedKernel' : 'slabGrowingFromLittle';
    reasons.push(speaksFor(key, 'weak', { value: growth }));
  } else if (growth && growth.value >= thresholds.slabGrowthBytesPerDay / 2) {
    reasons.push(speaksFor('slabGrowingSlowly', 'weak', { value: growth, threshold }));
  } else if (growth) {
    reasons.push(speaksAgainst('slabFlat', 'weak', { value: growth, threshold }));
  } else if (evidence.slabSaidToGrow) {
    reasons.push(speaksFor('slabSaidToGrow', 'weak', {}));
  }
  if (mayLeakUnseen(evidence, is) && is.accountingByPrograms !== 'off') {
    reasons.push(speaksFor('growthUnseen', 'weak', { value: measure(startsPerDay(evidence), 'count') }));
  }
  if (
    is.kernel.slabEntriesMeaningful &&
    evidence.slabEntries !== undefined &&
    evidence.slabEntries >= thresholds.slabEntriesWarning
  ) {
    const critical = evidence.slabEntries >= thresholds.slabEntriesCritical;
    const limit = critical ? thresholds.slabEntriesCritical : thresholds.slabEntriesWarning;
    const value = measure(evidence.slabEntries, 'count');
    reasons.push(
      speaksFor('slabEntriesHigh', critical ? 'strong' : 'medium', { value, threshold: measure(limit, 'count') })
    );
  }
  const { slabReclaimableBytes: reclaimable, slabUnreclaimableBytes: unreclaimable } = evidence;
  if (reclaimable !== undefined && unreclaimable !== undefined && reclaimable > 4 * unreclaimable && !is.slabGrowing) {
    reasons.push(speaksAgainst('slabReclaimable', 'weak', { value: measure(reclaimable, 'bytes') }));
  }
  return reasons;
}

function cgroupReasons(evidence: NodeEvidence, is: Conditions, thresholds: Thresholds): Reason[] {
  return [...countReasons(evidence, is, thresholds), ...dyingReasons(evidence, is, thresholds)];
}

function countReasons(evidence: NodeEvidence, is: Conditions, thresholds: Thresholds): Reason[] {
  const counted = evidence.memoryCgroups;
  if (counted === undefined) {
    if (areSaidToStay(evidence)) {
      return [speaksFor('cgroupsSaidToStay', 'weak', {})];
    }
    const starts = measure(startsPerDay(evidence), 'count');
    return mayKeepUnseen(evidence, is) ? [speaksFor('cgroupsUncounted', 'weak', { value: starts })] : [];
  }
  const value = measure(counted, 'count');
  const threshold = measure(thresholds.memoryCgroupsHigh, 'count');
  if (is.cgroupsAtLimit) {
    return [speaksFor('cgroupsAtLimit', 'strong', { value, threshold: measure(thresholds.memcgIdLimit, 'count') })];
  }
  if (counted < thresholds.memoryCgroupsHigh) {
    return is.kernel.mechanism === 'el7-kmem-caches' ? [speaksAgainst('cgroupsLowSaysNothing', 'weak', { value })] : [];
  }
  return [speaksFor('cgroupsHigh', 'medium', { value, threshold })];
}

function dyingReasons(evidence: NodeEvidence, is: Conditions, thresholds: Thresholds): Reason[] {
  const reasons: Reason[] = [];
  const high = thresholds.memoryCgroupsHigh;
  if (is.dyingCgroups !== undefined && is.dyingCgroups >= thresholds.dyingCgroupsHigh) {
    const threshold = measure(thresholds.dyingCgroupsHigh, 'count');
    reasons.push(speaksFor('cgroupsDying', 'strong', { value: measure(is.dyingCgroups, 'count'), threshold }));
  }
  if (evidence.liveMemoryCgroups !== undefined && evidence.liveMemoryCgroups >= high) {
    const value = measure(evidence.liveMemoryCgroups, 'count');
    reasons.push(speaksFor('cgroupsLive', 'strong', { value, threshold: measure(high, 'count') }));
  }
  const { liveMemoryCgroups: directories, memoryCgroups: counted = 0 } = evidence;
  if (directories === undefined && is.cgroupsLive && counted >= high) {
    reasons.push(speaksFor('cgroupsOfPids', 'medium', { value: measure(evidence.pidsCgroups, 'count') }));
  }
  if (evidence.percpuBytes !== undefined && (is.percpuLeaking || evidence.percpuBytes >= thresholds.percpuHighBytes)) {
    const value = measure(evidence.percpuBytes, 'bytes');
    reasons.push(
      speaksFor('percpuHigh', is.percpuLeaking ? 'strong' : 'weak', {
        value,
        threshold: measure(thresholds.percpuHighBytes, 'bytes'),
      })
    );
  }
  return reasons;
}

function memoryReasons(evidence: NodeEvidence, is: Conditions, thresholds: Readonly<Thresholds>): Reason[] {
  const value = measure(is.availableRatio, 'ratio');
  if (is.slabIsShortage) {
    return [speaksFor('slabIsShortage', 'medium', { value: measure(evidence.slabUnreclaimableBytes, 'bytes') })];
  }
  if (is.memoryShort) {
    return [
      speaksAgainst('memoryShort', 'strong', { value, threshold: measure(thresholds.memoryShortRatio, 'ratio') }),
    ];
  }
  return is.memoryAmple
    ? [speaksFor('memoryAmple', 'medium', { value, threshold: measure(thresholds.memoryAmpleRatio, 'ratio') })]
    : [];
}

function kernelReasons({ kernel }: Conditions): Reason[] {
  const detail = kernel.release;
  if (isInferred(kernel)) {
    return inferredKernelReasons(kernel);
  }
  switch (kernel.class) {
    case 'affected':
      return [speaksFor('kernelAffected', 'medium', { detail })];
    case 'partially-fixed':
      return [speaksFor('kernelPartiallyFixed', 'medium', { detail })];
    case 'fixed':
      return [speaksAgainst('kernelFixed', 'strong', { detail })];
    case 'protected-by-default':
      return [speaksAgainst('kernelProtectedByDefault', 'medium', { detail })];
    case 'unknown':
      return [speaksAgainst('kernelUnknown', 'weak', { detail })];
  }
}

/** What is inferred weighs less than what a vendor or a report says of these builds. */
function inferredKernelReasons({ class: verdict, release: detail }: KernelVerdict): Reason[] {
  switch (verdict) {
    case 'affected':
      return [speaksFor('kernelAffectedInferred', 'weak', { detail })];
    case 'partially-fixed':
      return [speaksFor('kernelPartiallyFixedInferred', 'weak', { detail })];
    case 'fixed':
      return [speaksAgainst('kernelFixedInferred', 'medium', { detail })];
    default:
      return [];
  }
}

function accountingReasons(evidence: NodeEvidence, is: Conditions): Reason[] {
  const { kmemAccountingOn, nokmemRunning, cgroupVersion } = evidence;
  const reasons: Reason[] = [];
  if (cgroupVersion === 2) {
    reasons.push(speaksAgainst('unifiedHierarchy', 'weak'));
  }
  if (kmemAccountingOn === false) {
    reasons.push(speaksAgainst('accountingOff', 'strong'));
  }
  if (kmemAccountingOn && nokmemRunning) {
    // Reported on el7 builds before 7.7: https://github.com/labring/sealos/issues/722
    reasons.push(speaksFor('nokmemNotEffective', 'medium'));
  } else if (kmemAccountingOn) {
    reasons.push(speaksFor('accountingOn', 'weak'));
  } else if (nokmemRunning) {
    reasons.push(speaksAgainst('nokmemRunning', 'weak'));
  }
  return kmemAccountingOn === undefined ? [...reasons, ...programReasons(evidence, is)] : reasons;
}

/** Versions say what the programs do by default; what the probe sees on the node counts more. */
function programReasons({ kubeletVersion, containerRuntimeVersion }: NodeEvidence, is: Conditions): Reason[] {
  const detail = [kubeletVersion, containerRuntimeVersion].filter(Boolean).join(', ');
  switch (is.accountingByPrograms) {
    case 'on':
      return [speaksFor('runtimeSwitchesOn', 'weak', { detail })];
    case 'off':
      return [speaksAgainst('runtimeSwitchesOff', 'medium', { detail })];
    default:
      return [];
  }
}

type Parts = Pick<Reason, 'value' | 'threshold' | 'detail'>;

const speaksFor = (key: ReasonKey, strength: Strength, parts: Parts = {}): Reason => ({
  key,
  direction: 'for',
  strength,
  ...parts,
});
const speaksAgainst = (key: ReasonKey, strength: Strength, parts: Parts = {}): Reason => ({
  key,
  direction: 'against',
  strength,
  ...parts,
});

function measure(value: number | undefined, unit: Unit): Measure | undefined {
  return value === undefined ? undefined : { value, unit };
}

function totalCount(events: readonly ReadEvent[]): Measure {
  return { value: Math.round(events.reduce((sum, { event }) => sum + event.count, 0)), unit: 'count' };
}

function loudest(events: readonly ReadEvent[]) {
  return events.reduce<ReadEvent | undefined>(
    (largest, each) => (largest && largest.event.count >= each.event.count ? largest : each),
    undefined
  )?.event;
}
