// Growth of memory cgroups within the running boot, from floors that are each recorded once.
local cgroupGrowth = import '../cgroupGrowth.libsonnet';
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local recorded = import '../recorded.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);
  local nameOf(span, ago) = 'node:memcg_kmem_memory_cgroups_floor%dh_ago%dh:min' % [span.hours, ago * span.hours];

  {
    name: 'memcg-kmem.cgroup-growth.rules',
    interval: config.growthRulesInterval,
    rules: [
      rules.record(nameOf(span, ago), rules.onNode(cgroupGrowth.floor(signals.memoryCgroups, span, ago)))
      for span in cgroupGrowth.spans
      for ago in std.range(0, cgroupGrowth.oldestFloor)
    ] + [
      rules.record(recorded.memoryCgroupsGrowthPerDay, cgroupGrowth.growth(
        recorded.memoryCgroups, nameOf, slabMoments(config).uptime, 'node'
      )),
    ],
  }
