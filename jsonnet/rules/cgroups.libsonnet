// Memory cgroups: how many are counted and how many exist, what each leaves behind, and the churn that makes them.
local recording = import '../lib/recording.libsonnet';

function(config)
  local rules = recording(config);

  {
    name: 'memcg-kmem.cgroups.rules',
    interval: config.growthRulesInterval,
    rules: std.map(rules.recordSignal, [
      'memoryCgroups',
      'liveMemoryCgroups',
      'dyingMemoryCgroups',
      'cgroupVersion',
      'slabEntries',
      'podStarts1d',
      'containerStarts1d',
    ]),
  }
