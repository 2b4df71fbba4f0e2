// Growth of memory cgroups within the running boot, from the floors that other groups record.
local cgroupGrowth = import '../cgroupGrowth.libsonnet';
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local recorded = import '../recorded.libsonnet';

function(config) {
  name: 'memcg-kmem.cgroup-growth.rules',
  interval: config.growthRulesInterval,
  rules: [
    recording(config).record(recorded.memoryCgroupsGrowthPerDay, cgroupGrowth.growth(
      recorded.memoryCgroups, cgroupGrowth.recordedFloor, slabMoments(config).uptime, 'node'
    )),
  ],
}
