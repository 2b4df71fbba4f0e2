import { type CgroupOwner, type Hierarchy } from './calls/failedCall';
import { type LookAlikeId } from './meaning/lookAlikes';

/** Who was refused: `kubelet-node` is the kubelet's own top of the hierarchy, `shell-probe` an operator's mkdir. */
export type CreationActor =
  'kubelet-pod' | 'kubelet-node' | 'runtime-sandbox' | 'runtime-container' | 'shell-probe' | 'unknown';

/** How the path is laid out; `mixed` is a systemd-style name created through cgroupfs. */
export type CgroupDriver = 'cgroupfs' | 'systemd' | 'mixed' | 'lxc' | 'unknown';

/**
 * A memory cgroup was not made, with an errno that used-up memory-cgroup IDs give: in the memory hierarchy of v1, or in
 * v2, where `cgroup.max.descendants` and leftover directories give the same.
 */
export interface CreationRefused {
  kind: 'creation-refused';
  /** As written; three dots where the text elides it, empty where it only says "cgroup". */
  path: string;
  hierarchy: Hierarchy;
  /** On v1 only. */
  controller?: 'memory';
  errno: 'ENOMEM' | 'ENOSPC' | 'EAGAIN';
  actor: CreationActor;
  owner: CgroupOwner;
  podUid?: string;
  containerId?: string;
  driver: CgroupDriver;
}

/**
 * The kernel could not allocate from a slab cache. Only a cache that belongs to a memory cgroup is a trace of the fault,
 * and only on kernels with private caches whose accounting is opt-in (3.10): from 4.5 on, where everything is accounted,
 * it says that this cgroup is at its own limit.
 */
export interface SlubFailure {
  kind: 'slub';
  cache?: string;
  memcgId?: number;
  cgroupName?: string;
  /** The cache is a memory cgroup's own: `name(id:cgroup)`. Without the mark it may be any memory shortage. */
  memcgMarked: boolean;
  /** What was asked for is told in words, as kernels do from 4.6 on: `gfp=0x14000c0(GFP_KERNEL)`. */
  namesFlags?: boolean;
}

/** The kernel's report of a memory cgroup that ran out: what filled it. Bytes. */
export interface MemcgOom {
  kind: 'kmem-oom';
  kmemUsageBytes: number;
  usageBytes?: number;
  limitBytes?: number;
}

export type EventReading =
  | CreationRefused
  | SlubFailure
  | { kind: 'kmem-cache-create-failed' }
  | MemcgOom
  | { kind: 'look-alike'; look: LookAlikeId }
  | { kind: 'unrelated' };
