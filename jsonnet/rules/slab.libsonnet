// Slab now, and the floor of what cannot be reclaimed on the last day.
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);

  {
    name: 'memcg-kmem.slab.rules',
    interval: config.growthRulesInterval,
    rules: [
      slabMoments(config).record(signals.spans.day, 0),
      rules.recordSignal('slabUnreclaimableBytes'),
      rules.recordSignal('slabReclaimableBytes'),
    ],
  }
