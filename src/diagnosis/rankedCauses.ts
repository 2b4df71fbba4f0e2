import {
  doPodsWaitUnexplained,
  growsSlowly,
  isCrowded,
  isUnmeasured,
  keepsMany,
  mayKeepUnseen,
  mayLeakUnseen,
  onlyGrows,
} from './causeFacts';
import { type Candidate, type Sign, signs } from './causeSigns';
import { type Conditions } from './conditions';
import { type Cause, type Confidence, type RankedCause, type State } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { isSaidToGrow } from './saidOfNode';
import { settle } from './settle';
import { isYoung } from './slabGrowth';

const before: Readonly<Record<Candidate, number>> = {
  none: 1,
  'memcg-kmem-leak': 0,
  'dying-memcgs': 0,
  other: 0,
  'memory-shortage': -1,
  'memcg-id-exhaustion': -1.5,
  'live-cgroup-leak': -2,
  'other-slab-leak': -1,
  'cgroup-at-its-limit': -1.5,
};

/** What the verdict itself adds: it weighs what the signs, one by one, do not see together. */
const verdictPoints: Readonly<Record<Confidence, number>> = { high: 3, medium: 1.5, low: 1 };

/** Less likely than this is not worth the reader's time. */
const worthSaying = 0.05;
const maxShown = 4;
/** Nothing that is inferred is certain. */
export const mostSure = 0.97;

interface Weighing extends Pick<Sign, 'seen'> {
  weights: ReadonlyArray<readonly [cause: Candidate, points: number]>;
}

let weighed: readonly Weighing[] | undefined;

/** Thousands of nodes are weighed one after another: what a sign speaks for is listed once. */
function weighings(): readonly Weighing[] {
  weighed ??= signs.map(({ seen, points }) => ({
    seen,
    weights: candidates.flatMap((cause) => (points[cause] === undefined ? [] : [[cause, points[cause]] as const])),
  }));
  return weighed;
}

/** Causes by likelihood, the likeliest first; `verdict` stays on top where it names a cause, or finds nothing. */
export function rankCauses(
  verdict: { state: State; cause: Cause; confidence: Confidence },
  evidence: NodeEvidence,
  is: Conditions
): RankedCause[] {
  const points = { ...before };
  for (const { seen, weights } of weighings()) {
    if (seen(evidence, is)) {
      for (const [cause, more] of weights) {
        points[cause] += more;
      }
    }
  }
  if (verdict.cause !== 'undetermined' && !isDoubtful(verdict, evidence, is)) {
    const highest = Math.max(...candidates.map((cause) => points[cause]));
    points[verdict.cause] = Math.max(points[verdict.cause], highest) + verdictPoints[verdict.confidence];
  }
  const shares = sharesOf(points);
  return candidates
    .map((cause) => ({ cause, probability: shares(cause) }))
    .sort((a, b) => b.probability - a.probability)
    .filter(({ probability }, index) => index === 0 || (index < maxShown && probability >= worthSaying))
    .map((each) => ({ ...each, settle: settle(each.cause, evidence, is) }));
}

/**
 * Nothing was found, and something grows that is just too slow, or holds much of the memory; or what was found has two
 * readings: then the signs alone are weighed, and the verdict adds nothing.
 */
function isDoubtful({ cause }: { cause: Cause }, evidence: NodeEvidence, is: Conditions): boolean {
  switch (cause) {
    case 'none':
      return (
        isUnmeasured(evidence) ||
        is.slabHeavy ||
        is.slabLevelsOff ||
        is.slabMayLevelOff ||
        growsSlowly(evidence, is) ||
        isSaidToGrow(evidence) ||
        mayLeakUnseen(evidence, is) ||
        keepsMany(is) ||
        mayKeepUnseen(evidence, is) ||
        doPodsWaitUnexplained(evidence, is)
      );
    case 'other-slab-leak':
      return is.kernel.class === 'fixed' || (onlyGrows(is) && isYoung(evidence));
    case 'memory-shortage':
      return evidence.slabUnreclaimableBytes === undefined;
    // Both leave the same behind: whether the directories are still there is what tells them apart.
    case 'dying-memcgs':
      return evidence.liveMemoryCgroups === undefined;
    case 'memcg-kmem-leak':
      return (
        onlyGrows(is) ||
        (isCrowded(is) && evidence.liveMemoryCgroups === undefined && is.refused.length === 0) ||
        (isUnmeasured(evidence) && is.refused.length === 0)
      );
    default:
      return false;
  }
}

const candidates = Object.keys(before) as Candidate[];

function sharesOf(points: Readonly<Record<Candidate, number>>): (cause: Candidate) => number {
  const odds = (cause: Candidate) => Math.exp(points[cause]);
  const all = candidates.reduce((sum, cause) => sum + odds(cause), 0);
  return (cause) => Math.min(mostSure, Math.round((odds(cause) / all) * 100) / 100);
}
