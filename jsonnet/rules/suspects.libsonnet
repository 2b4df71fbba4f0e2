// Which nodes are suspects, the whole evidence of those, and how many others there are.
local recording = import '../lib/recording.libsonnet';
local suspects = import '../suspects.libsonnet';

function(config)
  local rules = recording(config);

  // Each is reason enough to look, if not to accuse: a page that looks at these nodes alone misses none that fails or leaks.
  local grounds = [
    // What the states rest on beside the states, which another group records up to a minute before.
    'node:memcg_kmem_state:info{state=~"failing|leaking"}',
    'node:memcg_kmem_creation_failing:bool == 1',
    'node:memcg_kmem_leak_growth:info',
    'node:memcg_kmem_stuck_pods:count > 0',
    'node:memcg_kmem_stuck_pods_before:count > 0',
    'node:memcg_kmem_refused_creations:max',
    // What it did before the boot may tell that a fix has helped.
    'node:memcg_kmem_booted_lately:seconds',
    'node:memcg_kmem_slab_growing:bytes_per_day',
    'node:memcg_kmem_slab_unreclaimable_bytes:max >= on (<cluster>, node) <slabHeavyRatio> * node:memcg_kmem_memory_total_bytes:max',
    'node:memcg_kmem_slab_entries:max >= <slabEntriesWarning>',
    'node:memcg_kmem_memory_cgroups:max >= <memoryCgroupsHigh>',
    'node:memcg_kmem_dying_memory_cgroups:max >= <dyingCgroupsHigh>',
    'node:memcg_kmem_percpu_bytes:max >= <percpuHighBytes>',
    // Fixes that are half done, do not work, or were taken back, where the kernel needs them.
    |||
      (
        node:memcg_kmem_accounting_enabled:max == 1 and on (<cluster>, node) (node:memcg_kmem_nokmem_running:max == 1 or on (<cluster>, node) node:memcg_kmem_runtime_without_kmem:bool)
        or
        node:memcg_kmem_nokmem_configured_not_running:max == 1
        or
        node:memcg_kmem_nokmem_ran_before:max == 1 unless on (<cluster>, node) node:memcg_kmem_nokmem_running:max == 1
      )
      unless on (<cluster>, node) node:memcg_kmem_kernel:info{class="fixed"}
    |||,
  ];

  {
    name: 'memcg-kmem.suspects.rules',
    rules: [
      rules.record(suspects.suspect, 'max by (<cluster>, node) (\n%s\n) * 0 + 1' % std.join('\nor\n', [std.stripChars(each, '\n') for each in grounds])),
    ] + [rules.record(name, suspects.rules[name]) for name in [suspects.evidence, suspects.kernel, suspects.calmNodes]],
  }
