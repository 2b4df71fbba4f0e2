// Which node is which.
local recording = import '../lib/recording.libsonnet';
local recorded = import '../recorded.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);
  local record = rules.record;

  local byExporter = 'instance:memcg_kmem_node_by_exporter:info', unplaced = 'instance:memcg_kmem_unplaced:info';
  local placed = 'instance:memcg_kmem_node_placed:seconds';
  local mixed = recorded.machinesOfName;
  local since = 'instance:memcg_kmem_node_since:seconds';

  {
    name: 'memcg-kmem.nodes.rules',
    interval: config.growthRulesInterval,
    rules: [
      // Most exporters name their node themselves. The further joins are several, and each goes through every exporter that
      // it is given: they get the rest only.
      record(byExporter, signals.firstOf(signals.joinsByLabels)),
      // 1, since figures are multiplied by it.
      record(unplaced, 'max by (<cluster>, instance) (%s unless on (<cluster>, instance) %s) * 0 + 1' % [signals.exporterSeries, byExporter]),
      // When each exporter was last found to be this node's, for some hours: kube-state-metrics goes away now and then, and its
      // nodes stay what they were. The latest answer of Kubernetes counts. Those that it names now need no memory: they are
      // taken out before anything is put together.
      record(placed, |||
        %(byExporter)s * 0 + time()
        or on (<cluster>, instance)
        topk by (<cluster>, instance) (1,
          %(byInstance)s * 0 + time()
          or
          max by (<cluster>, instance, node) (
            last_over_time(%(placed)s[15m]) > time() - %(kept)d
            unless on (<cluster>, instance) %(byExporter)s
          )
        )
      ||| % {
        byExporter: byExporter,
        byInstance: signals.anyOf(signals.joinsByInstance(unplaced)),
        placed: placed,
        kept: rules.rememberedSeconds,
      }),
      // Names that several machines go by, which nothing tells apart: nothing is joined to them.
      record(mixed, |||
        %s
        or on (<cluster>, node)
        count by (<cluster>, node) (
          (%s or on (<cluster>, instance) %s)
          and on (<cluster>, instance) (%s)
        ) * 0 + 2
      ||| % [signals.signals.machinesOfName.expr, placed, signals.noJoin(unplaced).expr, signals.mixedInstances]),
      record(rules.nodeOf, |||
        (
          (%s and on (<cluster>, instance) %s) * 0 + 1
          or on (<cluster>, instance)
          %s
        )
        unless on (<cluster>, node) %s
      ||| % [placed, signals.exporterSeries, signals.noJoin(unplaced).expr, mixed]),
      // Since when each exporter has been known as this node's: what was recorded of earlier moments knows nothing of it.
      record(since, |||
        max by (<cluster>, instance, node) (last_over_time(%(since)s[10m]) and on (<cluster>, instance, node) %(nodeOf)s)
        or on (<cluster>, instance, node)
        %(nodeOf)s * 0 + time()
      ||| % { nodeOf: rules.nodeOf, since: since }),
    ],
  }
