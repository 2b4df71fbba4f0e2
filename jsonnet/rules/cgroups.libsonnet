// Memory cgroups: how many are counted and how many exist, and what each leaves behind.
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
      'pidsCgroups',
      'slabEntries',
      'percpuBytes',
    ]),
  }
