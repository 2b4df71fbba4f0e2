// Whether accounting is on, and what should keep it off.
local recording = import '../lib/recording.libsonnet';

function(config) {
  name: 'memcg-kmem.protection.rules',
  interval: config.growthRulesInterval,
  rules: std.map(recording(config).recordSignal, ['kmemAccountingOn', 'nokmemRunning', 'nokmemConfiguredNotRunning', 'nokmemRanBefore']),
}
