// What the kubelet has tried to create lately, and what has started.
local recording = import '../lib/recording.libsonnet';

function(config)
  std.map(recording(config).recordSignal, ['cgroupCreates15m', 'podStarts15m'])
