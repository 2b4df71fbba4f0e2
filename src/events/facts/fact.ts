/** Everything that a pasted output may say of the machine it was taken on; the names are those of the evidence. */
export interface FactValues {
  kernelRelease: string;
  osImage: string;
  /** As node objects write it: `v1.18.20`. */
  kubeletVersion: string;
  /** The API server's version: no kubelet of the cluster is newer. */
  kubernetesVersion: string;
  /** As node objects write it: `docker://18.9.1`. */
  containerRuntimeVersion: string;
  /** `nokmem` on the command line of the running kernel. */
  nokmemRunning: boolean;
  /** `nokmem` in what the boot loader starts next. */
  nokmemConfigured: boolean;
  /** Kernel-memory accounting, as a cgroup below the root shows it. */
  kmemAccountingOn: boolean;
  kmemUsageBytes: number;
  /** Somebody set a limit for the kernel memory of a cgroup. */
  kmemLimited: boolean;
  memoryTotalBytes: number;
  memoryAvailableBytes: number;
  memoryPressure: boolean;
  /** The kernel found none anywhere on the machine: what it wrote is not about one cgroup's limit. */
  memoryRanOut: boolean;
  slabBytes: number;
  slabUnreclaimableBytes: number;
  slabReclaimableBytes: number;
  percpuBytes: number;
  /** As somebody writes that it grows. */
  slabGrowthBytesPerDay: number;
  /** Somebody writes that unreclaimable slab grows, and not by how much. */
  slabSaidToGrow: boolean;
  /** Somebody writes that cgroups are not removed, or become more and more. */
  cgroupsSaidToStay: boolean;
  /** Entries of /sys/kernel/slab. */
  slabEntries: number;
  slabCache: SlabCacheSize;
  /** `num_cgroups` of the memory controller. */
  memoryCgroups: number;
  /** Directories of the memory hierarchy. */
  liveMemoryCgroups: number;
  /** `num_cgroups` of the pids controller on a hierarchy of its own. */
  pidsCgroups: number;
  dyingMemoryCgroups: number;
  mounts: number;
  sysctl: { name: string; value: string };
  uptimeSeconds: number;
}

export interface SlabCacheSize {
  name: string;
  bytes: number;
}

export type FactId = keyof FactValues;

/**
 * `output`: a program or the kernel printed it; `derived`: it follows from what was printed for another purpose; `prose`:
 * somebody wrote it.
 */
export type FactSource = 'output' | 'derived' | 'prose';

/** One thing that a line says, before it is known whose it is. */
export type FactSaid = { [Id in FactId]: { id: Id; value: FactValues[Id]; source: FactSource } }[FactId];

export type Fact = FactSaid & {
  /** The machine, where a prompt, a log's head or the output itself names it. */
  node?: string;
  /** Where it stands in the text; the first line is 1. */
  line: number;
  /** When it was printed, where the text tells. Unix seconds. */
  timeSeconds?: number;
};

export function said<Id extends FactId>(id: Id, value: FactValues[Id], source: FactSource = 'output'): FactSaid {
  // The members of the union differ in nothing but the pair of id and value, which the signature ties together.
  return { id, value, source } as FactSaid;
}

/** A reading that is nothing where there is no value. */
export function saidIf<Id extends FactId>(id: Id, value: FactValues[Id] | undefined, source?: FactSource): FactSaid[] {
  return value === undefined ? [] : [said(id, value, source)];
}
