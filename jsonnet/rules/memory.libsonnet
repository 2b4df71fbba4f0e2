// Memory of the node, and signals that no alert waits for: the page and the dashboard read them.
local recorded = import '../recorded.libsonnet';
local recording = import '../lib/recording.libsonnet';

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
      'bootTimeSeconds',
      'podStarts1d',
    ]) + [
      rules.record(
        'node:memcg_kmem_memory_available:ratio',
        '%s\n/ on (<cluster>, node)\n%s' % [recorded.memoryAvailableBytes, recorded.memoryTotalBytes]
      ),
    ],
  }
