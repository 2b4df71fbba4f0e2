// Growth of memory cgroups within the running boot, from the floors that other groups record: a group for each span, and
// the fastest of them by node.
local cgroupGrowth = import '../cgroupGrowth.libsonnet';
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local recorded = import '../recorded.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);
  local uptime = slabMoments(config).uptimeOfExporter;
  local over(span, among='') = cgroupGrowth.growthOver(span, cgroupGrowth.recordedFloor, uptime, 'instance', among);

  // Of the shortest spans little counts: what the growth must be, where the last rise is as much.
  local near(span) = 'instance:memcg_kmem_memory_cgroups_near%dh:per_day' % span.hours;
  local lastRise(span) =
    '%d * (%s - %s)' % [24 / span.hours, cgroupGrowth.recordedFloor(span, 0), cgroupGrowth.recordedFloor(span, 1)];
  local rulesOf(span) =
    local record(expr) = rules.record(cgroupGrowth.recordedGrowth(span), expr);
    if !cgroupGrowth.hasLimit(span) then [record(over(span))]
    else [
      rules.record(near(span), '%s <= on (<cluster>, instance) %s' % [cgroupGrowth.leastPerDay(span, signals.memoryCgroups), lastRise(span)]),
      record('(\n%s\n) >= on (<cluster>, instance) %s' % [over(span, near(span)), near(span)]),
    ];

  [
    {
      name: 'memcg-kmem.cgroup-growth-%dh.rules' % span.hours,
      interval: config.growthRulesInterval,
      rules: rulesOf(span),
    }
    for span in cgroupGrowth.spans
  ] + [
    {
      name: 'memcg-kmem.cgroup-growth.rules',
      interval: config.growthRulesInterval,
      rules: [
        rules.record(recorded.memoryCgroupsGrowthPerDay, rules.onNode(
          'max by (<cluster>, instance) ({__name__=~"%s"})' % std.join('|', std.map(cgroupGrowth.recordedGrowth, cgroupGrowth.spans))
        )),
      ],
    },
  ]
