// How events about failed pod and container creation reach Prometheus.
//   expr         one row per (<cluster>, node, namespace, pod, reason, message), value = how often the kubelet saw it
//   refusedExpr  one row per (<cluster>, node) whose text is a refused memory-cgroup creation; absent where the
//                pipeline drops the text: such a preset can only say that some creation failed, not why
local reasons = 'FailedCreatePodContainer|FailedCreatePodSandBox|Failed|FailedSync';

// The text that only this fault writes; errno differs by kernel generation. RE2, matched against the whole message.
local refusedText = '(?is).*mkdir /sys/fs/cgroup/memory/[^ \\"]*: (cannot allocate memory|no space left on device).*';

local rows(expr) = 'max by (<cluster>, node, namespace, pod, reason, message) (%s)' % expr;
local perNode(expr) = 'max by (<cluster>, node) (%s)' % expr;
local rename(expr, from, to, pattern='(.+)') = 'label_replace(%s, "%s", "$1", "%s", "%s")' % [expr, to, from, pattern];

local eventInfo(matchers) = rename(rename(rename(
  'kube_event_info{%s}' % matchers, 'source_host', 'node'
), 'involved_name', 'pod'), 'involved_namespace', 'namespace');

local eventCount = rename(rename(rename(
  'kube_event_count{reason=~"%s",type="Warning"}' % reasons, 'source', 'node', '(.+)/kubelet'
), 'involved_object_name', 'pod'), 'involved_object_namespace', 'namespace');

local refusedIncrease = perNode('increase(memcg_kmem_refused_creations_total[1h])') + ' > 0';

{
  presets: {
    kubeEventInfo: {
      title: 'kube_event_info',
      help: 'events_exporter: value is the count, source_host the node, message the text.',
      expr: rows(eventInfo('reason=~"%s",type="Warning"' % reasons)),
      refusedExpr: perNode(eventInfo('message=~"%s"' % refusedText)),
    },
    kubeEventCount: {
      title: 'kube_event_count',
      help: 'event_exporter 1.x: value is the count, the node is the first part of source; no text.',
      expr: rows(eventCount),
    },
    refusedCounter: {
      title: 'memcg_kmem_refused_creations_total',
      help: 'Counter by node, matched on the text before it is counted: our event pipeline and node probe.',
      expr: 'label_replace(label_replace(%s, "reason", "FailedCreatePodContainer", "", ""), "matched", "true", "", "")' % refusedIncrease,
      refusedExpr: refusedIncrease,
    },
  },
}
