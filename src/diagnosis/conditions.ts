import figures from '../knowledge/figures.json';
import { readEvent, type EventReading } from '../events';
import { accountingByRuntime, classifyKernel, type KernelVerdict, type KmemSwitch, classifyRuntime } from '../kernel';
import { type CreationEvent, type NodeEvidence } from './evidence';
import { hasLargePages } from './largePages';
import { isLevellingOff } from './levellingOff';
import { areSaidToStay, isSaidToGrow } from './saidOfNode';
import { isSlabGrowing, mayYetLevelOff } from './slabGrowth';
import { isBeforeBoot } from './thisBoot';
import { type Thresholds } from './thresholds';

export interface ReadEvent {
  event: CreationEvent;
  reading: EventReading | undefined;
}

/**
 * The yes-or-no questions that decide a state. The alert rules ask the same ones in PromQL (jsonnet/rules), with the
 * same thresholds: change both or neither; a test compares them node by node.
 */
export interface Conditions {
  kernel: KernelVerdict;
  /** The kernel can leak, or is not known to be safe. */
  susceptible: boolean;
  refused: ReadEvent[];
  /** Refusals that are, or may be, from before the running boot; of none of the other lists either. */
  refusedBeforeBoot: ReadEvent[];
  lookAlikes: ReadEvent[];
  /** Failed pod creations whose text the pipeline dropped. */
  textless: ReadEvent[];
  /** The kubelet keeps creating pod cgroups while no pod starts. */
  retried: boolean;
  /** Memory cgroups cannot be created: a text says so, or retries do and no shortage of memory explains them. */
  failing: boolean;
  availableRatio?: number;
  /** Little is available, and not because unreclaimable slab or per-CPU memory has taken it: a leak is not its own alibi. */
  memoryShort: boolean;
  /** Little is available, and it would be ample without the unreclaimable slab. */
  slabIsShortage: boolean;
  memoryAmple: boolean;
  /** Something was killed, and it was the machine that had no memory left rather than a cgroup. */
  memoryRanOut: boolean;
  /** Somebody writes of a leak that no figure shows, and none denies. */
  saidToLeak: boolean;
  slabGrowing: boolean;
  /** It is growing, and whether that wears off cannot be told yet; the little that starts cannot use up the IDs by then. */
  slabMayLevelOff: boolean;
  /** It would be growing, if the growth did not wear off. */
  slabLevelsOff: boolean;
  /** Unreclaimable slab grows, or holds much of the memory, and removed memory cgroups cannot be what holds it. */
  anotherSlabLeak: boolean;
  /** Unreclaimable slab holds a share of the memory that no ordinary work needs. */
  slabHeavy: boolean;
  /** Entries of /sys/kernel/slab that no host has without the leak. */
  entriesConvict: boolean;
  /** Per-CPU memory as only kept memory cgroups hold it. */
  percpuLeaking: boolean;
  cgroupsGrowing: boolean;
  /** So few memory cgroups, removed ones included, that their IDs cannot be used up. */
  idsAreFree: boolean;
  /** Memory cgroups counted, alive or not, have all but reached the ID limit. */
  cgroupsAtLimit: boolean;
  /** So many of the counted memory cgroups have a directory that somebody must have forgotten to remove them. */
  cgroupsLive: boolean;
  /** Removed memory cgroups that are kept are many, and whether they become more is not known. */
  cgroupsKept: boolean;
  /** The kernel log names a memory cgroup's own slab cache that could not grow, on a kernel where only the leak does that. */
  slubMarked: ReadEvent[];
  /**
   * The same from 4.5 on, where everything is accounted, or where kernel memory was given a limit: that cgroup is at it.
   * Where the kernel is not known, the line's own form may tell that it is none of the old ones.
   */
  atOwnLimit: ReadEvent[];
  /** A memory cgroup ran out with gigabytes of kernel memory in it, on a kernel whose private caches keep what they have. */
  kmemOoms: ReadEvent[];
  /** Counted memory cgroups without a directory; only where the counter includes them and the probe counts directories. */
  dyingCgroups?: number;
  accountingOff: boolean;
  /** Kubelet and runtime by their versions; `irrelevant` where the kernel accounts by itself. */
  accountingByPrograms: KmemSwitch | 'irrelevant';
}

