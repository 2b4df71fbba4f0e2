/** Faults whose texts or signs are taken for refused memory-cgroup creation. */
export type LookAlikeId =
  | 'inotify-limit'
  | 'cpuset-empty'
  | 'dbus-lost'
  | 'dbus-connection-limit'
  | 'unit-exists'
  | 'unit-missing'
  | 'systemd-property-unknown'
  | 'systemd-unit-failed'
  | 'memory-cgroup-missing'
  | 'kmem-limit-unsupported'
  | 'kmem-limit-busy'
  | 'kmem-left-out-of-runc'
  | 'memory-limit-busy'
  | 'swap-accounting-off'
  | 'memory-controller-off'
  | 'pod-limit-too-small'
  | 'bpf-jit-limit'
  | 'memlock-limit'
  | 'device-filter'
  | 'other-controller'
  | 'cgroup-setting-refused'
  | 'cgroup-mount-fault'
  | 'cgroup-driver-mismatch'
  | 'controller-not-delegated'
  | 'threaded-cgroup'
  | 'freezer-stuck'
  | 'rootfs-mount-enospc'
  | 'mount-limit'
  | 'too-many-possible-cpus'
  | 'page-allocation-failure'
  | 'setns-failed'
  | 'soft-lockup'
  | 'genuine-oom'
  | 'pid-exhaustion'
  | 'namespace-limit'
  | 'allocation-failed'
  | 'file-limit'
  | 'key-quota'
  | 'ipc-limit'
  | 'disk-full'
  | 'leftover-directories'
  | 'leftover-scopes'
  | 'provider-cap'
  | 'reclaimable-slab'
  | 'id-mapping'
  | 'pod-network'
  | 'image-pull';

/** This fault may show such a face too: it neither speaks for it nor against it. */
const traces: ReadonlySet<LookAlikeId> = new Set([
  'memory-cgroup-missing',
  'page-allocation-failure',
  'setns-failed',
  'soft-lockup',
]);

export const mayBeTrace = (id: LookAlikeId): boolean => traces.has(id);
