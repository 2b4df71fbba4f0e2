// Whether memory cgroups are refused on a node now.
local eventPresets = (import '../events.libsonnet').presets;
local recording = import '../lib/recording.libsonnet';

function(config)
  local rules = recording(config);
  local record = rules.record;

  local refused =
    local chosen =
      if config.eventPreset == 'auto' then std.objectFields(eventPresets)
      else if config.eventPreset == 'none' then []
      else [config.eventPreset];
    [eventPresets[id].refusedExpr for id in chosen if std.objectHas(eventPresets[id], 'refusedExpr')];

  {
    name: 'memcg-kmem.creation.rules',
    rules: [
      rules.recordSignal('kmemAccountingOn'),
      rules.recordSignal('cgroupCreates15m'),
      rules.recordSignal('podStarts15m'),
    ] + (
      if refused == [] then [] else
        [record('node:memcg_kmem_refused_creations:max', 'max by (<cluster>, node) (\n  %s\n)' % std.join('\n  or\n  ', refused))]
    ) + [
      // 1 where memory cgroups cannot be created: the text says so; or the kubelet keeps retrying while no pod starts, and
      // no memory shortage explains it. On any kernel: what is behind it is another question.
      record('node:memcg_kmem_creation_failing:bool', |||
        %s
          (
            node:memcg_kmem_cgroup_creates:increase15m >= <cgroupCreatesRetry15m>
            and on (<cluster>, node) (node:memcg_kmem_cgroup_creates:increase15m >= on (<cluster>, node) <cgroupCreatesPerPodStart> * node:memcg_kmem_pod_starts:increase15m)
            and on (<cluster>, node) node:memcg_kmem_stuck_pods:count > 0
            unless on (<cluster>, node) node:memcg_kmem_memory_short:ratio
          ) * 0 + 1
      ||| % [if refused == [] then '' else 'node:memcg_kmem_refused_creations:max * 0 + 1\nor on (<cluster>, node)']),
    ],
  }
