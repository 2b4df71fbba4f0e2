// How the recording rules of every group are written.
local recorded = import '../recorded.libsonnet';
local allSignals = import '../signals.libsonnet';
local settled = import 'settled.libsonnet';
local signals = settled(allSignals.signals);
local template = import 'template.libsonnet';

function(config) {
  local recording = self,
  local fill = template.filler(config),
  fill(expr): fill(expr),
  record(name, expr): { record: name, expr: recording.fill(expr) },
  signal(id): signals[id].expr,

  nodeOf: 'instance:memcg_kmem_node:info',
  // How it comes about: nodes that exporters name, exporters that name none, nodes by their address, and those without.
  byExporter: 'instance:memcg_kmem_node_by_exporter:seconds',
  unplaced: 'instance:memcg_kmem_unplaced:info',
  byAddress: 'instance:memcg_kmem_node_by_address:info',
  nowhere: 'instance:memcg_kmem_nowhere:info',
  // How many exporters a cluster has.
  exportersOf: 'cluster:memcg_kmem_exporters:count',
  // For how long what Kubernetes said last is kept where nobody asks it any more.
  rememberedSeconds: 6 * 3600,

  // From an exporter's instance to the node it runs on. Two exporters of one node make one row.
  onNode(expr, nodeOf=self.nodeOf):
    'max by (<cluster>, node) (\n%s\n)' % allSignals.inHome('\n  (%s)\n  * on (<cluster>, instance) group_left (node, home)\n  %s' % [expr, nodeOf]),

  // A signal under its recorded name, whichever label it is keyed by.
  recordSignal(id):
    recording.record(recorded[id], if signals[id].keyedBy == 'instance' then recording.onNode(signals[id].expr) else signals[id].expr),

  // Of which moment each series of a group tells: see recordedAt.libsonnet.
  notesOf(group): 'series:memcg_kmem_%s_recorded:seconds' % group,
  // Rows for the clusters of which a group has recorded this series, and one without a cluster.
  known(group, series): '%s{series="%s"}' % [self.notesOf(group), series],
  // A row where it is known of any cluster: nodes without exporters belong to clusters that may have none.
  isKnown(group, series): 'count(%s)' % self.known(group, series),
  // The same, and where the groups have run for a while: what is not known by then will not be.
  isKnownOrNever(group, series):
    '(%s or count(last_over_time(%s[1h] offset 15m)))' % [self.isKnown(group, series), self.known('nodes', self.nodeOf)],
}
