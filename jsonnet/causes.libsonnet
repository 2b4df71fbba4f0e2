// What an alert says of the likeliest cause of failing creation, and the runbook that it calls for; without one of its own,
// the best remedy of the node's kernel. The words of the pages stand in their catalogues.
{
  'memcg-kmem-leak': {
    likely: 'Most likely, kernel-memory accounting has leaked memory cgroups: cordon the node, then follow the runbook; only a reboot frees what has leaked.',
  },
  'dying-memcgs': {
    likely: 'Most likely, the kernel keeps memory cgroups that were removed: cordon the node, then follow the runbook; reclaim frees some of them, a reboot all.',
  },
  'memcg-id-exhaustion': {
    likely: 'Most likely, all memory cgroup IDs are in use on a kernel that keeps no leaked slab caches: cordon the node, count its cgroup directories, and read what the kubelet was refused.',
    runbook: 'relief',
  },
  'live-cgroup-leak': {
    likely: 'Most likely, cgroup directories are left behind: find what does not remove them, and remove them; a reboot is not needed.',
    runbook: 'relief',
  },
  'memory-shortage': {
    likely: 'Most likely, the node is genuinely short of memory: free some first; no fix for leaked cgroups helps against that.',
    runbook: 'not-this-fault',
  },
  'other-slab-leak': {
    likely: 'Slab grows, and most likely not by memory cgroups: find the cache that grows, and read what the kubelet was refused.',
    runbook: 'not-this-fault',
  },
  other: {
    likely: 'Most likely, it is not leaked memory cgroups: read what the kubelet was refused.',
    runbook: 'not-this-fault',
  },
}
