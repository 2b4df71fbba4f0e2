// Unreclaimable slab now, and its floors on the last four days. The page asks for its growth in one expression; the rules
// read each day once, instead of once for each step that begins or ends there.
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);
  local moments = slabMoments(config);

  {
    name: 'memcg-kmem.slab.rules',
    interval: config.growthRulesInterval,
    // Now last: where it is recorded, so are the others.
    rules: [moments.record(signals.spans.day, ago, rules.nodeOf) for ago in [3, 2, 1, 0]] + [
      rules.recordSignal('slabUnreclaimableBytes'),
    ],
  }
