// How events about failed pod and container creation reach Prometheus.
//   expr         one row per (<cluster>, node, namespace, pod, reason, message), value = how often the kubelet saw it; or
//                per (<cluster>, instance) without a node, if all that is known is the exporter
//   refusedExpr  one row per (<cluster>, node) whose text is a refused memory-cgroup creation; absent where the
//                pipeline drops the text: such a preset can only say that some creation failed, not why
local reasons = 'FailedCreatePodContainer|FailedCreatePodSandBox|Failed|FailedSync';

// The text that only this fault writes; errno differs by kernel generation. RE2, matched against the whole message.
local refusedText = '(?is).*mkdir /sys/fs/cgroup/memory/[^ \\"]*: (cannot allocate memory|no space left on device).*';

local rename(expr, from, to, pattern='(.+)') = 'label_replace(%s, "%s", "$1", "%s", "%s")' % [expr, to, from, pattern];
local rows(expr) = 'max by (<cluster>, node, namespace, pod, reason, message) (%s)' % expr;
local perNode(expr) = 'max by (<cluster>, node) (%s)' % expr;

// An Event object outlives its cause: by an hour, on some platforms by three, and by a reboot. The kubelet writes the
// count of one that goes on about every five minutes; one that has not moved for twenty is over.
local goingOn(aggregate, selector) =
  local now = aggregate(selector(''));
  '%s unless (%s == %s)' % [now, now, aggregate(selector(' offset 20m'))];

local eventInfo(matchers) = function(offset) rename(rename(rename(
  'kube_event_info{%s}%s' % [matchers, offset], 'source_host', 'node'
), 'involved_name', 'pod'), 'involved_namespace', 'namespace');

local eventCount(offset) = rename(rename(rename(
  'kube_event_count{reason=~"%s",type="Warning"}%s' % [reasons, offset], 'source', 'node', '(.+)/kubelet'
), 'involved_object_name', 'pod'), 'involved_object_namespace', 'namespace');

// A counter of texts matched before they were counted, by node where the pipeline knows it; the node probe's has only its
// exporter's instance. Rare writes: the window spans four of them.
local matchedCounter(title, metric, help) = {
  local increase(labels, node) = 'max by (<cluster>, %s) (increase(%s{node%s""}[20m]))' % [labels, metric, node],
  local byNode = increase('node', '!='),
  local byExporter = increase('instance', '='),
  local placed = byExporter + ' * on (<cluster>, instance) group_left (node) instance:memcg_kmem_node:info',
  title: title,
  help: help,
  // Where the rules have not recorded whose exporter it is, the row is the exporter's, and whoever asks knows its node:
  // to find it out here would cost more than all other questions about events together.
  expr: 'label_replace(label_replace((%s or (%s or on (<cluster>, instance) %s)) > 0, "reason", "FailedCreatePodContainer", "", ""), "matched", "true", "", "")' % [byNode, placed, byExporter],
  refusedExpr: |||
    max by (<cluster>, node) (
        %s
      or
        %s
    ) > 0
  ||| % [byNode, placed],
};

{
  presets: {
    kubeEventInfo: {
      title: 'kube_event_info',
      help: 'events_exporter: value is the count, source_host the node, message the text.',
      expr: goingOn(rows, eventInfo('reason=~"%s",type="Warning"' % reasons)),
      refusedExpr: perNode(goingOn(rows, eventInfo('message=~"%s"' % refusedText))),
    },
    kubeEventCount: {
      title: 'kube_event_count',
      help: 'event_exporter 1.x: value is the count, the node is the first part of source; no text.',
      expr: goingOn(rows, eventCount),
    },
    refusedCounter: matchedCounter(
      'memcg_kmem_refused_creations_total',
      'memcg_kmem_refused_creations_total',
      'Counter by node, matched on the text before it is counted: our event pipeline and node probe.'
    ),
    alloyCounter: matchedCounter(
      'loki_process_custom_memcg_kmem_refused_creations_total',
      'loki_process_custom_memcg_kmem_refused_creations_total',
      'The same counter from an Alloy pipeline that leaves the default prefix on.'
    ),
  },
}
