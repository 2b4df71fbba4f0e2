// Unreclaimable slab now and on the three days before. The page asks for its growth in one expression; the rules read
// each moment once, instead of once for each step that begins or ends there.
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';

function(config)
  local rules = recording(config);
  local moments = slabMoments(config);

  {
    name: 'memcg-kmem.slab.rules',
    interval: config.growthRulesInterval,
    // Now last: where it is recorded, so are the others.
    rules: [moments.record(hours, rules.nodeOf) for hours in std.reverse(moments.wholeDays)],
  }
