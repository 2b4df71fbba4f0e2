// Growth of unreclaimable slab, from the floors that other groups record, and where it matters.
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local recorded = import '../recorded.libsonnet';
local signals = import '../signals.libsonnet';
local slabLeaks = import 'slabLeaks.libsonnet';

function(config)
  local rules = recording(config);
  local moments = slabMoments(config), day = signals.spans.day;

  // Steps from day to day have names of their own, under which many are read at once: to give each row of a fleet a label
  // that tells it apart costs as much as all the rest. The fourth is that of days before, too.
  local before(days) = 'label_replace(%s offset %dd, "step", "%d", "", "")' % [moments.step(3), days, 3 + days];
  local stepsOf(count) = std.join('\nor\n', [
    '{__name__=~"%s"}' % std.join('|', std.map(moments.step, std.range(0, std.min(count, 4) - 1))),
  ] + std.map(before, std.range(1, count - 4)));

  {
    name: 'memcg-kmem.slab-growth.rules',
    interval: config.growthRulesInterval,
    rules: [
      rules.record(recorded.slabSteadyGrowthBytesPerDay, signals.steadyGrowth(
        moments.floorOf,
        moments.uptime,
        'node',
        'and on (<cluster>, node) %s\nand on (<cluster>, node) %s\nand on (<cluster>, node) %s\nunless on (<cluster>, node) %s'
        % [moments.now, moments.floor(day, 0), moments.floor(day, 3), signals.inHome(moments.shortHistory)],
        dayStepsOf=stepsOf,
      )),
    ] + slabLeaks(config).growing,
  }
