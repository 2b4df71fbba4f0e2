// One of these is in every text that readEvent can name: looking for them is far cheaper than reading, and nearly all
// lines of a log hold none. A test holds every sample of readEvent against them.
const traceWords =
  /cgroup|memcg|mkdir|slub: |cache: |kmem|(?:of|kernel|shared) memory|memory(?:[.:]| (?:cg|limit|p))|allocat|space left|controllers?(?![-.\w])|\bbus\b|dbus|freedesktop|result of limit|requested |no such device|root container|run program|\b(?:cpu|io|pids|hugetlb|blkio|devices|misc|rdma)\.[a-z]|for systemd|[dst] support|user processes|out of p|at step |hierarchy|swap |subsys|\/acct\/|\/dev\/cpuctl|enospc|enomem|eagain|notify|watch|already [el]|unit |\.slice|\.scope|oom|init-p: |container init|\b524\b|veth|setns|from pipe|unshare|fork|clone|lockup|blocked for more than|stall|mount|temporarily unavailable|too many open files|propert|freez|thaw|cpuset|quota|keyring|session key|bpf|active connections|namespaces|stats for|write error|completion signal|vmalloc|thread|disk full|free inodes|ip(?:v[46])? address|id_?map|mappings|sub[ug]id|argument list|cni |plugin |blkio|cfs |network |pull|manifest |resolve reference|sandbox image|in section|mlock|file-max|low on resource|diskpressure|thin pool|vmap |signal: killed|collect required|transport endpoint|无法分配内存|设备上没有空间/i;

/** Can this text mean anything to readEvent? False is certain, true is not. */
export function holdsTraceWord(text: string): boolean {
  return traceWords.test(text) || (text.includes('\n') && traceWords.test(text.replaceAll('\n', '')));
}
