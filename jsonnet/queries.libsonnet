// The questions of the overview: eight instant ones at most and one range, answered by (<cluster>, node). Signals are
// bundled: one query carries many, told apart by the label "signal".
// recordedExpr gives the same from recorded series, where the rules are loaded; "recorded.libsonnet" says which signal each is.
local joined = import 'lib/union.libsonnet';
local waitingPods = import 'lib/waitingPods.libsonnet';
local recorded = import 'recorded.libsonnet';
local signals = import 'signals.libsonnet';

// Left out of the overview where they say nothing: a fleet has thousands of nodes, and each row is a frame of its own.
local onlyWhere = {
  cordoned: ' == 1',
  percpuBytes: ' >= <percpuHighBytes>',
};
local conditionOf(id) = if std.objectHas(onlyWhere, id) then onlyWhere[id] else '';
local tag(expr, signal) = 'label_replace(%s, "signal", "%s", "", "")' % [expr, signal];
local tagged(id) =
  local expr = '%s%s' % [signals.signals[id].expr, conditionOf(id)];
  // Its row tells which exporter speaks for the node, for what is asked by exporter.
  local named = if id == 'memoryTotalBytes' then 'label_replace(%s, "exporter", "$1", "instance", "(.+)")' % expr else expr;
  tag(named, id);
local ids(keyedBy) = std.filter(function(id) signals.signals[id].keyedBy == keyedBy, std.objectFields(signals.signals));
local either(list) = joined('or', list);
// Growth takes long to ask for, and goes by itself.
local growths = { slabGrowth: 'slabSteadyGrowthBytesPerDay', cgroupGrowth: 'memoryCgroupsGrowthPerDay' };
local union(ids, extra=[]) = either(std.map(tagged, ids) + extra);
// The same from the recording rules, where they are loaded, told apart by the series' own names: a union of so many rows
// takes the server longer than to read them.
local recordedRows(ids) =
  local plain = std.filter(function(id) !std.objectHas(onlyWhere, id), ids);
  local rest = [tag(recorded[id] + onlyWhere[id], id) for id in ids if std.objectHas(onlyWhere, id)];
  std.join('\nor\n', ['{__name__=~"%s"}' % std.join('|', [recorded[id] for id in plain])] + rest);
local onNode(expr, nodeOf=signals.nodeOf) = '(%s)\n* on (<cluster>, instance) group_left (node)\n(%s)' % [expr, nodeOf];
local kernelFact =
  'label_replace(max by (<cluster>, node, kernel_version, os_image, kubelet_version, container_runtime_version) (kube_node_info{<kubeStateMetrics>}), "signal", "kernel", "", "")';

{
  queries: {
    // Facts that carry a node label of their own.
    facts: {
      kind: 'instant',
      after: ['recorded'],
      isNeeded: true,
      expr: union(ids('node'), [
        kernelFact,
      ]),
      recordedExpr: recordedRows(ids('node')) + '\nor\n' + kernelFact,
    },
    // node_exporter and node probe, moved from instance to node once for all signals. The release of node_exporter is for
    // nodes that kube-state-metrics does not know.
    memory: {
      kind: 'instant',
      after: ['recorded'],
      isNeeded: true,
      expr: |||
        max by (<cluster>, node, signal, exporter, release) (
        %s
        )
        unless on (<cluster>, node, signal)
        label_replace(max by (<cluster>, node) (kube_node_info{<kubeStateMetrics>}), "signal", "unameRelease", "", "")
      ||| % onNode(union(std.setDiff(ids('instance'), std.set(std.objectValues(growths))), [
        'label_replace(max by (<cluster>, instance, release) (node_uname_info{<nodeExporter>}), "signal", "unameRelease", "", "")',
      ])),
      recordedExpr: recordedRows(ids('instance')) + '\nor\n' +
                    'label_replace(label_replace(node:memcg_kmem_kernel_release:info unless on (<cluster>, node) max by (<cluster>, node) (kube_node_info{<kubeStateMetrics>}), "release", "$1", "kernel_version", "(.+)"), "signal", "unameRelease", "", "")',
    },
  } + {
    // By exporter: "memory" has told which node each is. Among what is recorded, growth is a signal like the others.
    [id]: { kind: 'instant', after: ['recorded'], isNeeded: true, expr: tagged(growths[id]) }
    for id in std.objectFields(growths)
  } + {
    // Whether the recorded series can be read: for how many exporters they speak, for how many they did so long ago that the
    // history is whole, and for which they do not yet. More than a few of those and they are left alone.
    recorded: {
      kind: 'instant',
      isOptional: true,
      timeoutSeconds: 3,
      expr: |||
        label_replace(count(instance:memcg_kmem_node:info), "exporters", "recorded", "", "")
        or
        label_replace(count(instance:memcg_kmem_node:info offset 7d), "exporters", "recordedForLong", "", "")
        or
        label_replace(topk(51, max by (<cluster>, instance) (node_memory_MemTotal_bytes{<nodeExporter>}) unless on (<cluster>, instance) instance:memcg_kmem_node:info), "exporters", "unrecorded", "", "")
      |||,
    },
    // For the sparkline, the forecast, and to see reboots. By exporter: "memory" has told which node each is.
    history: {
      kind: 'range',
      after: ['facts', 'memory', 'slabGrowth', 'cgroupGrowth'],
      windowSeconds: 7 * 86400,
      stepSeconds: 6 * 3600,
      expr: 'max by (<cluster>, instance) (node_memory_SUnreclaim_bytes{instance=~"<exporters>",<nodeExporter>})',
      recordedExpr: 'max by (<cluster>, node) (%s{node=~"<nodes>"})' % recorded.slabUnreclaimableBytes,
      // From the exporters themselves, while the rules have not yet recorded so much: their nodes are recorded now.
      placedExpr: |||
        max by (<cluster>, node) (
          max by (<cluster>, instance) (node_memory_SUnreclaim_bytes{<nodeExporter>})
          * on (<cluster>, instance) group_left (node)
          (instance:memcg_kmem_node:info{node=~"<nodes>"} @ end())
        )
      |||,
    },
    // Pods waiting now and <stuckPodMinutes> ago, then the nodes of those pods only: kube_pod_info is large.
    waiting: {
      kind: 'instant',
      expr: std.join('\nor\n', std.map(waitingPods.stuck, waitingPods.metrics)),
    },
    podNodes: {
      kind: 'instant',
      after: ['waiting'],
      expr: 'max by (<cluster>, namespace, pod, node) (kube_pod_info{node!="",pod=~"<pods>",<kubeStateMetrics>})',
    },
    // <events> is the expression of the chosen preset.
    events: {
      kind: 'instant',
      expr: '<events>',
    },
  },
}
