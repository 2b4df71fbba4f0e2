// Growth of unreclaimable slab, from what the group "slab" has recorded.
local recording = import '../lib/recording.libsonnet';
local recorded = import '../recorded.libsonnet';
local signals = import '../signals.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';

function(config)
  local rules = recording(config);
  local moments = slabMoments(config), ago = moments.ago, uptime = moments.uptime;
  local shortHistory = 'instance:memcg_kmem_short_history:info';

  {
    name: 'memcg-kmem.slab-growth.rules',
    interval: config.growthRulesInterval,
    rules: [
      // Steps of hours are for the few nodes whose last three days are not all there.
      rules.record(shortHistory, |||
        %s
        and on (<cluster>, node) %s
        unless on (<cluster>, node) (
          (%s > 259200)
          and on (<cluster>, node) %s
          and on (<cluster>, node) %s
          and on (<cluster>, node) %s
        )
      ||| % ([rules.nodeOf, uptime, uptime] + std.map(ago, [24, 48, 72]))),
    ] + [
      moments.record(hours, shortHistory)
      for hours in signals.steadyGrowthHours
      if !std.member(moments.wholeDays, hours)
    ] + [
      rules.record(recorded.slabSteadyGrowthBytesPerDay, signals.steadyGrowth(
        ago,
        uptime,
        'node',
        'and on (<cluster>, node) %s\nand on (<cluster>, node) %s\nunless on (<cluster>, node) %s' % [ago(0), uptime, shortHistory],
      )),
    ],
  }
