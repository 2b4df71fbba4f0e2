// Growth of unreclaimable slab, from what the groups "slab" and "slab-hours" have recorded.
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local recorded = import '../recorded.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);
  local moments = slabMoments(config), day = signals.spans.day;

  {
    name: 'memcg-kmem.slab-growth.rules',
    interval: config.growthRulesInterval,
    rules: [
      rules.record(recorded.slabSteadyGrowthBytesPerDay, signals.steadyGrowth(
        moments.floorOf,
        moments.uptime,
        'node',
        'and on (<cluster>, node) %s\nand on (<cluster>, node) %s\nand on (<cluster>, node) %s\nunless on (<cluster>, node) %s'
        % [moments.now, moments.floor(day, 0), moments.floor(day, 3), moments.shortHistory],
      )),
    ],
  }
