// What makes memory cgroups: pods and containers that start.
local recording = import '../lib/recording.libsonnet';

function(config) {
  name: 'memcg-kmem.churn.rules',
  interval: config.growthRulesInterval,
  rules: std.map(recording(config).recordSignal, ['podStarts1d', 'containerStarts1d']),
}
