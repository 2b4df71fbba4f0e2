// The questions of the overview: six at most, each answered by (<cluster>, node). Signals are bundled: one query
// carries many, told apart by the label "signal".
// recordedExpr gives the same rows from recorded series, where the rules are loaded.
local joined = import 'lib/union.libsonnet';
local recorded = import 'recorded.libsonnet';
local signals = import 'signals.libsonnet';

local tagged(id) = 'label_replace(%s, "signal", "%s", "", "")' % [signals.signals[id].expr, id];
local ids(keyedBy) = std.filter(function(id) signals.signals[id].keyedBy == keyedBy, std.objectFields(signals.signals));
local either(list) = joined('or', list);
local union(ids, extra=[]) = either(std.map(tagged, ids) + extra);
// The same rows from the recording rules, where they are loaded: both kinds of signal at once.
local recordedUnion(ids) = either(std.map(function(id) 'label_replace(%s, "signal", "%s", "", "")' % [recorded[id], id], ids));
local onNode(expr, nodeOf=signals.nodeOf) = '(%s)\n* on (<cluster>, instance) group_left (node)\n(%s)' % [expr, nodeOf];
// In a range query: which node an instance is, asked once at the end instead of at every step.
local nodeOfAtEnd = std.strReplace(signals.nodeOf, '}', '} @ end()');
local kernelFact =
  'label_replace(max by (<cluster>, node, kernel_version, os_image, kubelet_version, container_runtime_version) (kube_node_info{<kubeStateMetrics>}), "signal", "kernel", "", "")';
local waiting(metric) = '%s{reason=~"ContainerCreating|RunContainerError|CreateContainerError",<kubeStateMetrics>}' % metric;
local stuck(metric) =
  'max by (<cluster>, namespace, pod, reason) (%s) == 1 and on (<cluster>, namespace, pod) max by (<cluster>, namespace, pod) (%s offset <stuckPodMinutes>m) == 1'
  % [waiting(metric), waiting(metric)];

{
  queries: {
    // Facts that carry a node label of their own.
    facts: {
      kind: 'instant',
      expr: union(ids('node'), [
        kernelFact,
      ]),
      recordedExpr: recordedUnion(ids('node')) + '\nor\n' + kernelFact,
    },
    // node_exporter and node probe, moved from instance to node once for all signals.
    memory: {
      kind: 'instant',
      expr: 'max by (<cluster>, node, signal, release) (\n%s\n)' % onNode(union(ids('instance'), [
        'label_replace(max by (<cluster>, instance, release) (node_uname_info{<nodeExporter>}), "signal", "unameRelease", "", "")',
      ])),
      recordedExpr: recordedUnion(ids('instance')) + '\nor\nlabel_replace(label_replace(node:memcg_kmem_kernel_release:info, "release", "$1", "kernel_version", "(.+)"), "signal", "unameRelease", "", "")',
    },
    // For the sparkline, the forecast, and to see reboots.
    history: {
      kind: 'range',
      windowSeconds: 7 * 86400,
      stepSeconds: 6 * 3600,
      expr: 'max by (<cluster>, node) (\n%s\n)' % onNode(signals.signals.slabUnreclaimableBytes.expr, nodeOfAtEnd),
    },
    // Pods waiting now and <stuckPodMinutes> ago, then the nodes of those pods only: kube_pod_info is large.
    waiting: {
      kind: 'instant',
      expr: '%s\nor\n%s' % [stuck('kube_pod_container_status_waiting_reason'), stuck('kube_pod_init_container_status_waiting_reason')],
    },
    podNodes: {
      kind: 'instant',
      expr: 'max by (<cluster>, namespace, pod, node) (kube_pod_info{node!="",pod=~"<pods>",<kubeStateMetrics>})',
    },
    // <events> is the expression of the chosen preset.
    events: {
      kind: 'instant',
      expr: '<events>',
    },
  },
}
