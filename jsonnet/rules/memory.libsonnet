// Signals that no alert waits for: the page and the dashboard read them.
local recording = import '../lib/recording.libsonnet';

function(config) {
  name: 'memcg-kmem.memory.rules',
  interval: config.growthRulesInterval,
  rules: std.map(recording(config).recordSignal, [
    'slabReclaimableBytes',
    'memoryTotalBytes',
    'memoryAvailableBytes',
    'percpuBytes',
    'bootTimeSeconds',
    'podStarts1d',
  ]),
}