export function askConditions(evidence: NodeEvidence, thresholds: Readonly<Thresholds>): Conditions {
  const kernel = classifyKernel(evidence.kernelRelease);
  const allEvents = evidence.events.map(withReading);
  const events = allEvents.filter(({ event }) => !isBeforeBoot(event, evidence));
  const availableRatio = ratio(evidence.memoryAvailableBytes, evidence.memoryTotalBytes);
  const isShort = availableRatio !== undefined && availableRatio < thresholds.memoryShortRatio;
  const slabIsShortage = isShort && isShortageOf(evidence.slabUnreclaimableBytes, evidence, thresholds);
  const susceptible = isSusceptible(kernel, evidence);
  const slabGrows = isSlabGrowing(evidence, kernel, thresholds);
  const slabLevelsOff = slabGrows && isLevellingOff(evidence, kernel, thresholds);
  const slabGrowing = slabGrows && !slabLevelsOff;
  const slabHeavy = atLeast(
    ratio(evidence.slabUnreclaimableBytes, evidence.memoryTotalBytes),
    thresholds.slabHeavyRatio
  );
  const dyingCgroups = evidence.dyingMemoryCgroups ?? countedButGone(evidence, kernel, evidence.liveMemoryCgroups);
  const marked = events.filter(({ reading }) => reading?.kind === 'slub' && reading.memcgMarked);
  const accountsAll = kernel.accounting === 'kernel' || evidence.kmemLimited === true;
  const isOwnLimit = ({ reading }: ReadEvent) =>
    accountsAll || (kernel.class === 'unknown' && reading?.kind === 'slub' && reading.namesFlags === true);
  const refused = events.filter(isRefused);
  const retried = isRetried(evidence, thresholds);
  const entriesConvict = kernel.slabEntriesMeaningful && atLeast(evidence.slabEntries, thresholds.slabEntriesCritical);
  const cgroupsAtLimit = isAtLimit(evidence, thresholds);
  const memoryShort =
    isShort &&
    !slabIsShortage &&
    // No shortage of memory makes so many, and they are refused for want of IDs whatever memory there is.
    !entriesConvict &&
    !cgroupsAtLimit &&
    !isShortageOf(evidence.percpuBytes, evidence, thresholds) &&
    // What has taken the memory is not known: it explains no refusal, which may be of the same leak.
    !(evidence.slabUnreclaimableBytes === undefined && (refused.length > 0 || retried));
  const failing = refused.length > 0 || (retried && !memoryShort);
  const isNotOfCgroups =
    hasFewCgroups(evidence, kernel, thresholds) || (!failing && isTooMuchForStarts(evidence, kernel, thresholds));
  return {
    kernel,
    susceptible,
    refused,
    refusedBeforeBoot: allEvents.filter((each) => isBeforeBoot(each.event, evidence) && isRefused(each)),
    lookAlikes: events.filter(({ reading }) => reading?.kind === 'look-alike'),
    textless: events.filter(
      ({ event }) => !event.message && !event.matched && event.reason === 'FailedCreatePodContainer'
    ),
    retried,
    failing,
    availableRatio,
    memoryShort,
    slabIsShortage,
    memoryAmple: availableRatio !== undefined && availableRatio >= thresholds.memoryAmpleRatio,
    memoryRanOut: evidence.memoryRanOut === true || events.some(saysRanOut),
    saidToLeak: isSaidToGrow(evidence) || areSaidToStay(evidence),
    slabGrowing,
    slabMayLevelOff: slabGrowing && mayYetLevelOff(evidence, kernel, thresholds),
    slabLevelsOff,
    slabHeavy,
    anotherSlabLeak:
      (slabGrowing && (evidence.kmemAccountingOn === false || isNotOfCgroups)) ||
      (slabHeavy && isNotOfCgroups && (slabGrowing || evidence.slabSteadyGrowthBytesPerDay === undefined)),
    entriesConvict,
    percpuLeaking: kernel.mechanism !== 'el7-kmem-caches' && isPercpuHigh(evidence, thresholds),
    cgroupsGrowing:
      atLeast(evidence.memoryCgroups, thresholds.memoryCgroupsHigh) &&
      atLeast(evidence.memoryCgroupsGrowthPerDay, thresholds.memoryCgroupsGrowthPerDay),
    cgroupsLive: atLeast(ratio(existing(evidence), evidence.memoryCgroups), thresholds.liveCgroupsRatio),
    idsAreFree: areIdsFree(evidence, kernel, thresholds),
    cgroupsAtLimit,
    cgroupsKept:
      evidence.memoryCgroupsGrowthPerDay === undefined &&
      atLeast(dyingCgroups ?? countedButGone(evidence, kernel, existing(evidence)), thresholds.memoryCgroupsHigh),
    slubMarked: marked.filter((each) => !isOwnLimit(each)),
    atOwnLimit: marked.filter(isOwnLimit),
    kmemOoms: events.filter(
      ({ reading }) =>
        kernel.mechanism === 'el7-kmem-caches' &&
        reading?.kind === 'kmem-oom' &&
        reading.kmemUsageBytes >= manyKmemBytes
    ),
    dyingCgroups,
    accountingOff: evidence.kmemAccountingOn === false,
    accountingByPrograms: accountingByRuntime(
      kernel,
      classifyRuntime(evidence.kubeletVersion, evidence.containerRuntimeVersion)
    ),
  };
}

