// Whether memory cgroups are refused on a node now. What it is told by comes first, so that all of it is of one moment, and
// the alert about it last (alerts/alerts.libsonnet): nothing waits for the next evaluation of another group.
local eventPresets = (import '../events.libsonnet').presets;
local kernels = import '../kernels.libsonnet';
local goingOnSeconds = (import '../loki.libsonnet').goingOnSeconds;
local recording = import '../lib/recording.libsonnet';
local pods = import 'pods.libsonnet';
local starts = import 'starts.libsonnet';

function(config)
  local rules = recording(config);
  local record = rules.record;

  local rowsOf(mechanism) = kernels.idsWhere(function(row) row.mechanism == mechanism);

  // What is behind a failing or leaking node, the first that holds, as the page's verdict has it (src/diagnosis/cause.ts).
  local failing = 'node:memcg_kmem_creation_failing:bool';
  local growing(matchers='') = 'max by (<cluster>, node) (node:memcg_kmem_leak_growth:info%s) * 0 + 1' % matchers;
  local suspects = '(\n%s\nor on (<cluster>, node)\n%s\n)' % [failing, growing()];
  local refusedSeries = 'node:memcg_kmem_refused_creations:max';
  local crowded = 'node:memcg_kmem_leak_growth:info{growth=~"cgroups|directories"}';
  local where(kind, series) = '\n%s on (<cluster>, node) %s' % [kind, series];
  local allCgroups = |||
    (
      node:memcg_kmem_live_memory_cgroups:max + on (<cluster>, node) node:memcg_kmem_dying_memory_cgroups:max
      or on (<cluster>, node)
      node:memcg_kmem_memory_cgroups:max
      or on (<cluster>, node)
      node:memcg_kmem_live_memory_cgroups:max
    )
  |||;
  local causes = [
    ['memory-shortage', suspects + where('and', 'node:memcg_kmem_memory_short:ratio')],
    ['live-cgroup-leak', growing('{growth="directories"}')],
    // Accounting is off and nothing else tells of cgroups: retries say that creation fails, not why.
    ['other-slab-leak', suspects + where('and', 'node:memcg_kmem_accounting_enabled:max == 0') + where('unless', refusedSeries) + where('unless', crowded) + where('and', 'node:memcg_kmem_other_slab_leak:bytes_per_day')],
    ['other', suspects + where('and', 'node:memcg_kmem_accounting_enabled:max == 0') + where('unless', refusedSeries) + where('unless', crowded)],
    ['memcg-kmem-leak', suspects + where('and', 'node:memcg_kmem_kernel:info{row=~"%s"}' % rowsOf('el7-kmem-caches'))],
    ['dying-memcgs', suspects + where('and', 'node:memcg_kmem_kernel:info{row=~"%s"}' % rowsOf('dying-memcgs'))],
    // A kernel that keeps no removed cgroups by accounting, or that nobody knows.
    ['dying-memcgs', growing('{growth="percpu"}')],
    ['memcg-id-exhaustion', suspects + where('and', '(node:memcg_kmem_memory_cgroups:max >= <memcgIdLimitNearRatio> * <memcgIdLimit> <= <memcgIdLimit>)')],
    ['dying-memcgs', growing('{growth="cgroups"}') + where('unless', refusedSeries)],
    // So few that their IDs cannot be used up.
    ['other', refusedSeries + ' * 0 + 1' + where('and', failing) + where('and', 'node:memcg_kmem_kernel:info{class="fixed"}') + where('and', '(%s < <memoryCgroupsHigh>)' % allCgroups)],
    ['memcg-id-exhaustion', refusedSeries + ' * 0 + 1' + where('and', failing) + where('and', 'node:memcg_kmem_kernel:info{class!="unknown"}')],
    ['memcg-kmem-leak', refusedSeries + ' * 0 + 1' + where('and', failing)],
    ['other-slab-leak', failing + where('and', 'node:memcg_kmem_other_slab_leak:bytes_per_day')],
    ['other', failing + where('and', 'node:memcg_kmem_kernel:info{class="fixed"}')],
    ['memcg-kmem-leak', suspects],
  ];
  local caused(pair) = 'label_replace(\n%s,\n"cause", "%s", "", "")' % [pair[1], pair[0]];

  local refused =
    local chosen =
      if config.eventPreset == 'auto' then std.objectFields(eventPresets)
      else if config.eventPreset == 'none' then []
      else [config.eventPreset];
    [eventPresets[id].refusedExpr for id in chosen if std.objectHas(eventPresets[id], 'refusedExpr')];

  {
    name: 'memcg-kmem.creation.rules',
    rules: starts(config) + pods(config) + (
      if refused == [] then [] else
        [record('node:memcg_kmem_refused_creations:max', 'max by (<cluster>, node) (\n  %s\n)' % std.join('\n  or\n  ', refused))]
    ) + [
      // Nodes that booted within the hour, and how long ago. What speaks of a node from before its boot is history.
      record('node:memcg_kmem_booted_lately:seconds', rules.onNode('max by (<cluster>, instance) (time() - node_boot_time_seconds{<nodeExporter>} < 3600)')),
      // 1 where memory cgroups cannot be created: the text says so; or the kubelet keeps retrying while no pod starts, pods wait
      // (where nobody tells of pods: nothing at all starts), and no memory shortage explains it. On any kernel: what is behind it is another question. An event outlives a reboot by
      // twenty minutes.
      record('node:memcg_kmem_creation_failing:bool', |||
        %s
          (
            node:memcg_kmem_cgroup_creates:increase15m >= <cgroupCreatesRetry15m>
            and on (<cluster>, node) (node:memcg_kmem_cgroup_creates:increase15m >= on (<cluster>, node) <cgroupCreatesPerPodStart> * node:memcg_kmem_pod_starts:increase15m)
            and on (<cluster>, node) (
              (node:memcg_kmem_stuck_pods:count or on (<cluster>, node) node:memcg_kmem_stuck_pods_before:count) > 0
              or on (<cluster>, node)
              (node:memcg_kmem_pod_starts:increase15m == 0 unless on (<cluster>, node) kube_node_info{<kubeStateMetrics>})
            )
            unless on (<cluster>, node) node:memcg_kmem_memory_short:ratio
            and on () %s
          ) * 0 + 1
      ||| % [if refused == [] then '' else
        '(node:memcg_kmem_refused_creations:max * 0 + 1 unless on (<cluster>, node) node:memcg_kmem_booted_lately:seconds < %d unless on (<cluster>, node) node:memcg_kmem_left_out:info)\nor on (<cluster>, node)' % goingOnSeconds, rules.isKnownOrNever('memory', 'node:memcg_kmem_memory_short:ratio')]),
      record('node:memcg_kmem_likely_cause:info', std.join('\nor on (<cluster>, node)\n', std.map(caused, causes))),
    ],
  }
