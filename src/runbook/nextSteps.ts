import { type Diagnosis } from '../diagnosis/diagnosis';
import { likelyCause } from '../diagnosis/likelyCause';

export const nextSteps = [
  'cordon',
  'pickFix',
  'drainRebootVerify',
  'beforeItFails',
  'findDirectories',
  'freeMemory',
  'findSlabCache',
  'raiseCgroupLimit',
  'readEvents',
  'planFix',
  'nothing',
  'seeMore',
  'awaitProof',
] as const;
export type NextStep = (typeof nextSteps)[number];

/** What the reader should do now, in order, as the likeliest cause has it. */
export function nextStepsOf(diagnosis: Diagnosis, isCordoned: boolean): NextStep[] {
  const { state, missing, recovering } = diagnosis;
  if (recovering?.fix) {
    return ['awaitProof'];
  }
  switch (likelyCause(diagnosis)) {
    case 'live-cgroup-leak':
      return ['findDirectories'];
    case 'memory-shortage':
      return state === 'exposed' ? ['freeMemory', 'planFix'] : ['freeMemory'];
    case 'other-slab-leak':
      return state === 'exposed' ? ['findSlabCache', 'planFix'] : ['findSlabCache'];
    case 'cgroup-at-its-limit':
      return state === 'exposed' ? ['raiseCgroupLimit', 'planFix'] : ['raiseCgroupLimit'];
    case 'other':
      return state === 'exposed'
        ? ['readEvents', 'planFix']
        : state === 'failing' && !isCordoned
          ? ['cordon', 'readEvents']
          : ['readEvents'];
    default:
      break;
  }
  switch (state) {
    case 'failing':
      return isCordoned ? ['pickFix', 'drainRebootVerify'] : ['cordon', 'pickFix', 'drainRebootVerify'];
    case 'leaking':
      return ['pickFix', 'beforeItFails'];
    case 'exposed':
      return ['planFix'];
    case 'unknown':
      return missing.length > 0 ? ['seeMore'] : ['nothing'];
    case 'protected':
    case 'clear':
      return ['nothing'];
  }
}
