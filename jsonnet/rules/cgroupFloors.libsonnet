// Floors of the number of memory cgroups, each recorded once: a group for the spans of each length.
local cgroupGrowth = import '../cgroupGrowth.libsonnet';
local recording = import '../lib/recording.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);

  [
    {
      name: 'memcg-kmem.cgroup-floors-%dh.rules' % span.hours,
      interval: config.growthRulesInterval,
      rules: [
        rules.record(cgroupGrowth.recordedFloor(span, ago), cgroupGrowth.floor(signals.memoryCgroups, span, ago))
        for ago in std.range(0, cgroupGrowth.oldestFloor)
      ],
    }
    for span in cgroupGrowth.spans
  ]
