// Growth of unreclaimable slab. The page asks for it in one expression; here each moment that it looks back on is read
// once, instead of once for each step that begins or ends there.
local recording = import '../lib/recording.libsonnet';
local recorded = import '../recorded.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);
  local ago(hours) = if hours == 0 then recorded.slabUnreclaimableBytes else recorded.slabUnreclaimableBytes + '_ago%dh' % hours;
  local uptime = 'node:memcg_kmem_uptime_seconds:max';
  local shortHistory = 'instance:memcg_kmem_short_history:info';
  local isWholeDays(hours) = hours % 24 == 0;

  {
    name: 'memcg-kmem.slab.rules',
    interval: config.growthRulesInterval,
    rules: [
      // Steps of hours are for the few nodes whose last three days are not all there.
      rules.record(shortHistory, |||
        instance:memcg_kmem_node:info
        unless on (<cluster>, instance) (
          (%s > 259200)
          and on (<cluster>, instance) %s
          and on (<cluster>, instance) %s
          and on (<cluster>, instance) %s
        )
      ||| % ([signals.uptime] + std.map(signals.slabAgo, [24, 48, 72]))),
    ] + [
      rules.record(ago(hours), rules.onNode(signals.slabAgo(hours), if isWholeDays(hours) then rules.nodeOf else shortHistory))
      for hours in [0] + signals.steadyGrowthHours
    ] + [
      rules.record(uptime, rules.onNode(signals.uptime)),
      rules.record(recorded.slabSteadyGrowthBytesPerDay, signals.steadyGrowth(ago, uptime, 'node')),
    ],
  }
