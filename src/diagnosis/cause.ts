import { type EventReading, mayBeTrace } from '../events';
import { type Conditions } from './conditions';
import { type Cause, isFailingOrLeaking, type State } from './diagnosis';

/** What is behind the state. */
export function causeOf(state: State, is: Conditions): Cause {
  if (is.memoryShort) {
    return 'memory-shortage';
  }
  if (isFailingOrLeaking(state)) {
    return leakCause(is);
  }
  if (is.anotherSlabLeak) {
    return 'other-slab-leak';
  }
  if (is.atOwnLimit.length > 0) {
    return 'cgroup-at-its-limit';
  }
  if (is.lookAlikes.length > 0) {
    return onlyTraces(is) ? 'undetermined' : is.memoryRanOut && onlyKills(is) ? 'memory-shortage' : 'other';
  }
  // Slab that holds so much is no ordinary state, though nothing tells yet whose it is.
  const isOpen = state === 'unknown' || is.saidToLeak || (is.slabHeavy && is.susceptible);
  return isOpen ? 'undetermined' : 'none';
}

/** A failed setns can be a side face of this leak on el7, and of much else: https://github.com/moby/moby/issues/31037 */
function onlyTraces(is: Conditions): boolean {
  const isTrace = (reading: EventReading | undefined) => reading?.kind === 'look-alike' && mayBeTrace(reading.look);
  return is.susceptible && is.lookAlikes.every(({ reading }) => isTrace(reading));
}

/** Whoever was killed: nothing else is told that a shortage of memory does not explain. */
function onlyKills({ lookAlikes }: Conditions): boolean {
  return lookAlikes.every(({ reading }) => reading?.kind === 'look-alike' && reading.look === 'genuine-oom');
}

function leakCause(is: Conditions): Cause {
  if (isLive(is)) {
    return 'live-cgroup-leak';
  }
  // Retries alone say that creation fails, not why: with accounting off, or without a leak, it is something else.
  if (is.accountingOff && is.refused.length === 0 && !is.cgroupsGrowing && !is.cgroupsAtLimit) {
    return 'undetermined';
  }
  // Only a memory cgroup's private cache carries the mark, and only kernel-memory accounting makes such caches.
  if (is.slubMarked.length > 0) {
    return 'memcg-kmem-leak';
  }
  switch (is.kernel.mechanism) {
    case 'el7-kmem-caches':
      return 'memcg-kmem-leak';
    case 'dying-memcgs':
      return 'dying-memcgs';
    default:
      return causeWithoutKernel(is);
  }
}

function isLive(is: Conditions): boolean {
  return (is.cgroupsGrowing || is.cgroupsAtLimit) && is.cgroupsLive;
}

function causeWithoutKernel(is: Conditions): Cause {
  if (is.cgroupsKept || (is.dyingCgroups !== undefined && (is.cgroupsGrowing || is.cgroupsAtLimit))) {
    return 'dying-memcgs';
  }
  if (is.percpuLeaking) {
    return 'dying-memcgs';
  }
  if (is.refused.length === 0) {
    return is.cgroupsAtLimit ? 'memcg-id-exhaustion' : 'undetermined';
  }
  if (is.cgroupsAtLimit) {
    return 'memcg-id-exhaustion';
  }
  return textCause(is);
}

/**
 * Only the text is left. ENOMEM on a pod's cgroup is what el7 answers with its IDs leaked; ENOSPC says only that the IDs
 * are used up; ENOMEM outside Kubernetes may as well be a provider's cap: https://github.com/moby/moby/issues/42581
 */
function textCause({ refused, kernel, idsAreFree }: Conditions): Cause {
  // Something refused them, and it was not that the IDs had run out.
  if (idsAreFree) {
    return 'undetermined';
  }
  const readings = refused.flatMap(({ reading }) => (reading?.kind === 'creation-refused' ? [reading] : []));
  if (readings.length === 0) {
    // Counted by a pipeline that matched the text and kept none of it.
    return kernel.class === 'unknown' ? 'memcg-kmem-leak' : 'memcg-id-exhaustion';
  }
  if (readings.some(({ errno }) => errno === 'ENOSPC') || kernel.class === 'fixed') {
    return 'memcg-id-exhaustion';
  }
  return readings.some(({ path }) => path.includes('kubepods')) ? 'memcg-kmem-leak' : 'undetermined';
}
