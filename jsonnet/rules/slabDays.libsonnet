// Floors of unreclaimable slab on the two days between those of slab.libsonnet, and slab that can be reclaimed. The page asks
// for growth in one expression; the rules read each day once, instead of once for each step that begins or ends there.
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local signals = import '../signals.libsonnet';

function(config) {
  name: 'memcg-kmem.slab-days.rules',
  interval: config.growthRulesInterval,
  rules: [slabMoments(config).record(signals.spans.day, ago) for ago in [1, 2]] + [
    recording(config).recordSignal('slabReclaimableBytes'),
  ],
}
