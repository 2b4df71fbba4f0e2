// Steps of unreclaimable slab from day to day.
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local moments = slabMoments(config), day = signals.spans.day;

  {
    name: 'memcg-kmem.slab-steps.rules',
    interval: config.growthRulesInterval,
    rules: [
      recording(config).record(moments.step(ago), '%s - on (<cluster>, node) %s' % [moments.floor(day, ago), moments.floor(day, ago + 1)])
      for ago in std.range(0, 3)
    ],
  }
