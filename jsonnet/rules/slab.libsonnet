// Slab now, the floors of what cannot be reclaimed on the last day and on the third before, and whose four days they hold:
// all that the floors over hours wait for.
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local signals = import '../signals.libsonnet';
local slabHistory = import 'slabHistory.libsonnet';

function(config)
  local moments = slabMoments(config), day = signals.spans.day;

  {
    name: 'memcg-kmem.slab.rules',
    interval: config.growthRulesInterval,
    rules: [
      recording(config).recordSignal('slabUnreclaimableBytes'),
      moments.record(day, 0),
      moments.record(day, 3),
    ] + slabHistory(config),
  }