/** The vendor's nokmem protects for as long as nobody takes it out. */
function isSusceptible({ class: of }: KernelVerdict, { kmemAccountingOn }: NodeEvidence): boolean {
  return (
    of === 'affected' ||
    of === 'partially-fixed' ||
    of === 'unknown' ||
    (of === 'protected-by-default' && kmemAccountingOn === true)
  );
}

/** More kernel memory than a container's own work needs; a report of the leak has 3.7 GiB. */
const manyKmemBytes = 1024 ** 3;

/** Without what these hold, memory would be ample. */
function isShortageOf(
  held: number | undefined,
  { memoryAvailableBytes: available = 0, memoryTotalBytes: total }: NodeEvidence,
  { memoryAmpleRatio }: Readonly<Thresholds>
): boolean {
  return held !== undefined && atLeast(ratio(available + held, total), memoryAmpleRatio);
}

/** The kernel keeps no removed cgroups, counts few of them, or has few caches. */
function hasFewCgroups(evidence: NodeEvidence, kernel: KernelVerdict, thresholds: Readonly<Thresholds>): boolean {
  if (kernel.class === 'fixed') {
    return true;
  }
  if (kernel.mechanism === 'el7-kmem-caches') {
    return kernel.slabEntriesMeaningful && isBelow(evidence.slabEntries, thresholds.slabEntriesFew);
  }
  const counted = evidence.dyingMemoryCgroups ?? evidence.memoryCgroups;
  return kernel.cgroupCountIncludesDying && isBelow(counted, thresholds.memoryCgroupsFew);
}

/**
 * Slab grows by more than all that was started can have left. It tells nothing of a node that fails: that starts nothing,
 * and what it grew by was left before.
 */
function isTooMuchForStarts(evidence: NodeEvidence, kernel: KernelVerdict, thresholds: Readonly<Thresholds>): boolean {
  const { slabSteadyGrowthBytesPerDay: growth, podStarts1d, containerStarts1d, slabEntries } = evidence;
  if (atLeast(slabEntries, thresholds.slabEntriesFew)) {
    return false;
  }
  if (kernel.mechanism === 'el7-kmem-caches' && podStarts1d === 0 && !containerStarts1d) {
    return true;
  }
  if (growth === undefined || (podStarts1d ?? containerStarts1d) === undefined) {
    return false;
  }
  const times = hasLargePages(kernel.release) ? figures.largePages.slabTimes : 1;
  const starts = Math.max(podStarts1d ?? 0, containerStarts1d ?? 0);
  return growth > thresholds.slabPerStartBytes * times * starts;
}

