import figures from '../knowledge/figures.json';
import { type KernelVerdict } from '../kernel';
import { type NodeEvidence } from './evidence';
import { pageTimes } from './largePages';
import { type Thresholds } from './thresholds';
import { samplesSinceBoot } from './trend';

const daySeconds = 86400;
const { bytesPerId, declineRatio, overDays } = figures.levelsOff;

/**
 * Unreclaimable slab grows by less each day than the day before, as caches do that fill, and at this rate ends below what
 * all memory cgroup IDs hold. A leak goes on as long as pods start; its days differ a little.
 */
export function isLevellingOff(
  evidence: NodeEvidence,
  kernel: KernelVerdict,
  { memcgIdLimit }: Readonly<Thresholds>
): boolean {
  const floors = dayFloors(evidence);
  const [step0 = 0, step1 = 0, step2 = 0] = floors.slice(1).map((older, index) => (floors[index] ?? 0) - older);
  const isLessEachDay = step0 > 0 && step0 < step1 && step1 < step2 && step0 <= declineRatio * step2;
  if (evidence.slabUnreclaimableBytes === undefined || !isLessEachDay) {
    return false;
  }
  const stillToCome = step0 / (Math.sqrt(step2 / step0) - 1);
  return evidence.slabUnreclaimableBytes + stillToCome < memcgIdLimit * bytesPerId * pageTimes(kernel);
}

/** The least of each of the last days, the latest first; none where the running boot has no whole days of samples. */
function dayFloors(evidence: NodeEvidence): number[] {
  const samples = samplesSinceBoot(evidence);
  const days = Array.from({ length: overDays }, (_, ago) =>
    samples
      .filter(({ timeSeconds }) => Math.floor((evidence.atSeconds - timeSeconds) / daySeconds) === ago)
      .map(({ bytes }) => bytes)
  );
  // Of four samples a day, one may be lost.
  return days.every((day) => day.length >= 3) ? days.map((day) => Math.min(...day)) : [];
}
