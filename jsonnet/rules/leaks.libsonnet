// What grows towards the point where no memory cgroup can be created, what protects from it, and who is left exposed.
local figures = import '../figures.libsonnet';
local kernels = import '../kernels.libsonnet';
local recording = import '../lib/recording.libsonnet';
local recorded = import '../recorded.libsonnet';
local slabLeaks = import 'slabLeaks.libsonnet';

function(config)
  local rules = recording(config);
  local record = rules.record;
  local growthKnown = rules.isKnown('slab_growth', recorded.slabSteadyGrowthBytesPerDay);

  local privateCaches = kernels.idsWhere(function(row) row.mechanism == 'el7-kmem-caches');
  local entriesMeaningful = kernels.idsWhere(function(row) row.slabEntriesMeaningful);
  local countsDying = kernels.idsWhere(function(row) row.cgroupCountIncludesDying);

  // Directories, or cgroups of the pids controller: only what is left behind stands there as well. On a unified hierarchy
  // both counts are one.
  local live = |||
    node:memcg_kmem_live_memory_cgroups:max
    or on (<cluster>, node)
    (node:memcg_kmem_pids_cgroups:max != on (<cluster>, node) node:memcg_kmem_memory_cgroups:max)
  |||;

  // Counted memory cgroups that are many and ever more, or have all but used up the IDs (a count beyond the limit is not one of
  // IDs); or many that are removed and kept, where nothing is known of their growth.
  local crowded = |||
    (
      node:memcg_kmem_memory_cgroups:max >= <memoryCgroupsHigh>
      and on (<cluster>, node) node:memcg_kmem_memory_cgroups_growth:per_day >= <memoryCgroupsGrowthPerDay>
      or on (<cluster>, node)
      node:memcg_kmem_memory_cgroups:max >= <memcgIdLimitNearRatio> * <memcgIdLimit> <= <memcgIdLimit>
      or on (<cluster>, node)
      (
        (
          node:memcg_kmem_dying_memory_cgroups:max
          or on (<cluster>, node)
          (
            node:memcg_kmem_memory_cgroups:max - on (<cluster>, node) (%s)
            and on (<cluster>, node) node:memcg_kmem_kernel:info{row=~"%s"}
          )
        ) >= <memoryCgroupsHigh>
        unless on (<cluster>, node) node:memcg_kmem_memory_cgroups_growth:per_day
        and on () %s
      )
    )
  ||| % [live, countsDying, rules.isKnownOrNever('cgroup_growth', recorded.memoryCgroupsGrowthPerDay)];

  {
    name: 'memcg-kmem.leaks.rules',
    interval: config.growthRulesInterval,
    rules: slabLeaks(config).behind + [
      record('node:memcg_kmem_crowded:count', crowded),

      // Leaking: "growth" says what grows. The value is bytes a day for "slab", memory cgroups counted for "cgroups" (the
      // kernel keeps removed ones) and "directories" (most of them really exist: somebody forgot to remove them), slab
      // caches for "entries" and bytes for "percpu", which convict whether they still grow or not.
      record('node:memcg_kmem_leak_growth:info', |||
        label_replace(
          node:memcg_kmem_crowded:count
          and on (<cluster>, node) ((%(live)s) >= on (<cluster>, node) <liveCgroupsRatio> * node:memcg_kmem_memory_cgroups:max),
          "growth", "directories", "", ""
        )
        or on (<cluster>, node)
        label_replace(
          node:memcg_kmem_slab_growing:bytes_per_day
          and on (<cluster>, node) (
            node:memcg_kmem_kernel:info{class=~"affected|partially-fixed|unknown"}
            or on (<cluster>, node)
            (node:memcg_kmem_kernel:info{class="protected-by-default"} and on (<cluster>, node) node:memcg_kmem_accounting_enabled:max == 1)
          )
          unless on (<cluster>, node) node:memcg_kmem_other_slab_leak:bytes_per_day
          unless on (<cluster>, node) node:memcg_kmem_memory_short:ratio
          unless on (<cluster>, node) node:memcg_kmem_slab_may_level_off:bytes,
          "growth", "slab", "", ""
        )
        or on (<cluster>, node)
        label_replace(node:memcg_kmem_crowded:count, "growth", "cgroups", "", "")
        or on (<cluster>, node)
        label_replace(
          node:memcg_kmem_slab_entries:max >= <slabEntriesCritical> and on (<cluster>, node) node:memcg_kmem_kernel:info{row=~"%(entriesMeaningful)s"},
          "growth", "entries", "", ""
        )
        or on (<cluster>, node)
        label_replace(
          (
            node:memcg_kmem_percpu_bytes:max >= <percpuHighBytes>
            and on (<cluster>, node) (node:memcg_kmem_percpu_bytes:max >= on (<cluster>, node) <percpuHighRatio> * node:memcg_kmem_memory_total_bytes:max)
            or on (<cluster>, node)
            node:memcg_kmem_percpu_bytes:max >= on (<cluster>, node) %(percpuHeavyRatio)g * node:memcg_kmem_memory_total_bytes:max
          )
          unless on (<cluster>, node) node:memcg_kmem_kernel:info{row=~"%(privateCaches)s"},
          "growth", "percpu", "", ""
        )
      ||| % {
        live: live,
        percpuHeavyRatio: figures.percpuHeavyRatio,
        entriesMeaningful: entriesMeaningful,
        privateCaches: privateCaches,
      }),

      // Accounting seen off, or switched on by nobody, and nothing grows. The parameter alone proves nothing.
      record('node:memcg_kmem_protected:bool', |||
        (
          (node:memcg_kmem_accounting_enabled:max == 0 unless on (<cluster>, node) node:memcg_kmem_nokmem_running:max == 0) + 1
          or on (<cluster>, node)
          (node:memcg_kmem_runtime_without_kmem:bool unless on (<cluster>, node) node:memcg_kmem_accounting_enabled:max == 1)
        )
        unless on (<cluster>, node) node:memcg_kmem_slab_growing:bytes_per_day
        and on () %s
      ||| % growthKnown),

      // Can leak, is seen not to, and nothing is seen that keeps it from it.
      record('node:memcg_kmem_exposed:info', |||
        node:memcg_kmem_kernel:info{class=~"affected|partially-fixed"}
        and on (<cluster>, node) node:memcg_kmem_slab_unreclaimable_bytes:max
        unless on (<cluster>, node) node:memcg_kmem_protected:bool
        unless on (<cluster>, node) node:memcg_kmem_leak_growth:info
        unless on (<cluster>, node) node:memcg_kmem_creation_failing:bool == 1
        and on () %s
        and on () %s
      ||| % [growthKnown, rules.isKnown('creation', 'node:memcg_kmem_creation_failing:bool')]),
    ],
  }
