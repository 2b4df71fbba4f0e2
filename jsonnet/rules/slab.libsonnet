// Unreclaimable slab now and on the three days before. The page asks for its growth in one expression; the rules read
// each moment once, instead of once for each step that begins or ends there.
local recording = import '../lib/recording.libsonnet';
local signals = import '../signals.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';

function(config)
  local rules = recording(config);
  local moments = slabMoments(config);

  {
    name: 'memcg-kmem.slab.rules',
    interval: config.growthRulesInterval,
    rules:
      [moments.record(hours, rules.nodeOf) for hours in moments.wholeDays] +
      // Last: where it is recorded, so are the others.
      [rules.record(moments.uptime, rules.onNode(signals.uptime))],
  }
