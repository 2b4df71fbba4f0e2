// One of these is in every text that readEvent can name: looking for them is far cheaper than reading, and nearly all
// lines of a log hold none. A test holds every sample of readEvent against them.
const traceWords =
  /cgroup|mkdir|slub: |cache: |kmem|memory: usage|allocate|space left|controller set|\bbus\b|freedesktop|result of limit|requested |no such device|root container|run program|\b(?:cpu|io|pids|hugetlb|blkio|devices|misc|rdma)\.[a-z]|for systemd|limit support|memory limit|user processes|at step |hierarchy|memory cg|swap accounting|subsystem|controllers? ["'`]?(?:memory|cpu|pids|io|hugetlb)|controllers are |(?:memory|cpuset|cpu|pids|io|hugetlb)["'`]? controller|\/acct\/|\/dev\/(?:cpuctl|memcg)|enospc|enomem|eagain|inotify|fsnotify|watch|dbus|d-bus|sd-bus|already exists|unit |\.slice|\.scope|oom|out of memory|init-p: |container init|\b524\b|page allocation|veth|setns|unshare|fork|clone|lockup|blocked for more than|stall|mount|temporarily unavailable|too many open files|propert|freez|thaw|cpuset|memory\.|quota|keyring|session key|bpf|memlock|active connections|swap limit|namespaces|stats for|write error|remove paths|completion signal|mountpoint|allocation fail|vmalloc|kernel memory|thread|disk full|free inodes|ip address|idmap|id_map|mappings|subuid|subgid|argument list|cni |network |pull|manifest |resolve reference|sandbox image|无法分配内存|设备上没有空间/i;

/** Can this text mean anything to readEvent? False is certain, true is not. */
export function holdsTraceWord(text: string): boolean {
  return traceWords.test(text) || (text.includes('\n') && traceWords.test(text.replaceAll('\n', '')));
}
