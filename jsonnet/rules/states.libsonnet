// What the page calls each node.
local figures = import '../figures.libsonnet';
local recording = import '../lib/recording.libsonnet';
local recorded = import '../recorded.libsonnet';
local suspects = import '../suspects.libsonnet';

function(config)
  local rules = recording(config);

  // A row for each node of "expr", in this state.
  local called(pair) =
    'label_replace(max by (<cluster>, node) (\n%s\n) * 0 + 1, "state", "%s", "", "")' % [std.stripChars(pair[1], '\n'), pair[0]];
  local ladder = [
    ['failing', 'node:memcg_kmem_creation_failing:bool == 1'],
    ['leaking', 'node:memcg_kmem_leak_growth:info'],
    ['protected', |||
      (node:memcg_kmem_kernel:info{class="protected-by-default"} unless on (<cluster>, node) node:memcg_kmem_accounting_enabled:max == 1)
      or on (<cluster>, node)
      (node:memcg_kmem_protected:bool unless on (<cluster>, node) node:memcg_kmem_kernel:info{class="fixed"})
    |||],
    // Pods wait, none is seen to start, and nobody says why: such a node is not clear.
    ['unknown', |||
      node:memcg_kmem_kernel:info{class="fixed"}
      and on (<cluster>, node) node:memcg_kmem_stuck_pods:count >= %d
      unless on (<cluster>, node) %s > 0
    ||| % [figures.manyWaitingPods, recorded.podStarts15m]],
    ['clear', 'node:memcg_kmem_kernel:info{class="fixed"}'],
    ['exposed', |||
      node:memcg_kmem_kernel:info{class=~"affected|partially-fixed|protected-by-default"}
      and on (<cluster>, node) node:memcg_kmem_slab_unreclaimable_bytes:max
    |||],
    ['unknown', |||
      node:memcg_kmem_kernel:info
      or on (<cluster>, node)
      (instance:memcg_kmem_node:info{home=""} unless on (<cluster>, node) node:memcg_kmem_left_out:info)
    |||],
  ];

  {
    name: 'memcg-kmem.states.rules',
    rules: [
      // The first that holds, as in src/diagnosis/diagnose.ts.
      rules.record(suspects.state, std.join('\nor on (<cluster>, node)\n', std.map(called, ladder))),
    ],
  }
