// What grows towards the point where no memory cgroup can be created, what protects from it, and who is left exposed.
local recording = import '../lib/recording.libsonnet';

function(config)
  local rules = recording(config);
  local record = rules.record, recordSignal = rules.recordSignal;

  local slabGrowing = |||
    node:memcg_kmem_slab_steady_growth:bytes_per_day >= <slabGrowthBytesPerDay>
    and on (<cluster>, node) node:memcg_kmem_slab_unreclaimable_bytes:max >= <slabUnreclaimableFloorBytes>
  |||;

  // Counted memory cgroups that are many and ever more, or have all but used up the IDs.
  local crowded = |||
    (
      node:memcg_kmem_memory_cgroups:max >= <memoryCgroupsHigh>
      and on (<cluster>, node) node:memcg_kmem_memory_cgroups_growth:per_day >= <memoryCgroupsGrowthPerDay>
      or on (<cluster>, node)
      node:memcg_kmem_memory_cgroups:max >= <memcgIdLimitNearRatio> * <memcgIdLimit>
    )
  |||;

  {
    name: 'memcg-kmem.leaks.rules',
    interval: config.growthRulesInterval,
    rules: [
      recordSignal('nokmemRunning'),
      recordSignal('nokmemConfiguredNotRunning'),
      recordSignal('nokmemRanBefore'),

      // Leaking: "growth" says what grows. The value is bytes a day for "slab", memory cgroups counted for "cgroups" (the
      // kernel keeps removed ones) and "directories" (most of them really exist: somebody forgot to remove them).
      record('node:memcg_kmem_leak_growth:info', |||
        label_replace(
          %(crowded)s
          and on (<cluster>, node) (node:memcg_kmem_live_memory_cgroups:max >= on (<cluster>, node) 0.5 * node:memcg_kmem_memory_cgroups:max),
          "growth", "directories", "", ""
        )
        or on (<cluster>, node)
        label_replace(
          %(slabGrowing)s
          and on (<cluster>, node) node:memcg_kmem_kernel:info{class=~"affected|partially-fixed|unknown"}
          unless on (<cluster>, node) node:memcg_kmem_memory_available:ratio < <memoryShortRatio>
          unless on (<cluster>, node) node:memcg_kmem_accounting_enabled:max == 0,
          "growth", "slab", "", ""
        )
        or on (<cluster>, node)
        label_replace(%(crowded)s, "growth", "cgroups", "", "")
      ||| % { crowded: crowded, slabGrowing: slabGrowing }),

      // Accounting seen off, or switched on by nobody, and nothing grows. The parameter alone proves nothing.
      record('node:memcg_kmem_protected:bool', |||
        (
          (node:memcg_kmem_accounting_enabled:max == 0 unless on (<cluster>, node) node:memcg_kmem_nokmem_running:max == 0) + 1
          or on (<cluster>, node)
          (node:memcg_kmem_runtime_without_kmem:bool unless on (<cluster>, node) node:memcg_kmem_accounting_enabled:max == 1)
        )
        unless on (<cluster>, node) (%s)
      ||| % slabGrowing),

      // Can leak, is seen not to, and nothing is seen that keeps it from it.
      record('node:memcg_kmem_exposed:info', |||
        node:memcg_kmem_kernel:info{class=~"affected|partially-fixed"}
        and on (<cluster>, node) node:memcg_kmem_slab_unreclaimable_bytes:max
        unless on (<cluster>, node) node:memcg_kmem_protected:bool
        unless on (<cluster>, node) node:memcg_kmem_leak_growth:info
        unless on (<cluster>, node) node:memcg_kmem_creation_failing:bool == 1
      |||),
    ],
  }
