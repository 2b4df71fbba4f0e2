// Which node is which: places first, which nothing else reads.
local recording = import '../lib/recording.libsonnet';
local recorded = import '../recorded.libsonnet';
local signals = import '../signals.libsonnet';
local places = import 'places.libsonnet';

function(config)
  local rules = recording(config);
  local record = rules.record;

  local byExporter = rules.byExporter, byAddress = rules.byAddress;
  local placed = 'instance:memcg_kmem_node_placed:seconds';
  local mixed = recorded.machinesOfName;
  local since = 'instance:memcg_kmem_node_since:seconds';
  local asNamed = signals.noJoin(rules.nowhere).expr;

  {
    name: 'memcg-kmem.nodes.rules',
    interval: config.growthRulesInterval,
    rules: places(config) + [
      // When each exporter that does not say its node was last found to be this one's, for some hours: kube-state-metrics goes
      // away now and then, and its nodes stay what they were. The latest answer counts. Those that say it are kept from when
      // they stop: nearly all do, and to note them here every time would be to record everybody twice.
      record(placed, |||
        topk by (<cluster>, instance) (1,
          %(byAddress)s * 0 + time()
          or
          max by (<cluster>, instance, node, home) (
            (
              last_over_time(%(byExporter)s[15m])
              or
              last_over_time(%(placed)s[15m])
            )
            unless on (<cluster>, instance) %(byExporter)s
          ) > time() - %(kept)d
        )
        unless on (<cluster>, instance) %(byExporter)s
      ||| % { byExporter: byExporter, byAddress: byAddress, placed: placed, kept: rules.rememberedSeconds }),
      // Names that several machines go by, which nothing tells apart: nothing is joined to them.
      record(mixed, |||
        %s
        or on (<cluster>, node)
        count by (<cluster>, node) (
          ({__name__=~"%s|%s"} or on (<cluster>, instance) %s)
          and on (<cluster>, instance) (%s)
        ) * 0 + 2
      ||| % [signals.signals.machinesOfName.expr, byExporter, placed, asNamed, signals.mixedInstances]),
      record(rules.nodeOf, |||
        (
          (
            %s
            or on (<cluster>, instance)
            %s
            or on (<cluster>, instance)
            %s
          )
          and on (<cluster>, instance) %s
        ) * 0 + 1
        unless on (<cluster>, node) %s
        unless on (instance, node, home) (%s and on (<cluster>, node) %s)
      ||| % [byExporter, placed, asNamed, signals.exporterSeries, mixed, signals.inHome('{__name__=~"%s|%s",home!=""}' % [byExporter, placed]), mixed]),
      // Since when each exporter has been known as this node's: what was recorded of earlier moments knows nothing of it.
      record(since, |||
        (last_over_time(%(since)s[10m]) and on (<cluster>, instance, node) %(nodeOf)s)
        or on (<cluster>, instance, node)
        %(nodeOf)s * 0 + time()
      ||| % { nodeOf: rules.nodeOf, since: since }),
    ],
  }
