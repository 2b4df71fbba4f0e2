/** Who a node is: `cluster` is absent where the data source has no cluster label. */
export interface NodeKey {
  cluster?: string;
  node: string;
}

export interface SlabSample {
  timeSeconds: number;
  bytes: number;
}

/** A pod whose containers have been waiting for at least `thresholds.stuckPodMinutes`. */
export interface StuckPod {
  namespace: string;
  pod: string;
  /** Waiting reason as the kubelet reports it, e.g. `ContainerCreating`. */
  reason: string;
}

/** One event series about failed container or pod creation; `message` is absent where the pipeline drops the text. */
export interface CreationEvent {
  reason: string;
  message?: string;
  /** The pipeline had already matched the text of a refused memory-cgroup creation before it counted. */
  matched?: boolean;
  /** How often the kubelet has seen it: its own cumulative count where the pipeline keeps it. */
  count: number;
  /** When it was last written, Unix seconds; absent where the pipeline does not say. */
  lastSeenSeconds?: number;
  namespace?: string;
  pod?: string;
}

/**
 * Everything known about one node at one moment. Any field may be absent: absence is "not seen", never zero.
 * Field names are the signal ids of `knowledge/signals.json`.
 */
export interface NodeEvidence {
  key: NodeKey;
  /** The moment the evidence speaks of, Unix seconds. */
  atSeconds: number;
  kernelRelease?: string;
  osImage?: string;
  kubeletVersion?: string;
  containerRuntimeVersion?: string;
  cordoned?: boolean;
  slabUnreclaimableBytes?: number;
  slabReclaimableBytes?: number;
  memoryTotalBytes?: number;
  memoryAvailableBytes?: number;
  /** The kernel's own trace of a kill says that the whole machine was out of memory; never false. */
  memoryRanOut?: boolean;
  bootTimeSeconds?: number;
  /** Growth that goes on from step to step since boot, reclaims left out, bytes per day; absent when not measurable. */
  slabSteadyGrowthBytesPerDay?: number;
  /** Somebody writes that unreclaimable slab grows, without a figure; never false. */
  slabSaidToGrow?: boolean;
  /** Somebody writes that cgroups are left behind, without a figure; never false. */
  cgroupsSaidToStay?: boolean;
  /** Unreclaimable slab over the last days, oldest first, reboots included. */
  slabHistory: SlabSample[];
  /** Memory cgroups that the kernel counts: in cgroup.stat (node probe), or `num_cgroups` of memory in /proc/cgroups. */
  memoryCgroups?: number;
  /** Growth that goes on from step to step within the running boot. */
  memoryCgroupsGrowthPerDay?: number;
  /** Directories under the memory hierarchy (node probe). */
  liveMemoryCgroups?: number;
  /** `num_cgroups` of the pids controller, which removed memory cgroups do not hold; the same count on a unified hierarchy. */
  pidsCgroups?: number;
  /** Removed memory cgroups that the kernel still keeps, as cgroup.stat counts them (node probe). */
  dyingMemoryCgroups?: number;
  /** Of the hierarchy that the memory controller is on: 1 or 2 (node probe). */
  cgroupVersion?: number;
  percpuBytes?: number;
  /** Entries of /sys/kernel/slab (node probe); means something on el7 only. */
  slabEntries?: number;
  /** Kernel-memory accounting seen on (true) or off (false) on pod cgroups (node probe). */
  kmemAccountingOn?: boolean;
  /** A cgroup was given a limit of its own for kernel memory; never false. */
  kmemLimited?: boolean;
  /** `nokmem` in the `cgroup.memory=` list of the running kernel's command line (node probe). */
  nokmemRunning?: boolean;
  /** `nokmem` is configured for booting, and the running kernel was started without it (node probe). */
  nokmemConfiguredNotRunning?: boolean;
  /** `nokmem` was running within the last week; never false, for a probe may be younger than that. */
  nokmemRanBefore?: boolean;
  /** Pod cgroup creations tried by the kubelet in the last 15 minutes, failed ones included. */
  cgroupCreates15m?: number;
  /** How many machines go by this name, which nothing tells apart; only where they are several. */
  machinesOfName?: number;
  /** Pods whose sandbox the kubelet started in the last 15 minutes. */
  podStarts15m?: number;
  podStarts1d?: number;
  /** Restarts included. */
  containerStarts1d?: number;
  stuckPods: StuckPod[];
  /** How many were waiting when it was last told, hours ago at most; only where nobody tells of pods now. */
  stuckPodsBefore?: number;
  events: CreationEvent[];
}
