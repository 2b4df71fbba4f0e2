// The figures that decide, for the rules and for the plugin, in the order in which the configuration page shows them.
//   unit   ratio (0 to 1), times, bytes, bytesPerDay, count, countPerDay, minutes or seconds
[
  {
    id: 'memoryShortRatio',
    value: 0.05,
    unit: 'ratio',
    means: 'Below this share of memory available, "cannot allocate memory" may be a genuine shortage.',
  },
  {
    id: 'memoryAmpleRatio',
    value: 0.2,
    unit: 'ratio',
    means: 'From this share of memory available, running out of memory does not explain a refused mkdir.',
  },
  {
    id: 'slabGrowthBytesPerDay',
    value: 64 * 1024 * 1024,
    unit: 'bytesPerDay',
    means: 'Unreclaimable slab must have grown by at least this much a day in every step looked at. Lower: more nodes are called leaking that only warm up.',
  },
  {
    id: 'slabUnreclaimableFloorBytes',
    value: 512 * 1024 * 1024,
    unit: 'bytes',
    means: 'Unreclaimable slab smaller than this is not yet worth an alert, however it grows.',
  },
  {
    id: 'slabEntriesWarning',
    value: 10000,
    unit: 'count',
    means: 'Entries of /sys/kernel/slab on EL 7 that raise suspicion: a quiet host has hundreds. Heuristic, no public figure exists.',
  },
  {
    id: 'slabEntriesCritical',
    value: 50000,
    unit: 'count',
    means: 'Entries of /sys/kernel/slab on EL 7 that convict: the incident that started this had 182,210. Heuristic.',
  },
  {
    id: 'memoryCgroupsHigh',
    value: 20000,
    unit: 'count',
    means: 'Memory cgroups counted by /proc/cgroups that are too many; a healthy node has hundreds to a few thousand. Heuristic.',
  },
  {
    id: 'memoryCgroupsGrowthPerDay',
    value: 500,
    unit: 'countPerDay',
    means: 'Growth of that count that makes a high figure a leak.',
  },
  {
    id: 'dyingCgroupsHigh',
    value: 10000,
    unit: 'count',
    means: 'Counted minus live cgroups: above this, removed cgroups are being kept. Heuristic.',
  },
  {
    id: 'percpuHighBytes',
    value: 4 * 1024 * 1024 * 1024,
    unit: 'bytes',
    means: 'Per-CPU memory that ordinary work does not need; kept memory cgroups hold it. Heuristic.',
  },
  {
    id: 'memcgIdLimit',
    value: 65535,
    unit: 'count',
    means: 'How many memory cgroups can exist, removed ones included: their ID is 16 bit on every kernel. Change it only if you know better.',
  },
  {
    id: 'memcgIdLimitNearRatio',
    value: 0.95,
    unit: 'ratio',
    means: 'Share of that limit at which the next busy hour can fill the rest: called leaking even if nothing grows.',
  },
  {
    id: 'cgroupCreatesRetry15m',
    value: 30,
    unit: 'count',
    means: 'Pod cgroups that a kubelet tried to create in 15 minutes while no pod started: it retries a refused one every 10 to 15 seconds.',
  },
  {
    id: 'cgroupCreatesPerPodStart',
    value: 10,
    unit: 'times',
    means: 'And at least this many tries for each pod that did start.',
  },
  {
    id: 'stuckPodMinutes',
    value: 10,
    unit: 'minutes',
    means: 'A pod is stuck once its containers have waited this long.',
  },
  {
    id: 'growthMinUptimeSeconds',
    value: 14 * 3600,
    unit: 'seconds',
    means: 'Steps shorter than a day are used only after this uptime, so that the growth of a fresh boot is not a leak.',
  },
  {
    id: 'proofPeriodSeconds',
    value: 24 * 3600,
    unit: 'seconds',
    means: 'For so long since its boot a fixed node must have created every cgroup and must not have grown before the fix counts as proven. Shorter than a day, its daily rhythm looks like growth, or hides it.',
  },
]
