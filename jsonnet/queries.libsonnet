// The questions of the overview: eight instant ones at most and one range, answered by (<cluster>, node). Signals are
// bundled: one query carries many, told apart by the label "signal".
// Where the rules are loaded, what they have recorded is read instead, signal by signal; "recorded.libsonnet" says which series
// each is.
local events = import 'events.libsonnet';
local waitingPods = import 'lib/waitingPods.libsonnet';
local recorded = import 'recorded.libsonnet';
local signals = import 'signals.libsonnet';
local suspects = import 'suspects.libsonnet';

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
// Growth takes long to ask for, and goes by itself.
local growths = { slabGrowth: 'slabSteadyGrowthBytesPerDay', cgroupGrowth: 'memoryCgroupsGrowthPerDay' };
local growthPieces = { slabGrowth: signals.slabGrowthPieces, cgroupGrowth: signals.cgroupGrowthPieces };
local recordedWhere(ids) = { [id]: tag(recorded[id] + onlyWhere[id], id) for id in ids if std.objectHas(onlyWhere, id) };
local onNode(expr, nodeOf=signals.nodeOf) = '(%s)\n* on (<cluster>, instance) group_left (node)\n(%s)' % [expr, nodeOf];
// As the rules have found it, who know the cluster of those too whose own series do not say it.
local onRecordedNode(expr, nodeOf) = signals.inHome('\n(%s)\n* on (<cluster>, instance) group_left (node, home)\n(%s)' % [expr, nodeOf]);
// A node that kube-state-metrics knows has its release from there.
local unlessKnown = 'unless on (<cluster>, node, signal)\nlabel_replace(max by (<cluster>, node) (%s), "signal", "unameRelease", "", "")' % waitingPods.nodeInfo();
local ofExporters = { [id]: tagged(id) for id in std.setDiff(ids('instance'), std.set(std.objectValues(growths))) } + {
  unameRelease: 'label_replace(max by (<cluster>, instance, release) (node_uname_info{<nodeExporter>}), "signal", "unameRelease", "", "")',
};
local nodeOf = 'max by (<cluster>, instance, node, home) (instance:memcg_kmem_node:info)';
local notes = '{__name__=~"series:memcg_kmem_[a-z_]+_recorded:seconds"}';
local afterRecorded = ['recorded', 'unrecorded'];
local kernelFact =
  'label_replace(max by (<cluster>, node, kernel_version, os_image, kubelet_version, container_runtime_version) (%s), "signal", "kernel", "", "")' % waitingPods.nodeInfo();

