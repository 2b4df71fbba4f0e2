import { type Errno, type Hierarchy, type Operation } from '../calls/failedCall';
import { type LookAlikeId } from './lookAlikes';

/**
 * One row of the decision table. Every condition that a row states must hold; the row that states most decides, so that
 * the order of the rows means nothing.
 */
export interface MeaningRow {
  meaning: 'creation-refused' | 'nothing' | LookAlikeId;
  operation?: readonly Operation[];
  errno?: readonly Errno[];
  /** Errors that say nothing of the object. */
  otherThan?: readonly Errno[];
  object?: 'cgroup' | 'cgroup-directory' | 'cgroup-root' | 'unit' | 'file' | 'elided' | 'none';
  hierarchy?: Hierarchy;
  /** `other`: any but memory. */
  controller?: 'memory' | 'cpuset' | 'other';
  /** The cgroup's file. */
  file?: RegExp;
  path?: RegExp;
  /** Words elsewhere in the message. */
  beside?: RegExp;
  /** Words that must not stand in the message. */
  without?: RegExp;
}

const full: readonly Errno[] = ['ENOSPC', 'EDQUOT'];
const refusing: readonly Errno[] = ['ENOMEM', 'ENOSPC'];
const missing: readonly Errno[] = ['ENOENT', 'EROFS', 'ENODEV', 'ENXIO', 'ENOTDIR'];
const forbidden: readonly Errno[] = ['EACCES', 'EPERM'];
/** Of the process that asks, not of what it asks for. */
const unrelated: readonly Errno[] = ['EBADF', 'EINTR', 'EIO', 'EPIPE', 'EMFILE', 'ENFILE'];

/** The root of a hierarchy takes no limits, whatever is in use. */
const rootsLimit = /attribute on '\/' to|cgroup\/memory\/memory\./i;

