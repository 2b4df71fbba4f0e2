// Which node is which.
local recording = import '../lib/recording.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);
  local record = rules.record;

  local byExporter = 'instance:memcg_kmem_node_by_exporter:info', unplaced = 'instance:memcg_kmem_unplaced:info';
  local since = 'instance:memcg_kmem_node_since:seconds';

  {
    name: 'memcg-kmem.nodes.rules',
    interval: config.growthRulesInterval,
    rules: [
      // Most exporters name their node themselves. The further joins are several, and each goes through every exporter that
      // it is given: they get the rest only.
      record(byExporter, signals.firstOf(signals.joinsByLabels)),
      record(unplaced, '%s\nunless on (<cluster>, instance) %s' % [signals.exporters, byExporter]),
      record(rules.nodeOf, '%s\nor on (<cluster>, instance)\n%s' % [byExporter, signals.firstOf(signals.joinsByInstance(unplaced))]),
      // Since when each exporter has been known as this node's: what was recorded of earlier moments knows nothing of it.
      record(since, |||
        %(nodeOf)s * 0 + on (<cluster>, instance, node) max by (<cluster>, instance, node) (last_over_time(%(since)s[10m]))
        or on (<cluster>, instance, node)
        %(nodeOf)s * 0 + time()
      ||| % { nodeOf: rules.nodeOf, since: since }),
    ],
  }