/** By bytes where they are a share of the memory that counts, or by a share that no ordinary work needs on a small node. */
function isPercpuHigh({ percpuBytes, memoryTotalBytes }: NodeEvidence, thresholds: Readonly<Thresholds>): boolean {
  const share = ratio(percpuBytes, memoryTotalBytes);
  return (
    (atLeast(percpuBytes, thresholds.percpuHighBytes) && atLeast(share, thresholds.percpuHighRatio)) ||
    atLeast(share, figures.percpuHeavyRatio)
  );
}

/** A count beyond the limit is not one of IDs: on a unified hierarchy /proc/cgroups counts every cgroup. */
function isAtLimit(
  { memoryCgroups }: NodeEvidence,
  { memcgIdLimit, memcgIdLimitNearRatio }: Readonly<Thresholds>
): boolean {
  return atLeast(memoryCgroups, memcgIdLimitNearRatio * memcgIdLimit) && !atLeast(memoryCgroups, memcgIdLimit + 1);
}

/** Known only where removed cgroups are counted, or the kernel keeps none of them. */
function areIdsFree(
  { memoryCgroups, liveMemoryCgroups, dyingMemoryCgroups }: NodeEvidence,
  kernel: KernelVerdict,
  { memoryCgroupsHigh }: Readonly<Thresholds>
): boolean {
  const isFixed = kernel.class === 'fixed';
  const both =
    liveMemoryCgroups !== undefined && dyingMemoryCgroups !== undefined
      ? liveMemoryCgroups + dyingMemoryCgroups
      : undefined;
  const counted = isFixed || kernel.cgroupCountIncludesDying ? memoryCgroups : undefined;
  return isBelow(both ?? counted ?? (isFixed ? liveMemoryCgroups : undefined), memoryCgroupsHigh);
}

/**
 * Directories, as the node probe counts them, or cgroups of the pids controller: removed memory cgroups do not stand there,
 * and what is left behind does, as a rule. Two equal counts are those of one unified hierarchy, which tell nothing.
 */
function existing({ liveMemoryCgroups, pidsCgroups, memoryCgroups }: NodeEvidence): number | undefined {
  return liveMemoryCgroups ?? (pidsCgroups === memoryCgroups ? undefined : pidsCgroups);
}

/** Counted minus really there, where the counter includes the removed ones. */
function countedButGone(
  { memoryCgroups }: NodeEvidence,
  kernel: KernelVerdict,
  there: number | undefined
): number | undefined {
  return kernel.cgroupCountIncludesDying && memoryCgroups !== undefined && there !== undefined
    ? Math.max(0, memoryCgroups - there)
    : undefined;
}

/** In the words of the kernel and of the kubelet; a cgroup's kill begins with other ones. */
function saysRanOut({ event: { message = '' } }: ReadEvent): boolean {
  return /=CONSTRAINT_NONE|(?<!cgroup )out of memory: kill|system oom encountered/i.test(message);
}

function isRefused({ event, reading }: ReadEvent): boolean {
  return event.matched === true || reading?.kind === 'creation-refused';
}

function withReading(event: CreationEvent): ReadEvent {
  return { event, reading: event.message === undefined ? undefined : readEvent(event.message) };
}

/** The kubelet goes on creating pod cgroups and starts next to nothing, while pods wait for it. */
function isRetried(evidence: NodeEvidence, thresholds: Readonly<Thresholds>): boolean {
  const { cgroupCreates15m: creates, podStarts15m: starts } = evidence;
  return (
    creates !== undefined &&
    starts !== undefined &&
    creates >= thresholds.cgroupCreatesRetry15m &&
    creates >= thresholds.cgroupCreatesPerPodStart * starts &&
    doPodsWait(evidence)
  );
}

/** Where nobody tells of pods and nothing at all starts, nothing else than a pod that waits has its cgroup tried so often. */
function doPodsWait({ stuckPods, stuckPodsBefore = 0, kubeletVersion, podStarts15m }: NodeEvidence): boolean {
  return stuckPods.length > 0 || stuckPodsBefore > 0 || (kubeletVersion === undefined && podStarts15m === 0);
}

function ratio(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || !whole ? undefined : part / whole;
}

function atLeast(value: number | undefined, threshold: number): boolean {
  return value !== undefined && value >= threshold;
}

function isBelow(value: number | undefined, threshold: number): boolean {
  return value !== undefined && value < threshold;
}
