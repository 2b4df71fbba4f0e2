/** Faults whose texts or signs are taken for refused memory-cgroup creation. */
export type LookAlikeId =
  | 'inotify-limit'
  | 'cpuset-empty'
  | 'dbus-lost'
  | 'unit-exists'
  | 'unit-missing'
  | 'kmem-limit-unsupported'
  | 'kmem-limit-busy'
  | 'kmem-left-out-of-runc'
  | 'memory-limit-busy'
  | 'pod-limit-too-small'
  | 'bpf-jit-limit'
  | 'unified-hierarchy'
  | 'other-controller'
  | 'cgroup-mount-fault'
  | 'rootfs-mount-enospc'
  | 'too-many-possible-cpus'
  | 'setns-failed'
  | 'genuine-oom'
  | 'pid-exhaustion'
  | 'disk-full'
  | 'leftover-scopes'
  | 'provider-cap'
  | 'reclaimable-slab';

export interface LookAlike {
  id: LookAlikeId;
  /** Matches the text with its escaping undone; absent where no text tells, only facts about the node. */
  pattern?: RegExp;
  /** Key of the words for what it is; with `.instead` behind it, for what to do about it. */
  noteKey: `lookAlike.${LookAlikeId}`;
  /** URLs. */
  sources: string[];
}

function look(id: LookAlikeId, pattern: RegExp | undefined, ...sources: string[]): LookAlike {
  return { id, pattern, noteKey: `lookAlike.${id}`, sources };
}

// Directories directly under /sys/fs/cgroup that are controllers of their own.
const controllers =
  'blkio|cpu,cpuacct|cpuacct|cpu|cpuset|devices|freezer|hugetlb|misc|net_cls,net_prio|net_cls|net_prio|perf_event|pids|rdma|systemd|unified';

