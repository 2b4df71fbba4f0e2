// What the kubelet has tried to create lately, and what has started.
local recording = import '../lib/recording.libsonnet';

function(config) {
  name: 'memcg-kmem.starts.rules',
  rules: std.map(recording(config).recordSignal, ['cgroupCreates15m', 'podStarts15m']),
}
