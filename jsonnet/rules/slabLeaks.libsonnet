// Unreclaimable slab that grows so that it matters, and where removed memory cgroups cannot be behind it.
local figures = import '../figures.libsonnet';
local largePages = figures.largePages;
local kernels = import '../kernels.libsonnet';
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local recorded = import '../recorded.libsonnet';

function(config)
  local record = recording(config).record, moments = slabMoments(config);

  local privateCaches = kernels.idsWhere(function(row) row.mechanism == 'el7-kmem-caches');
  local entriesMeaningful = kernels.idsWhere(function(row) row.slabEntriesMeaningful);
  local countsDying = kernels.idsWhere(function(row) row.cgroupCountIncludesDying);

  local growing = 'node:memcg_kmem_slab_growing:bytes_per_day';
  // How many times as much an ID holds, for each of these nodes.
  local pageTimes(nodes) = |||
    (
      (%(nodes)s and on (<cluster>, node) node:memcg_kmem_kernel_release:info{kernel_version=~"%(pattern)s"}) * 0 + %(times)d
      or on (<cluster>, node)
      %(nodes)s * 0 + 1
    )
  ||| % { nodes: nodes, pattern: largePages.pattern, times: figures.levelsOff.largePageTimes };
  // Steady growth that is what the pods that started leave behind, neither much less nor much more.
  local explained(way) = |||
    (
      node:memcg_kmem_slab_steady_growth:bytes_per_day >= %(ratio)g * <slabGrowthBytesPerDay>
      and on (<cluster>, node) (node:memcg_kmem_slab_steady_growth:bytes_per_day / on (<cluster>, node) (node:memcg_kmem_pod_starts:increase1d >= %(startsPerDay)d)) >= %(least)d <= %(most)d
      and on (<cluster>, node) node:memcg_kmem_kernel:info{%(kernels)s}
    )
  ||| % way {
    least: way.idsPerStart * figures.slabBytesPerId.min,
    most: figures.idsPerStart.max * figures.slabBytesPerId.max,
    kernels: if way.anyKernel then 'class!="fixed"' else 'row=~"%s"' % privateCaches,
  };
  // Of young machines that grow: their slab a day from now.
  local young = |||
    (
      %(growing)s
      + on (<cluster>, node) node:memcg_kmem_slab_unreclaimable_bytes:max
      and on (<cluster>, node) node:memcg_kmem_uptime_seconds:max <= %(seconds)d
    )
  ||| % { growing: growing, seconds: figures.youngDays * 86400 };

  {
    // Beside the growth itself (slabGrowth.libsonnet).
    growing: [
      // Where unreclaimable slab will end that grows by less each day than the day before, by how fast the growth wears off;
      // only where that is less than what all IDs hold.
      record('node:memcg_kmem_slab_levels_off:bytes', |||
        (
          node:memcg_kmem_slab_unreclaimable_bytes:max
          + on (<cluster>, node) (
            (
              (%(step0)s > 0 < on (<cluster>, node) %(step1)s)
              and on (<cluster>, node) (%(step1)s < on (<cluster>, node) %(step2)s)
              and on (<cluster>, node) (%(step0)s <= on (<cluster>, node) %(declineRatio)g * %(step2)s)
            )
            / on (<cluster>, node) (sqrt(%(step2)s / on (<cluster>, node) %(step0)s) - 1)
          )
          unless on (<cluster>, node) node:memcg_kmem_uptime_seconds:max <= %(seconds)d
        )
        < on (<cluster>, node) (%(pageTimes)s * %(bytesPerId)d * <memcgIdLimit>)
      ||| % figures.levelsOff {
        pageTimes: pageTimes('node:memcg_kmem_slab_unreclaimable_bytes:max'),
        step0: moments.step(0),
        step1: moments.step(1),
        step2: moments.step(2),
        seconds: figures.levelsOff.overDays * 86400,
      }),

      // Steady growth that matters: by bytes, or by the share of a small node's memory; less where it is what the starts leave
      // behind.
      record('node:memcg_kmem_slab_growing:bytes_per_day', |||
        (
          node:memcg_kmem_slab_steady_growth:bytes_per_day >= <slabGrowthBytesPerDay>
          or on (<cluster>, node)
          node:memcg_kmem_slab_steady_growth:bytes_per_day >= on (<cluster>, node) <slabGrowthRatioPerDay> * node:memcg_kmem_memory_total_bytes:max
          or on (<cluster>, node)
          %(explained)s
        )
        and on (<cluster>, node) (
          node:memcg_kmem_slab_unreclaimable_bytes:max >= <slabUnreclaimableFloorBytes>
          or on (<cluster>, node)
          node:memcg_kmem_slab_unreclaimable_bytes:max >= on (<cluster>, node) <slabUnreclaimableFloorRatio> * node:memcg_kmem_memory_total_bytes:max
        )
        unless on (<cluster>, node) node:memcg_kmem_slab_levels_off:bytes
      ||| % {
        explained: std.stripChars(std.join('or on (<cluster>, node)\n', std.map(explained, figures.explainedGrowth)), '\n'),
      }),
    ],
    // What may be behind it, beside what leaks (leaks.libsonnet).
    behind: [
      // Growth of a young machine that may yet level off: little is started there; or nobody tells of starts, and a day from now
      // there will be less than what all IDs hold at least.
      record('node:memcg_kmem_slab_may_level_off:bytes', |||
        (
          %(young)s and on (<cluster>, node) (%(starts)s < %(fewStarts)d)
          or on (<cluster>, node)
          (
            (%(young)s unless on (<cluster>, node) %(starts)s)
            < on (<cluster>, node) (
              %(pageTimes)s * %(leastPerId)d * <memcgIdLimit> + %(ordinary)d
            )
          )
        )
      ||| % {
        young: young,
        starts: '(%s or on (<cluster>, node) %s * 96)' % [recorded.podStarts1d, recorded.podStarts15m],
        fewStarts: figures.fewStartsPerDay,
        pageTimes: pageTimes(growing),
        leastPerId: figures.slabBytesPerId.min,
        ordinary: figures.ordinarySlabBytes.max,
      }),

      // Growth that removed cgroups cannot be behind: accounting is off, the kernel keeps none, counts few or has few
      // caches, or too little was started that could have left any; but for a node that fails, which starts nothing.
      record('node:memcg_kmem_other_slab_leak:bytes_per_day', |||
        node:memcg_kmem_slab_growing:bytes_per_day
        and on (<cluster>, node) (
          node:memcg_kmem_accounting_enabled:max == 0
          or on (<cluster>, node)
          node:memcg_kmem_kernel:info{class="fixed"}
          or on (<cluster>, node)
          node:memcg_kmem_slab_entries:max < <slabEntriesFew> and on (<cluster>, node) node:memcg_kmem_kernel:info{row=~"%(entriesMeaningful)s"}
          or on (<cluster>, node)
          (
            node:memcg_kmem_pod_starts:increase1d == 0
            and on (<cluster>, node) node:memcg_kmem_kernel:info{row=~"%(privateCaches)s"}
            unless on (<cluster>, node) node:memcg_kmem_container_starts:increase1d > 0
            unless on (<cluster>, node) node:memcg_kmem_slab_entries:max >= <slabEntriesFew>
            unless on (<cluster>, node) node:memcg_kmem_creation_failing:bool
          )
          or on (<cluster>, node)
          (
            node:memcg_kmem_slab_growing:bytes_per_day > on (<cluster>, node) <slabPerStartBytes> * (
              (%(starts)s and on (<cluster>, node) node:memcg_kmem_kernel_release:info{kernel_version=~"%(largePages)s"}) * %(slabTimes)d
              or on (<cluster>, node)
              %(starts)s
            )
            unless on (<cluster>, node) node:memcg_kmem_slab_entries:max >= <slabEntriesFew>
            unless on (<cluster>, node) node:memcg_kmem_creation_failing:bool
          )
          or on (<cluster>, node)
          (node:memcg_kmem_dying_memory_cgroups:max or on (<cluster>, node) node:memcg_kmem_memory_cgroups:max) < <memoryCgroupsFew>
          and on (<cluster>, node) node:memcg_kmem_kernel:info{row=~"%(countsDying)s"}
        )
      ||| % {
        entriesMeaningful: entriesMeaningful,
        privateCaches: privateCaches,
        countsDying: countsDying,
        // Of the few nodes in question only.
        starts: 'max by (<cluster>, node) ({__name__=~"%s|%s"} and on (<cluster>, node) node:memcg_kmem_slab_growing:bytes_per_day)' % [recorded.podStarts1d, recorded.containerStarts1d],
        largePages: largePages.pattern,
        slabTimes: largePages.slabTimes,
      }),
    ],
  }
