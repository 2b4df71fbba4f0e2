// Names under which the rules record unreclaimable slab as it is and as it was, by hours ago.
local recorded = import '../recorded.libsonnet';
local signals = import '../signals.libsonnet';
local recording = import 'recording.libsonnet';

function(config)
  local rules = recording(config);

  {
    ago(hours): if hours == 0 then recorded.slabUnreclaimableBytes else '%s_ago%dh' % [recorded.slabUnreclaimableBytes, hours],
    wholeDays: [0, 24, 48, 72],
    uptime: 'node:memcg_kmem_uptime_seconds:max',
    // The exporters of nodes whose last three days are not all there.
    shortHistory: 'instance:memcg_kmem_short_history:info',
    // Read for the nodes that "nodeOf" has.
    record(hours, nodeOf): rules.record(self.ago(hours), rules.onNode(signals.slabAgo(hours), nodeOf)),
  }
