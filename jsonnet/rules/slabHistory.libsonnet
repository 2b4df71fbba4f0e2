// Since when each node has been up, and of which the last four days of unreclaimable slab are not all there: by the floors of
// the first and the last of them, which stand before.
local recording = import '../lib/recording.libsonnet';
local slabMoments = import '../lib/slabMoments.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);
  local moments = slabMoments(config), day = signals.spans.day;

  [
    rules.record(moments.uptimeOfExporter, signals.uptime),
    rules.record(moments.uptime, rules.onNode(moments.uptimeOfExporter)),
    rules.record(moments.shortHistory, |||
      %s
      and on (<cluster>, node) %s
      and on (<cluster>, node) %s
      unless on (<cluster>, node) (
        (%s %s)
        and on (<cluster>, node) %s
        and on (<cluster>, node) %s
      )
      or
      %s{home!=""} unless on (<cluster>, instance) (%s %s)
    ||| % [
      rules.nodeOf,
      moments.now,
      moments.uptime,
      moments.uptime,
      day.uptime,
      moments.floor(day, 0),
      moments.floor(day, 3),
      // What is recorded of these is so in another cluster; that they have booted lately is what matters.
      rules.nodeOf,
      moments.uptimeOfExporter,
      day.uptime,
    ]),
  ]
