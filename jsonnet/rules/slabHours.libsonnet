// Floors of unreclaimable slab over spans of hours, of the few nodes whose last four days are not all there.
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);
  local moments = slabMoments(config), day = signals.spans.day;

  {
    name: 'memcg-kmem.slab-hours.rules',
    interval: config.growthRulesInterval,
    rules: [
      rules.record(moments.uptime, rules.onNode(signals.uptime)),
      // Not before the days are recorded: until then all of them would seem to be missing.
      rules.record(moments.shortHistory, |||
        %s
        and on (<cluster>, node) %s
        and on (<cluster>, node) %s
        unless on (<cluster>, node) (
          (%s %s)
          and on (<cluster>, node) %s
          and on (<cluster>, node) %s
        )
      ||| % [rules.nodeOf, moments.now, moments.uptime, moments.uptime, day.uptime, moments.floor(day, 0), moments.floor(day, 3)]),
    ] + [
      moments.record(span, ago, moments.shortHistory)
      for span in [signals.spans.third, signals.spans.sixth]
      for ago in std.range(0, 3)
    ],
  }
