import { type MissingSource, type ReasonKey } from '../../../diagnosis/diagnosis';

/** Where the page shows what a reason rests on, and which source of signals said it. */
export interface ReasonPlace {
  source: MissingSource;
  section?: SectionId;
}

export const sectionIds = [
  'chart-slab',
  'chart-cgroups',
  'chart-creations',
  'chart-available',
  'kernel',
  'stuck-pods',
  'events',
] as const;
export type SectionId = (typeof sectionIds)[number];

const events: ReasonPlace = { source: 'events', section: 'events' };
const slab: ReasonPlace = { source: 'nodeExporter', section: 'chart-slab' };
const cgroups: ReasonPlace = { source: 'cgroupsCollector', section: 'chart-cgroups' };
const memory: ReasonPlace = { source: 'nodeExporter', section: 'chart-available' };
const kernel: ReasonPlace = { source: 'kubeStateMetrics', section: 'kernel' };
const probe: ReasonPlace = { source: 'nodeProbe' };

export const reasonPlaces: Readonly<Record<ReasonKey, ReasonPlace>> = {
  creationRefused: events,
  creationRetried: { source: 'kubelet', section: 'chart-creations' },
  creationEventWithoutText: events,
  lookAlikeEvent: events,
  slubRefused: events,
  podsStuck: { source: 'kubeStateMetrics', section: 'stuck-pods' },
  podsStuckBefore: { source: 'kubeStateMetrics' },
  podsWaitUnexplained: { source: 'kubeStateMetrics', section: 'stuck-pods' },
  memoryAmple: memory,
  memoryShort: memory,
  slabGrowing: slab,
  slabFlat: slab,
  slabReclaimable: slab,
  slabGrowthOnFixedKernel: slab,
  slabGrowthOfAnotherKind: slab,
  slabGrowingSlowly: slab,
  slabLevelsOff: slab,
  slabGrowingFromLittle: slab,
  slabSaidToGrow: slab,
  growthUnseen: slab,
  slabHeavy: slab,
  slabIsShortage: slab,
  kmemOom: events,
  slubCgroupLimit: events,
  slubKmemLimit: events,
  slabEntriesHigh: probe,
  percpuHigh: { source: 'nodeExporter' },
  cgroupsHigh: cgroups,
  cgroupsAtLimit: cgroups,
  cgroupsDying: cgroups,
  cgroupsLive: { source: 'nodeProbe', section: 'chart-cgroups' },
  cgroupsOfPids: cgroups,
  cgroupsLowSaysNothing: cgroups,
  cgroupsUncounted: cgroups,
  cgroupsSaidToStay: cgroups,
  kernelAffected: kernel,
  kernelPartiallyFixed: kernel,
  kernelFixed: kernel,
  kernelProtectedByDefault: kernel,
  kernelUnknown: kernel,
  kernelAffectedInferred: kernel,
  kernelPartiallyFixedInferred: kernel,
  kernelFixedInferred: kernel,
  accountingOff: probe,
  accountingOn: probe,
  nokmemRunning: probe,
  nokmemNotEffective: probe,
  runtimeSwitchesOn: { source: 'kubeStateMetrics' },
  runtimeSwitchesOff: { source: 'kubeStateMetrics' },
  unifiedHierarchy: probe,
};

/** Names of the page's sections in the document. */
export const sectionElementId = (section: SectionId) => `memcg-kmem-node-${section}`;