{
  unlessKnown: unlessKnown,
  queries: {
    // Facts that carry a node label of their own.
    facts: {
      kind: 'instant',
      after: afterRecorded,
      isNeeded: true,
      // <signals> are all of them, and what is never recorded.
      expr: '<signals>',
      // One by one, as they are, and as they are recorded where that is more than to read a series.
      signals: { [id]: tagged(id) for id in ids('node') },
      recordedExprs: recordedWhere(ids('node')),
      neverRecorded: kernelFact,
      ofSuspects: suspects.kernel,
    },
    // node_exporter and node probe, moved from instance to node once for all signals. The release of node_exporter is for
    // nodes that kube-state-metrics does not know.
    memory: {
      kind: 'instant',
      after: afterRecorded,
      isNeeded: true,
      expr: |||
        max by (<cluster>, node, signal, exporter, release) (
        %s
        )
        %s
      ||| % [onNode('<signals>'), unlessKnown],
      signals: ofExporters,
      recordedExprs: recordedWhere(ids('instance')) + {
        unameRelease: 'label_replace(label_replace(node:memcg_kmem_kernel_release:info unless on (<cluster>, node) max by (<cluster>, node) (kube_node_info{<kubeStateMetrics>}), "release", "$1", "kernel_version", "(.+)"), "signal", "unameRelease", "", "")',
      },
      ofSuspects: suspects.evidence,
      // <signals> are some of them, and growths, on the nodes that are recorded.
      placedExpr: |||
        max by (<cluster>, node, signal, release) (
        %s
        )
        %s
      ||| % [onRecordedNode('<signals>', nodeOf), unlessKnown],
    },
  } + {
    // By exporter: "memory" has told which node each is. Among what is recorded, growth is a signal like the others.
    [id]: { kind: 'instant', after: afterRecorded, isNeeded: true, signal: growths[id], pieces: growthPieces[id] }
    for id in std.objectFields(growths)
  } + {
    // Where exporters belong whose cluster is not on their own series: "memory" has them without it. It goes through every
    // exporter, and is asked where the clusters of the two sides leave room for it.
    homes: { kind: 'instant', after: ['facts', 'memory'], isNeeded: true, expr: signals.homes },
    // What the rules have recorded, by cluster: whether there are exporters, whether slab was recorded so long ago that the
    // history is whole, and which series tell of all exporters (recordedAt.libsonnet). A few rows for each cluster.
    recorded: {
      kind: 'instant',
      isOptional: true,
      timeoutSeconds: 3,
      expr: |||
        label_replace(cluster:memcg_kmem_exporters:count, "exporters", "recorded", "", "")
        or
        label_replace(max by (<cluster>) (%(notes)s{series="%(history)s"} offset 7d), "exporters", "recordedForLong", "", "")
        or
        max by (<cluster>, series) (%(anyNotes)s)
      ||| % { history: recorded.slabUnreclaimableBytes, notes: 'series:memcg_kmem_slab_recorded:seconds', anyNotes: notes },
    },
    // Of whom they do not tell yet; more than a few of those and all is read as it is. It goes through every exporter, and is
    // not asked where the suspects are enough. Rules of before say no more of the clusters than this.
    unrecorded: {
      kind: 'instant',
      after: ['recorded'],
      isOptional: true,
      timeoutSeconds: 3,
      expr: |||
        label_replace(count by (<cluster>) (instance:memcg_kmem_node:info), "exporters", "recorded", "", "")
        or
        label_replace(count by (<cluster>) (%(history)s offset 7d), "exporters", "recordedForLong", "", "")
        or
        label_replace(topk(51, max by (<cluster>, instance) (node_memory_MemTotal_bytes{<nodeExporter>}) unless on (<cluster>, instance) (instance:memcg_kmem_node_since:seconds <= on (<cluster>) group_left () min by (<cluster>) (%(notes)s))), "exporters", "unrecorded", "", "")
      ||| % { history: recorded.slabUnreclaimableBytes, notes: notes },
    },
    // How many nodes there are of which the rules say that nothing is suspected, by what they call them. "calm" has a row
    // for each of those.
    states: {
      kind: 'instant',
      after: afterRecorded,
      isNeeded: true,
      expr: suspects.calmNodes,
      calm: suspects.calm(),
      calmNamed: suspects.calm('node=~"<nodes>"'),
      // Those of these names, and the exposed ones.
      calmProposed: '(%(state)s{node=~"<nodes>"} or %(state)s{state="exposed"}) unless on (<cluster>, node) %(suspect)s' % suspects,
      calmAtEnd: suspects.calm('', ' @ end()'),
    },
    // The evidence of those among them that events and waiting pods name all the same, or that the page was opened for.
    besides: {
      kind: 'instant',
      after: ['facts', 'memory', 'slabGrowth', 'cgroupGrowth', 'states', 'podNodes', 'events'],
    },
    // For the sparkline, the forecast, and to see reboots. By exporter: "memory" has told which node each is.
    history: {
      kind: 'range',
      after: ['facts', 'memory', 'homes', 'slabGrowth', 'cgroupGrowth'],
      windowSeconds: 7 * 86400,
      stepSeconds: 6 * 3600,
      expr: 'max by (<cluster>, instance) (node_memory_SUnreclaim_bytes{instance=~"<exporters>",<nodeExporter>})',
      recordedExpr: 'max by (<cluster>, node) (%s{node=~"<nodes>"})' % recorded.slabUnreclaimableBytes,
      // From the exporters themselves, while the rules have not yet recorded so much: their nodes are recorded now.
      placedExpr: |||
        max by (<cluster>, node) (
        %s
        )
      ||| % onRecordedNode('max by (<cluster>, instance) (node_memory_SUnreclaim_bytes{<nodeExporter>})', 'instance:memcg_kmem_node:info{node=~"<nodes>"} @ end()'),
    },
    // Pods waiting now and <stuckPodMinutes> ago, then the nodes of those pods only: kube_pod_info is large.
    waiting: {
      kind: 'instant',
      expr: std.join('\nor\n', std.map(waitingPods.stuck, waitingPods.metrics)),
    },
    podNodes: {
      kind: 'instant',
      after: ['waiting'],
      expr: 'max by (<cluster>, namespace, pod, node) (%s or %s)' % [waitingPods.nodeOfPods('node!="",%s=~"<pods>"' % label) for label in ['pod', 'exported_pod']],
    },
    // <events> is the expression of the chosen preset, or of whichever is there.
    events: {
      kind: 'instant',
      expr: '<events>',
      auto: events.auto,
    },
  },
}
