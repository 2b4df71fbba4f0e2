// What the page calls each node, and which nodes its evidence is worth asking for first.
local recording = import '../lib/recording.libsonnet';

function(config)
  local rules = recording(config);

  // A row for each node of "expr", in this state.
  local called(pair) =
    'label_replace(max by (<cluster>, node) (\n%s\n) * 0 + 1, "state", "%s", "", "")' % [std.stripChars(pair[1], '\n'), pair[0]];
  local ladder = [
    ['failing', 'node:memcg_kmem_creation_failing:bool == 1'],
    ['leaking', 'node:memcg_kmem_leak_growth:info'],
    ['protected', |||
      node:memcg_kmem_kernel:info{class="protected-by-default"}
      or on (<cluster>, node)
      (node:memcg_kmem_protected:bool unless on (<cluster>, node) node:memcg_kmem_kernel:info{class="fixed"})
    |||],
    ['clear', 'node:memcg_kmem_kernel:info{class="fixed"}'],
    ['exposed', |||
      node:memcg_kmem_kernel:info{class=~"affected|partially-fixed"}
      and on (<cluster>, node) node:memcg_kmem_slab_unreclaimable_bytes:max
    |||],
    ['unknown', |||
      node:memcg_kmem_kernel:info
      or on (<cluster>, node)
      (instance:memcg_kmem_node:info unless on (<cluster>, node) node:memcg_kmem_left_out:info)
    |||],
  ];

  // Each is reason enough to look, if not to accuse: a page that looks at these nodes alone misses none that fails or leaks.
  local grounds = [
    'node:memcg_kmem_state:info{state=~"failing|leaking"}',
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
    name: 'memcg-kmem.states.rules',
    rules: [
      // The first that holds, as in src/diagnosis/diagnose.ts.
      rules.record('node:memcg_kmem_state:info', std.join('\nor on (<cluster>, node)\n', std.map(called, ladder))),
      rules.record('node:memcg_kmem_suspect:bool', 'max by (<cluster>, node) (\n%s\n) * 0 + 1' % std.join('\nor\n', [std.stripChars(each, '\n') for each in grounds])),
    ],
  }