export const meanings: readonly MeaningRow[] = [
  // A directory of the memory controller, or of the one hierarchy of v2.
  {
    meaning: 'creation-refused',
    operation: ['mkdir'],
    errno: refusing,
    object: 'cgroup-directory',
    hierarchy: 'v1',
    controller: 'memory',
  },
  {
    meaning: 'creation-refused',
    operation: ['mkdir'],
    errno: [...refusing, 'EAGAIN'],
    object: 'cgroup-directory',
    hierarchy: 'v2',
  },
  {
    meaning: 'creation-refused',
    operation: ['mkdir'],
    errno: refusing,
    object: 'cgroup-directory',
    hierarchy: 'unknown',
  },
  {
    meaning: 'creation-refused',
    operation: ['mkdir'],
    errno: refusing,
    object: 'elided',
    beside: /pod container|unable to ensure|cgroup|memcg|kubepods/i,
  },
  // systemd names the unit whose cgroup it is.
  { meaning: 'creation-refused', operation: ['mkdir'], errno: refusing, object: 'unit', beside: /cgroup/i },

  {
    meaning: 'other-controller',
    operation: ['mkdir'],
    object: 'cgroup-directory',
    hierarchy: 'v1',
    controller: 'other',
  },
  { meaning: 'other-controller', object: 'cgroup', controller: 'other', otherThan: unrelated },
  {
    meaning: 'controller-not-delegated',
    operation: ['delete'],
    errno: forbidden,
    object: 'cgroup',
    controller: 'other',
  },
  // systemd's own hierarchy has no controller.
  {
    meaning: 'controller-not-delegated',
    operation: ['mkdir'],
    errno: forbidden,
    object: 'cgroup',
    controller: 'other',
    path: /^\/sys\/fs\/cgroup\/systemd(?:\/|$)/,
  },
  {
    meaning: 'cgroup-mount-fault',
    errno: missing,
    object: 'cgroup',
    controller: 'other',
    path: /^\/sys\/fs\/cgroup\/systemd(?:\/|$)/,
  },
  { meaning: 'cgroup-mount-fault', errno: missing, object: 'cgroup' },
  // Mounted under another name, or not at all, whichever controller it is.
  { meaning: 'cgroup-mount-fault', operation: ['inotify', 'open', 'read'], errno: missing, object: 'cgroup-root' },
  { meaning: 'cgroup-mount-fault', errno: ['ENXIO'], beside: /cgroup config|cgroup driver|kubelet/i },
  { meaning: 'controller-not-delegated', errno: forbidden, object: 'cgroup' },
  {
    meaning: 'controller-not-delegated',
    errno: [...forbidden, 'ENOENT', 'EINVAL'],
    object: 'cgroup',
    file: /^cgroup\.(?:subtree_control|controllers)$/i,
  },
  // The hierarchy is there, and has not this controller's files.
  {
    meaning: 'controller-not-delegated',
    errno: ['ENOENT', ...forbidden],
    object: 'cgroup',
    hierarchy: 'v2',
    file: /^(?:cpu|cpuset|io|pids|hugetlb)\./i,
  },
  { meaning: 'cgroup-setting-refused', object: 'cgroup', file: /./, otherThan: unrelated },

  {
    meaning: 'cpuset-empty',
    errno: ['ENOSPC', 'EINVAL', 'EACCES', 'EBUSY', 'ERANGE'],
    object: 'cgroup',
    file: /^cpuset\./i,
  },
  { meaning: 'cpuset-empty', operation: ['attach'], errno: ['ENOSPC'], object: 'cgroup' },
  {
    meaning: 'cpuset-empty',
    operation: ['attach', 'write'],
    errno: ['ENOSPC'],
    object: 'cgroup',
    controller: 'cpuset',
    file: /./,
  },
  // The file is not named; a directory cannot be written to.
  {
    meaning: 'cpuset-empty',
    operation: ['write'],
    errno: ['ENOSPC'],
    object: 'cgroup-directory',
    controller: 'cpuset',
  },
  {
    meaning: 'swap-accounting-off',
    errno: ['ENOENT', 'EOPNOTSUPP', 'EACCES', 'EPERM'],
    object: 'cgroup',
    file: /^memory\.(?:memsw|swap)\./i,
  },
  // Where nothing is accounted for, reading answers EIO.
  { meaning: 'kmem-limit-busy', object: 'cgroup', file: /^memory\.kmem\./i, otherThan: unrelated },
  {
    meaning: 'kmem-limit-unsupported',
    errno: ['EOPNOTSUPP', 'ENOTSUPP', 'ENOENT', 'EINVAL', 'EACCES'],
    object: 'cgroup',
    file: /^memory\.kmem\./i,
  },
  {
    meaning: 'memory-limit-busy',
    errno: ['EBUSY'],
    object: 'cgroup',
    file: /^memory\.(?:limit_in_bytes|max|high|memsw\.limit_in_bytes)$/i,
  },
  // A limit of memory and swap below that of memory. Of the latter, the kernel refuses a number for no other reason; where
  // none is named, it may be the number that it cannot read.
  {
    meaning: 'memory-limit-busy',
    errno: ['EINVAL'],
    object: 'cgroup',
    file: /^memory\.memsw\.limit_in_bytes$/i,
    without: rootsLimit,
  },
  {
    meaning: 'memory-limit-busy',
    errno: ['EINVAL'],
    object: 'cgroup',
    file: /^memory\.limit_in_bytes$/i,
    beside: /\b(?:write|value|to):? ["']?\d{4,19}\b/i,
    without: rootsLimit,
  },
  // LXC sets limits by the file's name alone, in the cgroup it has made; where that is not there, nothing is.
  {
    meaning: 'memory-cgroup-missing',
    operation: ['write'],
    errno: ['ENOENT'],
    object: 'cgroup',
    file: /^memory\.(?!memsw|swap|kmem)\w/i,
    beside: /\blxc|cgfs/i,
  },
  // Nothing but a threaded cgroup writes its type; the root has none.
  { meaning: 'threaded-cgroup', operation: ['write', 'open'], object: 'cgroup', file: /^cgroup\.(?:type|threads)$/i },
  {
    meaning: 'threaded-cgroup',
    operation: ['attach', 'write', 'read', 'open'],
    errno: ['EOPNOTSUPP'],
    object: 'cgroup',
    file: /^cgroup\./i,
  },
  { meaning: 'threaded-cgroup', operation: ['attach', 'mkdir'], errno: ['EBUSY', 'EOPNOTSUPP'], object: 'cgroup' },
  { meaning: 'threaded-cgroup', errno: ['EBUSY'], object: 'cgroup', file: /^cgroup\.subtree_control$/i },
  { meaning: 'threaded-cgroup', operation: ['delegate'], errno: ['EBUSY'], object: 'cgroup' },
  {
    meaning: 'controller-not-delegated',
    operation: ['delegate'],
    errno: [...forbidden, 'ENOENT', 'EINVAL'],
    object: 'cgroup',
  },
  { meaning: 'freezer-stuck', operation: ['freeze'] },
  {
    meaning: 'freezer-stuck',
    object: 'cgroup',
    file: /^(?:freezer\.|cgroup\.freeze)/i,
    errno: ['EBUSY', 'EINVAL', 'EIO', 'ETIMEDOUT', 'EAGAIN'],
  },
  { meaning: 'leftover-directories', operation: ['delete'], errno: ['EBUSY', 'ENOTEMPTY'], object: 'unit' },
  // Only its removal is refused to a directory that is busy, whatever the program calls it.
  {
    meaning: 'leftover-directories',
    operation: ['delete', 'write'],
    errno: ['EBUSY', 'ENOTEMPTY'],
    object: 'cgroup-directory',
  },

  { meaning: 'inotify-limit', operation: ['inotify'], errno: ['ENOSPC', 'EMFILE', 'ENFILE', 'ENOMEM'] },
  // It was removed before it could be watched.
  { meaning: 'nothing', operation: ['inotify'], errno: ['ENOENT'], object: 'cgroup-directory' },
  {
    meaning: 'cgroup-mount-fault',
    operation: ['mount'],
    errno: [...missing, ...forbidden, 'EBUSY', 'EINVAL'],
    object: 'cgroup',
  },
  { meaning: 'mount-limit', operation: ['mount'], errno: ['ENOSPC'] },
  { meaning: 'rootfs-mount-enospc', operation: ['mount'], errno: ['ENOSPC'], beside: /to rootfs|rootfs_linux/i },
  // The file that is mounted over is made first.
  {
    meaning: 'rootfs-mount-enospc',
    operation: ['open', 'write', 'mkdir'],
    errno: ['ENOSPC'],
    object: 'file',
    path: /^\/(?!(?:proc|sys)\/)/,
    beside: /\bmounting .{1,400} to rootfs/i,
  },
  // Nothing below /proc and /sys lies on a disk.
  {
    meaning: 'disk-full',
    operation: ['write', 'open', 'mkdir', 'pull', 'read'],
    errno: full,
    object: 'file',
    path: /^(?!\/(?:proc|sys)\/)/,
  },
  {
    meaning: 'disk-full',
    operation: ['write', 'pull', 'open'],
    errno: full,
    object: 'none',
    without: /\becho: write error|cgfs/i,
  },

  { meaning: 'pid-exhaustion', operation: ['clone'], errno: ['ENOMEM', 'EAGAIN'] },
  { meaning: 'pid-exhaustion', operation: ['clone'], errno: ['ENOSPC'], beside: /thread/i },
  { meaning: 'namespace-limit', operation: ['clone', 'unshare'], errno: ['ENOSPC', 'EUSERS'] },
  { meaning: 'namespace-limit', operation: ['unshare'], errno: forbidden },
  { meaning: 'setns-failed', operation: ['unshare', 'setns'], errno: ['ENOMEM', 'EAGAIN', 'EINVAL'] },
  { meaning: 'allocation-failed', operation: ['allocate'], errno: ['ENOMEM'] },
  { meaning: 'allocation-failed', operation: ['open', 'read'], errno: ['ENOMEM'], object: 'file' },
  {
    meaning: 'memlock-limit',
    operation: ['allocate'],
    errno: ['ENOMEM', 'EAGAIN', 'EPERM'],
    beside: /\bmlock/i,
  },
  // mmap of memory that is to stay, beyond RLIMIT_MEMLOCK.
  { meaning: 'memlock-limit', operation: ['allocate'], errno: ['EAGAIN'] },
  { meaning: 'systemd-unit-failed', errno: ['E2BIG'], beside: /kubepods|cgroup|\b(?:unit|scope|slice)\b/i },
  { meaning: 'too-many-possible-cpus', operation: ['network'], errno: ['ENOMEM'], beside: /veth|add the host/i },
  { meaning: 'file-limit', errno: ['EMFILE', 'ENFILE'] },
  { meaning: 'key-quota', operation: ['keyring'], errno: ['EDQUOT', 'ENOMEM', 'ENOSPC'] },
  { meaning: 'ipc-limit', operation: ['ipc'], errno: ['ENOSPC', 'ENOMEM'] },
  {
    meaning: 'memlock-limit',
    operation: ['bpf'],
    errno: ['EPERM'],
    beside: /\bmaps?\b|_maps?\b|m?lock/i,
    without: /cgroup2?_devices|cgfsng_devices/i,
  },
  { meaning: 'allocation-failed', operation: ['bpf'], errno: ['ENOMEM'] },
  {
    meaning: 'device-filter',
    operation: ['bpf'],
    errno: ['EPERM', 'EINVAL', 'ENOSYS', 'ENOMEM'],
    beside: /device|cgroup config/i,
  },
  { meaning: 'bpf-jit-limit', errno: ['ENOTSUPP'] },
];

/** What a message states without naming an errno. */
export interface Statement {
  meaning: LookAlikeId;
  says: RegExp;
  /** Fallout that is told along with a cause: any other meaning wins. */
  isWeak?: boolean;
}

export const statements: readonly Statement[] = [
  {
    meaning: 'systemd-unit-failed',
    says: /(?:creating|starting) systemd unit .{1,300}: got ['"`]?\w+|[uU]nit [^\s"]{1,255} (?:entered failed state|failed with result)/i,
  },
  // LXC and LXD name the setting, and no reason.
  {
    meaning: 'cgroup-setting-refused',
    says: /\b(?:error|failed|failure|unable|cannot|could not)\b.{0,24}\bset(?:ting)?\b.{0,48}\bmemory\.(?!memsw|swap|kmem)[a-z_.]{2,40}["']? ?(?:to|=) ?["']?-?\d{1,20}[kmgt]?\b/i,
    isWeak: true,
  },
  {
    meaning: 'other-controller',
    says: /\b(?:error|failed|failure|unable|cannot|could not)\b.{0,24}\bset(?:ting)?(?: ?up)?\b(?! both).{0,72}\b(?:cpu\.(?:shares|cfs_|rt_|weight|max)|io\.(?:bfq|cost|latency|max|weight)|blkio\.[a-z]|pids\.max|hugetlb\.[0-9a-z]|devices\.(?:allow|deny))/i,
    isWeak: true,
  },
  // Whatever error follows, and where a paste breaks off before it.
  {
    meaning: 'cgroup-mount-fault',
    says: /\bmounting [\\"']{0,8}(?:\/sys\/fs\/)?cgroup.{0,400} to rootfs/i,
    isWeak: true,
  },
  {
    meaning: 'swap-accounting-off',
    says: /\b(?:error|failed|failure|unable|cannot|could not)\b.{0,24}\bset(?:ting)?\b.{0,48}\bmemory\.(?:memsw|swap)\.[a-z_.]{2,40}\b/i,
    isWeak: true,
  },
  {
    meaning: 'ipc-limit',
    says: /\b(?:error|failed|failure|unable|cannot|could not)\b.{0,24}\b(?:allocate|create|get|attach)\b.{0,40}\bshared memory\b/i,
  },
  { meaning: 'systemd-unit-failed', says: /Failed at step CGROUP spawning/i, isWeak: true },
  {
    meaning: 'memory-cgroup-missing',
    says: /invalid path for memory cgroups?|could not join or create cgroup|the container has not joined it|unable to (?:instanc?t?iate|add) .{0,80}memory c(?:g|group)\b/i,
  },
  {
    meaning: 'cgroup-mount-fault',
    says: /at least one cgroup controller is required|\b(?:does(?:n't| not)|do not|don't|cannot|can't|won't) (?:work|run|start) (?:on|with|under|in) cgroups?[ -]?v?2|(?:cgroup configuration|kubelet\[).{0,300}no such device or address|cgroups?: cgroup deleted|root container \[?[^\]\n]{1,80}\]? does(?:n't| not) exist|(?:configur|apply|initiali[sz]|set(?:ting)? ?up|set|creat)(?:e|es|ing)? (?:the )?cgroups?(?: config\w{0,8})?: no such (?:file or directory|device)|cgroup .{1,120} has some missing paths|(?:\/\S{0,64}|device )cgroup\S{0,128}(?:: mount point)? (?:does not exist|is missing)|cgroup already mounted|cgroup mounting failed|hybrid mode is not supported|file ?system type on [`'"]?\/sys\/fs\/cgroup|no subsystem for mount|unknown filesystem type '?cgroup2?|no such directory for (?:memory|cpu\w{0,4}|pids|blkio|devices|freezer)\b/i,
  },
  {
    meaning: 'inotify-limit',
    says: /inotify (?:resources|instances|watches) exhausted|insufficient watch descriptors|inotify watch(?:es)? limit|limit of inotify/i,
  },
  {
    meaning: 'dbus-lost',
    says: /\bdbus: (?!couldn't)|sd-bus call: .{0,200}(?:connection|timed out|transport endpoint)|interactive authentication required|requires? a d-?bus session|systemd (?:is )?not running|dial unix [^\s:]{1,200}\/(?:bus|system_bus_socket): |connect(?:ing)? to (?:the )?(?:user|system) bus|disconnected from message bus|connection to (?:the )?(?:system )?(?:d-?bus|bus).{0,40}(?:closed|lost|reset)|(?:failed to|cannot|could not|unable to) (?:connect to|get|open) (?:the )?(?:(?:system|session|user) )?(?:s?d-?)?bus\b|(?:establish|open|mak)ing (?:a |the )?(?:d-?bus|system bus) connection|time(?:d )?out waiting for systemd|dbus error "org\.freedesktop\.DBus\.Error|failed to activate service 'org\.freedesktop\.systemd1'|systemd\/private: connect|(?:(?:get|set) (?:unit )?propert|(?:start|stop|reload)(?:ing)? .{0,120}\.(?:scope|slice)\b).{0,200}: (?:connection (?:timed out|reset)|transport endpoint)|systemd support for managing cgroups is not available|(?:Start|Stop)(?:Transient)?Unit\b.{0,200}(?:completion signal|timed out|timeout)/i,
  },
  {
    meaning: 'dbus-connection-limit',
    says: /maximum number of (?:active|pending) (?:connections|replies).{0,40}has been reached|dbus\.Error\.LimitsExceeded/i,
  },
  {
    meaning: 'unit-exists',
    says: /\b(?:unit|slice|scope)\b.{0,200}(?:already exists|was already loaded or has a fragment file)/i,
  },
  {
    meaning: 'unit-missing',
    says: /org\.freedesktop\.systemd1\.NoSuchUnit|\bunit [^\s"]{1,255}\.(?:slice|scope) (?:was )?not (?:found|loaded)/i,
  },
  {
    meaning: 'systemd-property-unknown',
    says: /unknown (?:property|assignment)|cannot set property|unknown (?:lvalue|key(?: name)?) '[A-Z]\w{1,40}' in section/i,
  },
  {
    meaning: 'memory-limit-busy',
    says: /(?:set|lower|change) (?:the )?memory (?:limit|max) to \d{1,20}.{0,40}\b(?:current|peak) usage/i,
  },
  { meaning: 'kmem-limit-busy', says: /memory\.kmem\..{0,60}\b(?:tasks|processes) have already joined/i },
  { meaning: 'kmem-limit-unsupported', says: /does(?:n't| not) support kernel memory limit/i },
  { meaning: 'kmem-left-out-of-runc', says: /accounting disabled in this runc/i },
  {
    meaning: 'pod-limit-too-small',
    says: /\b(?:was|were|is|are|been|got|gets?|getting) OOM-killed|OOM-killed \(|read init-p: connection reset|write init-p: broken pipe|container init caused ""|(?:container init|prestart hook|process_linux\.go)(?:(?!WARN|ERRO).){0,200}signal: killed|minimum memory limit allowed is/i,
  },
  { meaning: 'allocation-failed', says: /fatal error: (?:runtime: )?(?:cannot allocate memory|out of memory)/i },
  // Docker names what the kernel's build lacks of a controller.
  {
    meaning: 'other-controller',
    says: /(?:kernel does(?:n't| not) support (?:c ?group )?(?:cpu(?! shares or)|cfs|rt|blkio|cpuset|pids|hugetlb)\b|\bno (?:cpu|cpuset|io|blkio|pids)\b.{0,32} support\b)/i,
  },
  {
    meaning: 'inotify-limit',
    says: /\b(?:run|ran|running) out of (?:inotify|file) (?:watch|instance)/i,
  },
  { meaning: 'file-limit', says: /file-max limit \d{1,12} reached/i },
  { meaning: 'cpuset-empty', says: /requested (?:cpus|memory nodes) are not available/i },
  { meaning: 'bpf-jit-limit', says: /\b(?:errno|error) 524\b/i },
  {
    meaning: 'genuine-oom',
    says: /memory cgroup (?:out of memory|stats for)|invoked oom-killer|oom-kill:constraint|out of memory: kill(?:ed)? process|system oom encountered|\boom ?killed\b|killed as a result of limit of|\bmemcg OOM\b|\d oom[-_]kill events?\b|result 'oom-kill'|killed by the OOM killer|killed .{1,200} due to memory pressure|cgroup out-of-memory handler|exceeded (?:job|step|its|the)? ?memory limit/i,
  },
  {
    meaning: 'pid-exhaustion',
    says: /fork rejected by pids controller|(?:unable to create|can't start|failed to (?:create|start)) (?:a )?(?:new )?(?:(?:native|os|worker) )?thread|newosproc|increase max user processes|\b(?:runs?|ran|running) out of (?:pids?|process ids?)\b/i,
  },
  {
    meaning: 'swap-accounting-off',
    says: /does(?:n't| not) support (?:cgroup )?(?:memory\+)?swap(?: memory)? limit|no swap limit support|swap accounting (?:is )?(?:not|disabled)/i,
  },
  {
    meaning: 'memory-controller-off',
    says: /\b(?:add|needs?|miss(?:ing)?|requires?|must|without|lacks?)\b.{0,80}cgroup_enable=memory|=.{0,200}\bcgroup_disable=memory|cgroup_disable=memory .{0,200}=|disabl(?:ing|ed) (?:memory control group subsystem|controller ['"`]?memory\b)|no memory limit support|does(?:n't| not) support (?:cgroup )?memory limit|\bCONFIG_MEMCG\b['"`]?\s{0,4}(?:[:=]\s{0,4}|(?:is|was) )?(?:not (?:set|enabled|built|compiled|configured)|missing|disabled|n\b)/i,
  },
  {
    meaning: 'cgroup-driver-mismatch',
    says: /cgroup driver.{0,120}(?:different|mismatch|not the same)|cgroup ?驱动[^\n。]{0,24}(?:不匹配|不一致|不同|冲突)|cgroup-parent for systemd cgroup should be|expected cgroupsPath to be of format|did not receive slice as parent/i,
  },
  {
    meaning: 'controller-not-delegated',
    says: /cgroup controllers? .{0,80}(?:not available|not delegated|missing)|controller ["'`]?\w{2,16}["'`]? is not available|cgroup delegation|cgroup, operation not allowed/i,
  },
  {
    meaning: 'threaded-cgroup',
    says: /in threaded mode|domain threaded|threaded cgroup|cannot enter cgroupv2 .{0,120}(?:invalid state|controllers)/i,
  },
  {
    meaning: 'device-filter',
    says: /BPF_CGROUP_DEVICE|resulting\s+devices\s+cgroup\s+does(?:n't|\s+not)\s+match|bpf_prog_(?:query|attach)/i,
  },
  { meaning: 'memlock-limit', says: /MEMLOCK (?:may be|is) too low|RemoveMemlock|RLIMIT_MEMLOCK/i },
  { meaning: 'key-quota', says: /(?:session key|keyring).{0,120}quota exceeded/i },
  {
    meaning: 'freezer-stuck',
    says: /(?:unable|failed) to (?:un)?freeze|(?:freeze|thaw).{0,60}(?:timed out|timeout)|(?:timed out|timeout).{0,80}\b(?:freezer|FROZEN|THAWED)\b|freezing of tasks failed/i,
  },
  {
    meaning: 'leftover-directories',
    says: /(?:failed|unable) to (?:delete|remove|destroy) (?:the )?(?:cgroups?|control group|paths: map\[)|cgroup.{0,200}(?:still (?:has|contains) (?:processes|(?:running )?tasks)|not empty after kill)|(?:clean|remov|delet)\w{0,3} (?:up )?(?:all |the )?(?:empty|orphaned) c(?:ontrol )?groups\b|\b(?:not|n't|never) (?:properly )?(?:clean|remov|delet)\w{0,3} (?:up )?(?:the |its )?c(?:ontrol )?groups?(?:v?[12])? (?:hierarchy|director|scope)/i,
  },
  {
    meaning: 'leftover-directories',
    says: /\b(?:error|failed|failure|unable|cannot|could not)\b.{0,24}\b(?:delete|remove|destroy)\b[^\n/]{0,16}\/sys\/fs\/cgroup\/|failed to update stats for container(?!.{0,400}\bis expected to have\b)|failed to get cgroup stats for/i,
    isWeak: true,
  },
  {
    meaning: 'leftover-scopes',
    says: /\brun-r?[0-9a-f]{1,64}\.scope\b(?!.{0,24}\b(?:successfully|succeeded|deactivated))/i,
    isWeak: true,
  },
  {
    meaning: 'setns-failed',
    says: /setns process[^\n"]{0,24} caused[:\s"]{1,4}exit status|from pipe.{0,24}EOF/i,
  },
  {
    meaning: 'too-many-possible-cpus',
    says: /page allocation failure: order:[4-9].{0,400}veth|veth_alloc_queues/i,
  },
  {
    meaning: 'page-allocation-failure',
    says: /page allocation failure|allocation failure[:,] (?:allocated \d{1,15} of )?\d{1,15} bytes|vmalloc (?:error: )?size \d|vmap allocation for size \d{1,15} failed|percpu: allocation failed/i,
    isWeak: true,
  },
  {
    meaning: 'soft-lockup',
    says: /\bsoft lockup\b|blocked for more than \d+ seconds|detected stalls? on CPU|hard LOCKUP/i,
  },
  {
    meaning: 'disk-full',
    says: /\bno free inodes\b|thin pool.{0,80}(?:out of|free) (?:data|space)|low on resource: \[?(?:ephemeral-storage|inodes|imagefs|nodefs)|(?:condition: \[|NodeHas)DiskPressure|garbage collect required amount|not enough (?:disk )?space on device|ephemeral-storage.{0,60}exceed/i,
  },
  {
    meaning: 'pod-network',
    says: /no (?:more )?(?:available )?IP(?:v[46])? address(?:es)?\b|failed to (?:allocate|assign) (?:for range \d|an? IP address|pod IP)|plugin type="[^"\n]{1,64}".{0,40} failed \((?:add|delete)\)|(?:failed to|unable to|error) (?:set ?up|setting up|create|tear ?down).{0,30} (?:pod|sandbox).{0,200}\bnetwork\b|CNI (?:request|plugin|network|config).{0,80}(?:failed|not initialized|uninitialized|not ready)|network (?:plugin )?is not ready/i,
    isWeak: true,
  },
  {
    meaning: 'image-pull',
    says: /\b(?:ErrImage(?:Never)?Pull|Image(?:PullBackOff|InspectError))\b|failed to pull (?:and unpack )?image|back-off pulling image|pull access denied|manifest (?:for .{1,200} not found|unknown)|failed to (?:resolve reference|get sandbox image)/i,
    isWeak: true,
  },
  {
    meaning: 'id-mapping',
    says: /\bnew[ug]idmap: |setting up (?:child|uid|gid|user namespace) mappings|\/proc\/[^\s/]{1,16}\/[ug]id_map\b|no (?:subuid|subgid) ranges|\/etc\/sub[ug]id\b/i,
  },
  { meaning: 'namespace-limit', says: /max_(?:user|mnt|pid|net|ipc|uts|cgroup)_namespaces/i },
];
