// Memory of the node.
local recording = import '../lib/recording.libsonnet';
local recorded = import '../recorded.libsonnet';

function(config)
  local rules = recording(config);

  {
    name: 'memcg-kmem.memory.rules',
    interval: config.growthRulesInterval,
    rules: std.map(rules.recordSignal, [
      'slabReclaimableBytes',
      'memoryTotalBytes',
      'memoryAvailableBytes',
      'percpuBytes',
    ]) + [
      rules.record(
        'node:memcg_kmem_memory_available:ratio',
        '%s\n/ on (<cluster>, node)\n%s' % [recorded.memoryAvailableBytes, recorded.memoryTotalBytes]
      ),
    ],
  }
