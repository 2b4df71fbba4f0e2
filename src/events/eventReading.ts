import { type LookAlikeId } from './meaning/lookAlikes';

/** Who was refused: `kubelet-node` is the kubelet's own top of the hierarchy, `shell-probe` an operator's mkdir. */
export type CreationActor =
  'kubelet-pod' | 'kubelet-node' | 'runtime-sandbox' | 'runtime-container' | 'shell-probe' | 'unknown';

/** How the path is laid out; `mixed` is a systemd-style name created through cgroupfs. */
export type CgroupDriver = 'cgroupfs' | 'systemd' | 'mixed' | 'lxc' | 'unknown';

/** mkdir in the memory hierarchy of cgroup v1 was refused with an errno that used-up memory-cgroup IDs give. */
export interface CreationRefused {
  kind: 'creation-refused';
  path: string;
  controller: 'memory';
  errno: 'ENOMEM' | 'ENOSPC';
  actor: CreationActor;
  podUid?: string;
  containerId?: string;
  driver: CgroupDriver;
}

/** The kernel could not allocate from a slab cache. Only a cache that belongs to a memory cgroup is a trace of the fault. */
export interface SlubFailure {
  kind: 'slub';
  cache?: string;
  memcgId?: number;
  cgroupName?: string;
  /** The cache is a memory cgroup's own: `name(id:cgroup)`. Without the mark it may be any memory shortage. */
  memcgMarked: boolean;
}

export type EventReading =
  | CreationRefused
  | SlubFailure
  | { kind: 'kmem-cache-create-failed' }
  | { kind: 'look-alike'; look: LookAlikeId }
  | { kind: 'unrelated' };