/** Ordered: the first match names the fault. Every pattern is bounded, so that hostile text costs linear time. */
export const lookAlikes: readonly LookAlike[] = [
  look(
    'inotify-limit',
    /inotify_add_watch|inotify resources exhausted|inotify_init\S{0,2}: too many open files/i,
    'https://github.com/google/cadvisor/issues/1581',
    'https://github.com/jetstack/tarmak/issues/756'
  ),
  look(
    'cpuset-empty',
    /\/cpuset\/[^\s"]*: no space left on device/i,
    'https://github.com/containerd/cgroups/issues/48',
    'https://github.com/opencontainers/runc/issues/133'
  ),
  look(
    'dbus-lost',
    /dbus: |sd-bus call: [^\n]{0,200}(?:connection|timed out)/i,
    'https://github.com/kubernetes/kubernetes/issues/100328'
  ),
  look(
    'unit-exists',
    /\b(?:unit|slice|scope)\b[^\n]{0,200}already exists/i,
    'https://bugzilla.redhat.com/show_bug.cgi?id=1993980',
    'https://github.com/kubernetes/kubernetes/issues/102676'
  ),
  look(
    'unit-missing',
    /\bunit [^\s"]{1,255}\.(?:slice|scope) (?:was )?not (?:found|loaded)/i,
    'https://github.com/cri-o/cri-o/issues/9082'
  ),
  look(
    'kmem-limit-unsupported',
    /kmem\.limit_in_bytes[^\n]{0,300}(?:operation not supported|no such file or directory)/i,
    'https://github.com/canonical/microk8s/issues/3028'
  ),
  look('kmem-limit-busy', /kmem\.limit_in_bytes/i, 'https://github.com/moby/moby/issues/25073'),
  look(
    'kmem-left-out-of-runc',
    /kernel memory accounting disabled in this runc build/i,
    'https://github.com/opencontainers/runc/issues/1725'
  ),
  look(
    'memory-limit-busy',
    /memory\.limit_in_bytes[^\n]{0,100}device or resource busy/i,
    'https://github.com/containerd/containerd/issues/5226'
  ),
  look(
    'pod-limit-too-small',
    /container init was OOM-killed|OOM-killed|read init-p: connection reset|write init-p: broken pipe|container init caused ""/i,
    'https://github.com/opencontainers/runc/issues/2736',
    'https://github.com/kubernetes/minikube/issues/6160'
  ),
  look('bpf-jit-limit', /errno 524\b/i, 'https://github.com/awslabs/amazon-eks-ami/issues/1219'),
  look(
    'other-controller',
    new RegExp(`\\bmkdir ["']?[^\\s"']{0,64}/sys/fs/cgroup/(?:${controllers})/`, 'i'),
    'https://github.com/kubernetes/kubernetes/issues/103542'
  ),
  look(
    'cgroup-mount-fault',
    /\/sys\/fs\/cgroup[^\s"]{0,400}: (?:no such file or directory|no such device or address|read-only file system|permission denied)|cgroup configuration[^\n]{0,200}no such device or address/i,
    'https://github.com/moby/moby/issues/43713',
    'https://github.com/moby/moby/issues/34616'
  ),
  look(
    'unified-hierarchy',
    /\bmkdir ["']?\/sys\/fs\/cgroup\/(?!memory\/)[^\s"']{1,400}: (?:cannot allocate memory|no space left on device)/i,
    'https://docs.kernel.org/admin-guide/cgroup-v2.html'
  ),
  look(
    'rootfs-mount-enospc',
    /\bmounting [^\n]{1,300}no space left on device/i,
    'https://github.com/imroc/kubernetes-practice-guide'
  ),
  look(
    'too-many-possible-cpus',
    /failed to add the host[^\n]{0,200}cannot allocate memory|page allocation failure: order:[4-9][^\n]{0,400}veth|veth_alloc_queues/i,
    'https://github.com/docker/for-linux/issues/1443'
  ),
  look(
    'setns-failed',
    /setns process for init caused "?exit status|failed to unshare namespaces: cannot allocate memory/i,
    'https://github.com/moby/moby/issues/31037',
    'https://www.lijiaocn.com/%E9%97%AE%E9%A2%98/2017/11/13/problem-unable-create-nf-conn.html'
  ),
  look(
    'genuine-oom',
    /memory cgroup out of memory|invoked oom-killer|oom-kill:constraint|out of memory: kill(?:ed)? process|system oom encountered|\bOOMKilled\b/i,
    'https://github.com/kubernetes/kubernetes/issues/83044'
  ),
  look(
    'pid-exhaustion',
    /fork\/exec [^\n]{0,300}cannot allocate memory|\bfork: (?:retry: )?(?:cannot allocate memory|resource temporarily unavailable)|fork\/exec: cannot allocate memory|^\s*(?:[^\s:]{1,64}: ){0,4}cannot allocate memory\s*$/i,
    'https://github.com/imroc/kubernetes-practice-guide',
    'https://github.com/moby/moby/issues/18295'
  ),
  look(
    'disk-full',
    /\/var\/lib\/[^\n]{0,400}no space left on device|no space left on device[^\n]{0,300}\/var\/lib\/|(?:overlay|register layer|pull(?:ing)? image|write \/|copy_file_range)[^\n]{0,500}no space left on device/i
  ),
  look(
    'leftover-scopes',
    /\brun-r?[0-9a-f]{1,64}\.scope\b/i,
    'https://github.com/kubernetes/kubernetes/issues/70324',
    'https://github.com/kubernetes/kops/issues/5916',
    'https://github.com/kubernetes/kubernetes/issues/64137'
  ),
  look(
    'provider-cap',
    undefined,
    'https://github.com/moby/moby/issues/42581',
    'https://github.com/docker/for-linux/issues/1264'
  ),
  look('reclaimable-slab', undefined),
];

export function lookAlikeOf(id: LookAlikeId): LookAlike | undefined {
  return lookAlikes.find((each) => each.id === id);
}
