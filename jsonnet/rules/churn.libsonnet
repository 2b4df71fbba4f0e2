// What makes memory cgroups: pods and containers that start.
local recording = import '../lib/recording.libsonnet';
local jobStarts = import 'jobStarts.libsonnet';

function(config) {
  name: 'memcg-kmem.churn.rules',
  interval: config.growthRulesInterval,
  rules: std.map(recording(config).recordSignal, ['podStarts1d', 'containerStarts1d']) + [jobStarts(config)],
}
