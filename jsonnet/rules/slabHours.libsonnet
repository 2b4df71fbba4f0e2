// Unreclaimable slab some hours ago, of the few nodes whose last three days are not all there.
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);
  local moments = slabMoments(config), ago = moments.ago, uptime = moments.uptime;

  {
    name: 'memcg-kmem.slab-hours.rules',
    interval: config.growthRulesInterval,
    rules: [
      rules.record(uptime, rules.onNode(signals.uptime)),
      // Not before the days are recorded: until then all of them would seem to be missing.
      rules.record(moments.shortHistory, |||
        %s
        and on (<cluster>, node) %s
        and on (<cluster>, node) %s
        unless on (<cluster>, node) (
          (%s > 259200)
          and on (<cluster>, node) %s
          and on (<cluster>, node) %s
          and on (<cluster>, node) %s
        )
      ||| % ([rules.nodeOf, ago(0), uptime, uptime] + std.map(ago, [24, 48, 72]))),
    ] + [
      moments.record(hours, moments.shortHistory)
      for hours in signals.steadyGrowthHours
      if !std.member(moments.wholeDays, hours)
    ],
  }
