// How events about failed pod and container creation reach Prometheus.
//   expr         one row per (<cluster>, node, namespace, pod, reason, message), value = how often the kubelet saw it; or
//                per (<cluster>, instance) without a node, if all that is known is the exporter
//   refusedExpr  one row per (<cluster>, node) whose text is a refused memory-cgroup creation; absent where the
//                pipeline drops the text: such a preset can only say that some creation failed, not why
local signals = import 'signals.libsonnet';

local reasons = 'Failed(Sync|CreatePod(Container|SandBox))?';

// The text that only this fault writes; errno differs by kernel generation. RE2, matched against the whole message.
local refusedText = '(?is).*mkdir /sys/fs/cgroup/memory/[^ \\"]*: (cannot allocate memory|no space left on device).*';

local own = ['node', 'namespace', 'pod', 'reason', 'message'];
local by(labels, expr) = 'max by (%s) (%s)' % [std.join(', ', ['<cluster>'] + labels), expr];

// What the exporters of Event objects call the labels; no series has those of both, and only one calls its component too.
local nodes = { info: 'source_host', count: 'source' };
local pods = { info: 'involved_name', count: 'involved_object_name' };
local namespaces = { info: 'involved_namespace', count: 'involved_object_namespace' };
local foreign(exporters) = [labels[each] for labels in [nodes, namespaces, pods] for each in exporters];
local joined(expr, label, labels, exporters) =
  'label_join(%s, "%s", "", %s)' % [expr, label, std.join(', ', ['"%s"' % labels[each] for each in exporters])];

// An Event object outlives its cause: by an hour, on some platforms by three, and by a reboot. The kubelet writes the
// count of one that goes on about every five minutes; one that has not moved for twenty is over. The labels of the exporter's
// own target are left out first: they change when it restarts.
local goingOn(exporters, matchers) =
  local selector = if std.length(exporters) == 1 then 'kube_event_%s{%s}' % [exporters[0], matchers]
  else '{__name__=~"kube_event_(%s)",%s}' % [std.join('|', exporters), matchers];
  local at(offset) = by(foreign(exporters) + ['reason', 'message'], selector + offset);
  local current = '%s unless %s == %s' % [at(''), at(''), at(' offset 20m')];
  local placed = joined(joined(joined(current, 'node', nodes, exporters), 'namespace', namespaces, exporters), 'pod', pods, exporters);
  if std.member(exporters, 'count') then 'label_replace(%s, "node", "$1", "node", "(.+)/kubelet")' % placed else placed;
local failed = 'reason=~"%s",type="Warning"' % reasons;

// Counters of texts matched before they were counted, by node where the pipeline knows it; the node probe's has only its
// exporter's instance. Rare writes: the window spans four of them.
local matched(metrics) = {
  local increases(labels, node) =
    std.join(' or ', ['max by (<cluster>, %s) (increase(%s{node%s""}[20m]))' % [labels, metric, node] for metric in metrics]),
  local byNode = increases('node', '!='),
  local byExporter = '(%s)' % increases('instance', '='),
  local placed(matchers='', labels='node') =
    '%s * on (<cluster>, instance) group_left (%s) instance:memcg_kmem_node:info%s' % [byExporter, labels, matchers],
  // Where the rules have not recorded whose exporter it is, the row is the exporter's, and whoever asks knows its node:
  // to find it out here would cost more than all other questions about events together.
  expr: 'label_replace(label_replace((%s or (%s or on (<cluster>, instance) %s)) > 0, "reason", "FailedCreatePodContainer", "", ""), "matched", "true", "", "")' % [byNode, placed('{home=""}'), byExporter],
  refusedExpr: |||
    max by (<cluster>, node) (
        %s
      or
        %s
    ) > 0
  ||| % [byNode, signals.inHome(placed(labels='node, home'))],
};
local counter = 'memcg_kmem_refused_creations_total', counterOfAlloy = 'loki_process_custom_' + counter;

{
  presets: {
    kubeEventInfo: {
      title: 'kube_event_info',
      // events_exporter: value is the count, source_host the node, message the text.
      expr: by(own, goingOn(['info'], failed)),
      refusedExpr: by(['node'], goingOn(['info'], 'message=~"%s"' % refusedText)),
    },
    kubeEventCount: {
      title: 'kube_event_count',
      // event_exporter 1.x: value is the count, the node is the first part of source; no text.
      expr: by(own, goingOn(['count'], failed)),
    },
    refusedCounter: matched([counter]) {
      title: counter,
      // Counter by node, matched on the text before it is counted: our event pipeline and node probe.
    },
    alloyCounter: matched([counterOfAlloy]) {
      title: counterOfAlloy,
      // The same counter from an Alloy pipeline that leaves the default prefix on.
    },
  },
  // Whichever is there: what all of them say, in fewer words than one after the other.
  auto: [by(own, goingOn(['info', 'count'], failed)), matched([counter, counterOfAlloy]).expr],
}
