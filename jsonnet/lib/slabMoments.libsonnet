// Names under which the rules record unreclaimable slab as it is, and its floors by the span they are of and how many
// spans ago.
local recorded = import '../recorded.libsonnet';
local signals = import '../signals.libsonnet';
local recording = import 'recording.libsonnet';

function(config)
  local rules = recording(config);

  {
    now: recorded.slabUnreclaimableBytes,
    // Days four to six are the third day of days before: what was recorded then.
    floor(span, ago)::
      local measured = std.min(ago, 3);
      local name = 'node:memcg_kmem_slab_floor%dh_ago%dh:min' % [span.hours, measured * span.hours];
      if ago == measured then name else '%s offset %dh' % [name, (ago - measured) * span.hours],
    // From a day's floor to the next.
    step(ago):: 'node:memcg_kmem_slab_step24h_ago%dh:bytes' % (24 * ago),
    floorOf: function(span) function(ago) self.floor(span, ago),
    uptime: 'node:memcg_kmem_uptime_seconds:max',
    uptimeOfExporter: 'instance:memcg_kmem_uptime_seconds:max',
    // The exporters of nodes whose last four days are not all there.
    shortHistory: 'instance:memcg_kmem_short_history:info',
    record(span, ago): rules.record(self.floor(span, ago), rules.onNode(signals.slabFloor(span, ago))),
    // Of those nodes only.
    recordShort(span, ago):
      local ofThose = ' and on (<cluster>, instance) ' + self.shortHistory;
      rules.record(self.floor(span, ago), rules.onNode(signals.slabFloor(span, ago, among=ofThose), self.shortHistory)),
  }
