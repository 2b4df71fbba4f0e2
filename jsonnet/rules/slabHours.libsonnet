// Floors of unreclaimable slab over spans of hours, of the few nodes whose last four days are not all there.
local slabMoments = import '../lib/slabMoments.libsonnet';
local signals = import '../signals.libsonnet';

function(config) [
  {
    name: 'memcg-kmem.slab-%dh.rules' % span.hours,
    interval: config.growthRulesInterval,
    rules: [slabMoments(config).recordShort(span, ago) for ago in std.range(0, 3)],
  }
  for span in [signals.spans.third, signals.spans.sixth]
]
