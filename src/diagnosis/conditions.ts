import { readEvent, type EventReading } from '../events';
import { accountingByRuntime, classifyKernel, type KernelVerdict, type KmemSwitch, readRuntimeFacts } from '../kernel';
import { type CreationEvent, type NodeEvidence } from './evidence';
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
  lookAlikes: ReadEvent[];
  /** Failed pod creations whose text the pipeline dropped. */
  textless: ReadEvent[];
  /** The kubelet keeps creating pod cgroups while no pod starts. */
  retried: boolean;
  availableRatio?: number;
  memoryShort: boolean;
  memoryAmple: boolean;
  slabGrowing: boolean;
  cgroupsGrowing: boolean;
  /** Memory cgroups counted, alive or not, have all but reached the ID limit. */
  cgroupsAtLimit: boolean;
  /** The kernel log names a memory cgroup's own slab cache that could not grow. */
  slubMarked: ReadEvent[];
  /** Counted memory cgroups without a directory; only where the counter includes them and the probe counts directories. */
  dyingCgroups?: number;
  accountingOff: boolean;
  /** Kubelet and runtime by their versions; `irrelevant` where the kernel accounts by itself. */
  accountingByPrograms: KmemSwitch | 'irrelevant';
}

export function askConditions(evidence: NodeEvidence, thresholds: Readonly<Thresholds>): Conditions {
  const kernel = classifyKernel(evidence.kernelRelease);
  const events = evidence.events.map(read);
  const availableRatio = ratio(evidence.memoryAvailableBytes, evidence.memoryTotalBytes);
  return {
    kernel,
    susceptible: kernel.class === 'affected' || kernel.class === 'partially-fixed' || kernel.class === 'unknown',
    refused: events.filter(({ event, reading }) => event.matched || reading?.kind === 'creation-refused'),
    lookAlikes: events.filter(({ reading }) => reading?.kind === 'look-alike'),
    textless: events.filter(
      ({ event }) => !event.message && !event.matched && event.reason === 'FailedCreatePodContainer'
    ),
    retried: isRetried(evidence, thresholds),
    availableRatio,
    memoryShort: availableRatio !== undefined && availableRatio < thresholds.memoryShortRatio,
    memoryAmple: availableRatio !== undefined && availableRatio >= thresholds.memoryAmpleRatio,
    slabGrowing:
      atLeast(evidence.slabSteadyGrowthBytesPerDay, thresholds.slabGrowthBytesPerDay) &&
      atLeast(evidence.slabUnreclaimableBytes, thresholds.slabUnreclaimableFloorBytes),
    cgroupsGrowing:
      atLeast(evidence.memoryCgroups, thresholds.memoryCgroupsHigh) &&
      atLeast(evidence.memoryCgroupsGrowthPerDay, thresholds.memoryCgroupsGrowthPerDay),
    cgroupsAtLimit: atLeast(evidence.memoryCgroups, thresholds.memcgIdLimitNearRatio * thresholds.memcgIdLimit),
    slubMarked: events.filter(({ reading }) => reading?.kind === 'slub' && reading.memcgMarked),
    dyingCgroups: evidence.dyingMemoryCgroups ?? countedButGone(evidence, kernel),
    accountingOff: evidence.kmemAccountingOn === false,
    accountingByPrograms: accountingByRuntime(
      kernel,
      readRuntimeFacts(evidence.kubeletVersion, evidence.containerRuntimeVersion)
    ),
  };
}

/** Counted minus really there, where the counter includes the removed ones. */
function countedButGone({ memoryCgroups, liveMemoryCgroups }: NodeEvidence, kernel: KernelVerdict): number | undefined {
  return kernel.cgroupCountIncludesDying && memoryCgroups !== undefined && liveMemoryCgroups !== undefined
    ? Math.max(0, memoryCgroups - liveMemoryCgroups)
    : undefined;
}

function read(event: CreationEvent): ReadEvent {
  return { event, reading: event.message === undefined ? undefined : readEvent(event.message) };
}

function isRetried(
  { cgroupCreates15m, podStarts15m, stuckPods }: NodeEvidence,
  thresholds: Readonly<Thresholds>
): boolean {
  return (
    cgroupCreates15m !== undefined &&
    podStarts15m !== undefined &&
    stuckPods.length > 0 &&
    cgroupCreates15m >= thresholds.cgroupCreatesRetry15m &&
    cgroupCreates15m >= thresholds.cgroupCreatesPerPodStart * podStarts15m
  );
}

function ratio(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || !whole ? undefined : part / whole;
}

function atLeast(value: number | undefined, threshold: number): boolean {
  return value !== undefined && value >= threshold;
}
