import {
  doPodsWaitUnexplained,
  growsSlowly,
  isCrowded,
  isEl7,
  isOfMemoryAlone,
  isQuiet,
  isUncounted,
  isUnmeasured,
  keepsMany,
  mayLeakUnseen,
  onlyGrows,
  startsMuch,
} from './causeFacts';
import { type Conditions } from './conditions';
import { type RankedCause } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { areSaidToStay, isSaidToGrow } from './saidOfNode';
import { growsAsStartsExplain, isYoung } from './slabGrowth';
import { defaultThresholds } from './thresholds';

export type Candidate = RankedCause['cause'];
export type Points = Partial<Record<Candidate, number>>;

/** What is so on the node, and for which causes it speaks: natural logarithms of how much likelier it makes them. */
export interface Sign {
  seen: (evidence: NodeEvidence, is: Conditions) => boolean;
  points: Points;
}

export const signs: readonly Sign[] = [
  { seen: (_, is) => isEl7(is), points: { 'memcg-kmem-leak': 1.5, 'dying-memcgs': -4 } },
  { seen: (_, is) => is.kernel.mechanism === 'dying-memcgs', points: { 'dying-memcgs': 1.5, 'memcg-kmem-leak': -1 } },
  {
    seen: (_, is) => is.kernel.class === 'fixed',
    points: { 'memcg-kmem-leak': -3, 'dying-memcgs': -0.5, 'other-slab-leak': 0.5 },
  },
  {
    seen: (_, is) => is.refused.length > 0,
    points: { 'memcg-kmem-leak': 2.5, 'dying-memcgs': 2, 'memcg-id-exhaustion': 2, 'live-cgroup-leak': 2, none: -6 },
  },
  // It is memory cgroups that are refused, whoever holds their IDs.
  {
    seen: (_, is) => is.refused.length === 0 && is.retried,
    points: {
      'memcg-kmem-leak': 1.5,
      'dying-memcgs': 1,
      'memcg-id-exhaustion': 1.5,
      'live-cgroup-leak': 1,
      other: 1,
      none: -4,
    },
  },
  { seen: (_, is) => is.lookAlikes.length > 0, points: { other: 2.5, none: -2 } },
  { seen: (_, is) => is.textless.length > 0, points: { 'memcg-kmem-leak': 0.5, other: 0.5, none: -2 } },
  { seen: (_, is) => is.memoryShort, points: { 'memory-shortage': 3.5, none: -1 } },
  // What takes the memory is then not known: it may be the leak.
  {
    seen: ({ slabUnreclaimableBytes: slab }, is) => is.memoryShort && slab === undefined,
    points: { 'memory-shortage': -1.5 },
  },
  { seen: (_, is) => is.memoryRanOut, points: { 'memory-shortage': 4 } },
  { seen: (_, is) => is.memoryAmple, points: { 'memory-shortage': -4 } },
  {
    seen: (evidence, is) => is.slabGrowing || isSaidToGrow(evidence),
    points: { 'memcg-kmem-leak': 1, 'dying-memcgs': 1, 'other-slab-leak': 2, none: -3 },
  },
  {
    seen: (evidence, is) => isSaidToGrow(evidence) && is.idsAreFree && !isEl7(is),
    points: { 'other-slab-leak': 2, 'memcg-kmem-leak': -2, other: -1 },
  },
  { seen: areSaidToStay, points: { 'live-cgroup-leak': 4, 'dying-memcgs': 1.5, none: -2 } },
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
    seen: ({ slabEntries = 0 }, is) =>
      !is.entriesConvict && is.kernel.slabEntriesMeaningful && slabEntries >= defaultThresholds.slabEntriesWarning,
    points: { 'memcg-kmem-leak': 3, none: -3 },
  },
  // Caches that fill, on any kernel.
  { seen: (_, is) => is.slabLevelsOff, points: { none: 2.5, 'other-slab-leak': 0.5 } },
  { seen: (evidence, is) => onlyGrows(is) && isYoung(evidence) && !startsMuch(evidence), points: { none: 2 } },
  { seen: (_, is) => is.slabMayLevelOff, points: { none: 6 } },
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
  // Little growth means little where removed cgroups keep no slab: the counter itself drifts.
  { seen: (evidence, is) => is.kernel.class === 'fixed' && growsSlowly(evidence, is), points: { none: 3 } },
  // Slab that grows with the pods that start, and by as much as each leaves behind in a leak, is hardly anything else's.
  {
    seen: (evidence, is) => (is.slabGrowing || growsSlowly(evidence, is)) && growsAsStartsExplain(evidence, is.kernel),
    points: { 'memcg-kmem-leak': 2.3, 'dying-memcgs': 2.3, 'live-cgroup-leak': 2.3 },
  },
  // Many things make slab grow, and on kernels that free what they can its counter alone drifts as well.
  { seen: (_, is) => onlyGrows(is) && is.kernel.class !== 'unknown', points: { 'other-slab-leak': 1, none: 1.5 } },
  { seen: (_, is) => is.slabGrowing && is.kernel.class === 'fixed', points: { 'live-cgroup-leak': 3.5, none: 9.5 } },
  { seen: (_, is) => is.slabGrowing && is.kernel.class === 'fixed' && is.slabHeavy, points: { none: -1 } },
  { seen: (_, is) => isQuiet(is), points: { none: 1 } },
  {
    seen: (evidence, is) =>
      isQuiet(is) && evidence.slabSteadyGrowthBytesPerDay === undefined && !isUnmeasured(evidence),
    points: { none: -1.2 },
  },
  // Of most nodes nothing is wrong: that nothing is measured makes none of them ill.
  { seen: (evidence, is) => isQuiet(is) && isUnmeasured(evidence), points: { none: 0.5 } },
  // Each start leaves something behind on these kernels, whether it has been seen to grow or not.
  {
    seen: mayLeakUnseen,
    points: { 'memcg-kmem-leak': 1.5, none: -1.5 },
  },
  // Where nothing counts what is removed and kept, much that starts leaves some doubt on any kernel.
  {
    seen: (evidence, is) => isQuiet(is) && isUncounted(evidence) && startsMuch(evidence),
    points: { none: -1.5 },
  },
  // Whatever it is, the node does not do its work.
  {
    seen: doPodsWaitUnexplained,
    points: {
      'memcg-kmem-leak': 1,
      'dying-memcgs': 1,
      'memcg-id-exhaustion': 1,
      'live-cgroup-leak': 1,
      other: 2.5,
      none: -2,
    },
  },
  { seen: (_, is) => is.accountingOff, points: { 'memcg-kmem-leak': -4, 'dying-memcgs': -2 } },
  { seen: (_, is) => is.accountingByPrograms === 'off', points: { 'memcg-kmem-leak': -1.5 } },
  {
    seen: (_, is) => isCrowded(is),
    points: { 'memcg-id-exhaustion': 1.5, 'dying-memcgs': 1.5, 'live-cgroup-leak': 1.5, none: -4 },
  },
  { seen: (_, is) => !isCrowded(is) && keepsMany(is), points: { 'dying-memcgs': 1.5, none: -1 } },
  // Neither counter nor refusal tells removed cgroups from those that somebody forgot to remove.
  {
    seen: ({ liveMemoryCgroups: live }, is) => (isCrowded(is) || is.failing) && live === undefined,
    points: { 'live-cgroup-leak': 1.5 },
  },
  // Directories may be left in the memory hierarchy alone: https://github.com/huzhengchuan/dailywork/issues/58
  { seen: (evidence, is) => isCrowded(is) && isOfMemoryAlone(evidence), points: { 'dying-memcgs': 0.7 } },
  {
    seen: ({ memoryCgroups: counted = 0 }, is) => counted > 10_000 && is.cgroupsLive,
    points: { 'live-cgroup-leak': 4, 'dying-memcgs': -3 },
  },
];
