// Growth of unreclaimable slab. The page asks for it in one expression; here each moment that it looks back on is read
// once, instead of once for each step that begins or ends there.
local recording = import '../lib/recording.libsonnet';
local recorded = import '../recorded.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);
  local ago(hours) = if hours == 0 then recorded.slabUnreclaimableBytes else recorded.slabUnreclaimableBytes + '_ago%dh' % hours;
  local uptime = 'node:memcg_kmem_uptime_seconds:max';

  {
    name: 'memcg-kmem.slab.rules',
    interval: config.growthRulesInterval,
    rules: [
      rules.record(ago(hours), rules.onNode(signals.slabAgo(hours)))
      for hours in [0] + signals.steadyGrowthHours
    ] + [
      rules.record(uptime, rules.onNode(signals.uptime)),
      rules.record(recorded.slabSteadyGrowthBytesPerDay, signals.steadyGrowth(ago, uptime, 'node')),
    ],
  }
