// Figures that decide, and that no installation has a reason to change: they follow from how signals are measured or how
// words are chosen. Those that somebody may want to change are in thresholds.libsonnet.
{
  // Slab grows after a boot while caches fill: growth before and after a boot is compared without these hours.
  warmUpSeconds: 4 * 3600,
  // A trend over less than this is noise.
  trendMinSpanSeconds: 3 * 3600,
  // kube_node_info names a new kernel a little after the boot that brought it: until the kubelet has registered and is scraped.
  kernelNamedWithinSeconds: 10 * 60,
  // The spans over which refusals in logs, and pod cgroups tried and pods started, are counted (the signals' own names say so).
  refusedCountSeconds: 20 * 60,
  podStartsCountSeconds: 15 * 60,

  // Kernels whose pages have 64 KiB, by their release (EL 7 and 8 on ARM have nothing else), and how much more slab a cgroup
  // leaves there: each of its caches holds at least a page.
  largePages: { pattern: '.*(?:ppc64|el[78].*aarch64|64k).*', slabTimes: 8 },

  // Growth that is less each day than the day before, and within two days no more than so much of what it was, as that of caches
  // that fill, will end: it is none where it ends below what all IDs hold, by what each held on the one node that was measured,
  // and at least so many times it on large pages. A steady leak's days differ by less.
  levelsOff: { bytesPerId: 50 * 1024, largePageTimes: 4, overDays: 4, declineRatio: 0.75 },
  // Until there are those days since the boot, and one in which what the boot itself filled is forgotten, it is growth only where
  // more than so many pods start a day: with fewer, the IDs last for a month, and to wait costs nothing. Where nobody tells of
  // starts, it is from when a day is left until all IDs could be gone, by the least that each holds.
  youngDays: 5,
  fewStartsPerDay: 1000,

  // Memcg IDs lost for each pod started: two at most were seen, far fewer where little runs in the pod.
  // https://tencentcloudcontainerteam.github.io/2018/12/29/cgroup-leaking/
  idsPerStart: { min: 0.25, max: 2.1 },
  // Slab for each memcg ID that is gone: 50 KiB on the one node that was measured; a good half and nearly double are plausible.
  slabBytesPerId: { min: 28 * 1024, max: 95 * 1024 },
  // What ordinary work holds besides.
  ordinarySlabBytes: { min: 150 * 1024 * 1024, max: 400 * 1024 * 1024 },
  // Where slab grows by what so many starts leave behind, this share of the growth that otherwise counts is enough: on any
  // kernel by the least that a start leaves. On those with private caches, where what is left by one does not come back, by
  // half an ID a start; what else grows there is a hundred KiB a start and more.
  explainedGrowth: [
    { anyKernel: true, ratio: 0.5, startsPerDay: 1000, idsPerStart: 0.25 },
    { anyKernel: false, ratio: 0.25, startsPerDay: 500, idsPerStart: 0.5 },
  ],

  // Per-CPU memory that is such a share of a node's memory is kept memory cgroups', however few bytes it is.
  percpuHeavyRatio: 0.1,

  // So many pods that wait on a node, and none that is seen to start there, are the node's doing rather than their own.
  manyWaitingPods: 3,

  // In each pair of thresholds the first must not lie above the second.
  thresholdOrder: [
    ['memoryShortRatio', 'memoryAmpleRatio'],
    ['slabEntriesFew', 'slabEntriesWarning'],
    ['slabEntriesWarning', 'slabEntriesCritical'],
    ['memoryCgroupsFew', 'memoryCgroupsHigh'],
    ['memoryCgroupsHigh', 'memcgIdLimit'],
  ],

  // The first sentence of the nodes page counts the nodes that may fail within this time.
  horizonDays: 7,

  // How much a reason counts when a verdict's confidence is weighed, by its strength.
  reasonWeight: { strong: 3, medium: 2, weak: 1 },
  // What speaks for the fault, less what speaks against it: with a strong reason a verdict is called sure from this weight on
  // (two reasons), and without one fairly sure (two of middle strength).
  sureWithStrongWeight: 5,
  fairlySureWeight: 4,
}
