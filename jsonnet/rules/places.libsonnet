// Which node an exporter is on that does not say it: by its address, or by a name.
local recording = import '../lib/recording.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);

  [
    rules.record(rules.byAddress, signals.firstOf(signals.joinsByInstance(rules.unplaced))),
    // Of whom it has been tried: who came since then has no place yet.
    rules.record(rules.nowhere, '%s unless on (<cluster>, instance) %s' % [rules.unplaced, rules.byAddress]),
  ]
