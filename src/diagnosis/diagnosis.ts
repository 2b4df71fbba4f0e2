import { type KernelVerdict } from '../kernel/classifyKernel';
import { type ProvenFix } from './provenFix';

export const states = ['failing', 'leaking', 'exposed', 'protected', 'clear', 'unknown'] as const;
export type State = (typeof states)[number];

/** The states in which something is wrong with the node now, not merely possible. */
export function isFailingOrLeaking(state: State): boolean {
  return state === 'failing' || state === 'leaking';
}

export const causes = [
  'memcg-kmem-leak',
  'memcg-id-exhaustion',
  'dying-memcgs',
  'live-cgroup-leak',
  'memory-shortage',
  'other-slab-leak',
  'cgroup-at-its-limit',
  'other',
  'none',
  'undetermined',
] as const;
export type Cause = (typeof causes)[number];

/** What would settle the question; words for every one live in `locales/`, its command in `settle.ts`. */
export const settlingFacts = [
  'refusalText',
  'slabEntries',
  'slabCaches',
  'cgroupDirectories',
  'dyingCount',
  'kmemAccounting',
  'memoryFigures',
  'cgroupLimit',
  'kernelRelease',
] as const;
export type SettlingFact = (typeof settlingFacts)[number];

export interface Settle {
  fact: SettlingFact;
  /** To be run on the node, or with kubectl; changes nothing. */
  command: string;
}

/** What may be behind it, how likely, and the one or two facts not seen yet that would settle it. */
export interface RankedCause {
  cause: Exclude<Cause, 'undetermined'>;
  /** 0 to 1; those of one diagnosis add up to at most 1. Of the verdicts that say 0.8, about 80 % are right. */
  probability: number;
  settle: Settle[];
}

export type Confidence = 'high' | 'medium' | 'low';
export type Direction = 'for' | 'against';
export type Strength = 'strong' | 'medium' | 'weak';

/** Words for every key live in `locales/`; a test demands one for each. */
export const reasonKeys = [
  'creationRefused',
  'creationRetried',
  'creationEventWithoutText',
  'lookAlikeEvent',
  'podsStuck',
  'podsStuckBefore',
  'podsWaitUnexplained',
  'memoryAmple',
  'memoryShort',
  'slabGrowing',
  'slabFlat',
  'slabReclaimable',
  'slabEntriesHigh',
  'slabGrowthOnFixedKernel',
  'slabGrowthOfAnotherKind',
  'slabGrowingSlowly',
  'slabLevelsOff',
  'slabGrowingFromLittle',
  'slabSaidToGrow',
  'cgroupsSaidToStay',
  'growthUnseen',
  'slabHeavy',
  'slabIsShortage',
  'kmemOom',
  'slubCgroupLimit',
  'slubKmemLimit',
  'slubRefused',
  'percpuHigh',
  'cgroupsHigh',
  'cgroupsAtLimit',
  'cgroupsDying',
  'cgroupsLive',
  'cgroupsOfPids',
  'cgroupsLowSaysNothing',
  'cgroupsUncounted',
  'kernelAffected',
  'kernelPartiallyFixed',
  'kernelFixed',
  'kernelProtectedByDefault',
  'kernelUnknown',
  'kernelAffectedInferred',
  'kernelPartiallyFixedInferred',
  'kernelFixedInferred',
  'accountingOff',
  'accountingOn',
  'nokmemRunning',
  'nokmemNotEffective',
  'runtimeSwitchesOn',
  'runtimeSwitchesOff',
  'unifiedHierarchy',
] as const;
export type ReasonKey = (typeof reasonKeys)[number];

export type Unit = 'bytes' | 'bytesPerDay' | 'count' | 'countPerDay' | 'ratio' | 'seconds';

export interface Measure {
  value: number;
  unit: Unit;
}

/** One piece of evidence weighed: data, turned into words only on the page. */
export interface Reason {
  key: ReasonKey;
  direction: Direction;
  strength: Strength;
  value?: Measure;
  threshold?: Measure;
  /** Texts taken from the cluster (kernel release, event text): hostile until rendered as text. */
  detail?: string;
}

/** A signal that was not seen, by the source that would have to deliver it. */
export const missingSources = [
  'nodeExporter',
  'kubeStateMetrics',
  'kubelet',
  'cgroupsCollector',
  'nodeProbe',
  'events',
  'history',
] as const;
export type MissingSource = (typeof missingSources)[number];

export type Forecast =
  | {
      kind: 'none';
      why: 'failing' | 'not-growing' | 'growth-not-known' | 'not-enough-history' | 'not-affected' | 'ids-not-counted';
    }
  /** Not before; how long after cannot be told. */
  | { kind: 'bound'; limit: 'memory' | 'cgroup-ids'; earliestSeconds: number; confidence: Confidence }
  /** At any time, and at the latest by then. */
  | { kind: 'latest'; limit: 'cgroup-ids'; earliestSeconds: 0; latestSeconds: number; confidence: Confidence }
  | {
      kind: 'range';
      limit: 'memory' | 'cgroup-ids';
      earliestSeconds: number;
      latestSeconds: number;
      confidence: Confidence;
    };

/** The node booted a moment ago, after it had failed or leaked. */
export interface Recovering {
  bootSeconds: number;
  /** Absent where none is seen to run: it will leak again. */
  fix?: ProvenFix;
}

export interface Diagnosis {
  state: State;
  /** What was seen before the boot is history; the state is that of the running boot. */
  recovering?: Recovering;
  cause: Cause;
  /** Most likely first, never empty: also where `cause` is `undetermined`. */
  causes: RankedCause[];
  confidence: Confidence;
  /** Strongest first; both directions. */
  reasons: Reason[];
  missing: MissingSource[];
  forecast: Forecast;
  /** Of the other limit, memory or IDs, where something is known of both. */
  otherForecast?: Forecast;
  kernel: KernelVerdict;
}
