import { type Conditions } from './conditions';
import { type Cause, type Confidence, type RankedCause, type State } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { settle } from './settle';
import { defaultThresholds } from './thresholds';

type Candidate = RankedCause['cause'];
type Points = Partial<Record<Candidate, number>>;

/** What is so on the node, and for which causes it speaks: natural logarithms of how much likelier it makes them. */
interface Sign {
  seen: (evidence: NodeEvidence, is: Conditions, state: State) => boolean;
  points: Points;
}

const isEl7 = (is: Conditions) => is.kernel.mechanism === 'el7-kmem-caches';

const signs: readonly Sign[] = [
  { seen: (_, is) => isEl7(is), points: { 'memcg-kmem-leak': 1.5, 'dying-memcgs': -4 } },
  { seen: (_, is) => is.kernel.mechanism === 'dying-memcgs', points: { 'dying-memcgs': 1.5, 'memcg-kmem-leak': -1 } },
  {
    seen: (_, is) => is.kernel.class === 'fixed',
    points: { 'memcg-kmem-leak': -3, 'dying-memcgs': -0.5, 'other-slab-leak': 0.5 },
  },
  {
    seen: (_, is) => is.refused.length > 0,
    points: { 'memcg-kmem-leak': 2.5, 'dying-memcgs': 2, 'memcg-id-exhaustion': 2, 'live-cgroup-leak': 1, none: -6 },
  },
  {
    seen: (_, is) => is.refused.length === 0 && is.retried,
    points: { 'memcg-kmem-leak': 1.5, 'dying-memcgs': 1, 'memcg-id-exhaustion': 0.5, other: 1, none: -4 },
  },
  { seen: (_, is) => is.lookAlikes.length > 0, points: { other: 2.5, none: -2 } },
  { seen: (_, is) => is.textless.length > 0, points: { 'memcg-kmem-leak': 0.5, other: 0.5, none: -2 } },
  { seen: (_, is) => is.memoryShort, points: { 'memory-shortage': 3.5, none: -1 } },
  { seen: (_, is) => is.memoryAmple, points: { 'memory-shortage': -4 } },
  {
    seen: (evidence, is) => is.slabGrowing || isSaidToGrow(evidence),
    points: { 'memcg-kmem-leak': 1, 'dying-memcgs': 1, 'other-slab-leak': 2, none: -3 },
  },
  {
    seen: (evidence, is) => isSaidToGrow(evidence) && is.idsAreFree && !isEl7(is),
    points: { 'other-slab-leak': 2, 'memcg-kmem-leak': -2, other: -1 },
  },
  {
    seen: (_, is) => is.anotherSlabLeak,
    points: { 'other-slab-leak': 3, 'memcg-kmem-leak': -2, 'dying-memcgs': -2, none: -4 },
  },
  {
    seen: (_, is) => is.slabHeavy,
    points: { 'memcg-kmem-leak': 0.5, 'dying-memcgs': 0.5, 'other-slab-leak': 1, none: -2 },
  },
  { seen: (_, is) => is.slabIsShortage, points: { 'memory-shortage': -1, none: -2 } },
  { seen: (_, is) => is.entriesConvict, points: { 'memcg-kmem-leak': 5, none: -4 } },
  { seen: (_, is) => is.percpuLeaking, points: { 'dying-memcgs': 3, none: -3 } },
  { seen: (_, is) => is.slubMarked.length > 0 || is.kmemOoms.length > 0, points: { 'memcg-kmem-leak': 3, none: -3 } },
  // Which of the two the mark means is for the kernel to say: https://github.com/torvalds/linux/commit/9855609bde03
  {
    seen: (_, is) => is.slubMarked.length > 0 && is.kernel.class === 'unknown',
    points: { 'cgroup-at-its-limit': 4.5 },
  },
  { seen: (_, is) => is.atOwnLimit.length > 0, points: { 'cgroup-at-its-limit': 4, none: -2 } },
  {
    seen: growsSlowly,
    points: { 'memcg-kmem-leak': 0.5, 'dying-memcgs': 1.5, 'other-slab-leak': 1, none: -1 },
  },
  {
    seen: (_, is) => is.idsAreFree,
    points: {
      'memcg-id-exhaustion': -5,
      'live-cgroup-leak': -4,
      'dying-memcgs': -3,
      other: 1,
      'cgroup-at-its-limit': 1,
    },
  },
  // Many things make slab grow, and on kernels that free what they can its counter alone drifts as well.
  { seen: (_, is) => onlyGrows(is) && is.kernel.class !== 'unknown', points: { 'other-slab-leak': 1, none: 1.5 } },
  { seen: (_, is) => is.slabGrowing && is.kernel.class === 'fixed', points: { 'live-cgroup-leak': 3.5, none: 9.5 } },
  { seen: (_, is) => is.slabGrowing && is.kernel.class === 'fixed' && is.slabHeavy, points: { none: -1 } },
  { seen: (_, is) => isQuiet(is), points: { none: 1 } },
  {
    seen: ({ slabSteadyGrowthBytesPerDay: growth }, is) => growth === undefined && isQuiet(is),
    points: { none: -1.2 },
  },
  { seen: (_, is) => is.accountingOff, points: { 'memcg-kmem-leak': -4, 'dying-memcgs': -2 } },
  { seen: (_, is) => is.accountingByPrograms === 'off', points: { 'memcg-kmem-leak': -1.5 } },
  {
    seen: (_, is) => is.cgroupsAtLimit || is.cgroupsGrowing,
    points: { 'memcg-id-exhaustion': 1.5, 'dying-memcgs': 1.5, 'live-cgroup-leak': 1.5, none: -4 },
  },
  // The counter does not tell removed cgroups from those that somebody forgot to remove.
  {
    seen: ({ liveMemoryCgroups: live }, is) => (is.cgroupsAtLimit || is.cgroupsGrowing) && live === undefined,
    points: { 'live-cgroup-leak': 1.5 },
  },
  {
    seen: ({ memoryCgroups: counted = 0 }, is) => counted > 10_000 && is.cgroupsLive,
    points: { 'live-cgroup-leak': 4, 'dying-memcgs': -3 },
  },
];

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
    if (seen(evidence, is, verdict.state)) {
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

/** Nothing was found, and something grows that is just too slow, or holds much of the memory; or a count has two readings. */
function isDoubtful({ cause }: { cause: Cause }, evidence: NodeEvidence, is: Conditions): boolean {
  switch (cause) {
    case 'none':
      return is.slabHeavy || growsSlowly(evidence, is) || isSaidToGrow(evidence);
    case 'other-slab-leak':
      return is.kernel.class === 'fixed';
    case 'dying-memcgs':
    case 'memcg-kmem-leak':
      return onlyGrows(is) || (isCrowded(is) && evidence.liveMemoryCgroups === undefined && is.refused.length === 0);
    default:
      return false;
  }
}

const isCrowded = (is: Conditions) => is.cgroupsGrowing || is.cgroupsAtLimit;

/** Growth of slab is all that speaks for a leak. */
function onlyGrows(is: Conditions): boolean {
  return is.slabGrowing && isQuietOtherwise(is);
}

function isQuiet(is: Conditions): boolean {
  return !is.slabGrowing && isQuietOtherwise(is);
}

function isQuietOtherwise(is: Conditions): boolean {
  const texts = [is.refused, is.lookAlikes, is.textless, is.slubMarked, is.atOwnLimit, is.kmemOoms];
  return (
    texts.every(({ length }) => length === 0) &&
    !is.retried &&
    !is.slabHeavy &&
    !is.memoryShort &&
    !is.entriesConvict &&
    !is.percpuLeaking &&
    !is.cgroupsGrowing &&
    !is.cgroupsAtLimit
  );
}

function growsSlowly({ slabSteadyGrowthBytesPerDay: growth = 0 }: NodeEvidence, is: Conditions): boolean {
  return growth > 0.5 * defaultThresholds.slabGrowthBytesPerDay && !is.slabGrowing;
}

/** Words are weaker than a figure: they move what is likely, and no state. */
function isSaidToGrow({ slabSaidToGrow, slabSteadyGrowthBytesPerDay: growth }: NodeEvidence): boolean {
  return slabSaidToGrow === true && growth === undefined;
}

const candidates = Object.keys(before) as Candidate[];

function sharesOf(points: Readonly<Record<Candidate, number>>): (cause: Candidate) => number {
  const odds = (cause: Candidate) => Math.exp(points[cause]);
  const all = candidates.reduce((sum, cause) => sum + odds(cause), 0);
  return (cause) => Math.min(mostSure, Math.round((odds(cause) / all) * 100) / 100);
}
