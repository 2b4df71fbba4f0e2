// Which node each exporter says that it runs on.
local recording = import '../lib/recording.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);

  {
    name: 'memcg-kmem.exporters.rules',
    interval: config.growthRulesInterval,
    rules: [
      // Most exporters name their node themselves. The further joins are several, and each goes through every exporter that
      // it is given: they get the rest only. The value is the moment: who stops to say so was there then.
      rules.record(rules.byExporter, signals.oneOf([signals.oneSided] + signals.joinsByLabels, 'node, home') + ' * 0 + time()'),
      // 1, since figures are multiplied by it.
      rules.record(rules.unplaced, 'max by (<cluster>, instance) (%s unless on (<cluster>, instance) %s) * 0 + 1' % [signals.exporterSeries, rules.byExporter]),
      rules.record(rules.exportersOf, 'count by (<cluster>) ({__name__=~"%s|%s"})' % [rules.byExporter, rules.unplaced]),
    ],
  }
