// How events about failed pod and container creation reach Prometheus. Every preset yields one row per
// (<cluster>, node, namespace, pod, reason, message), value = how often the kubelet has seen it.
// Presets without a message can only say that some creation failed, not why.
local reasons = 'FailedCreatePodContainer|FailedCreatePodSandBox|Failed|FailedSync';
local rows(expr) = 'max by (<cluster>, node, namespace, pod, reason, message) (%s)' % expr;
local rename(expr, from, to, pattern='(.+)') =
  'label_replace(%s, "%s", "$1", "%s", "%s")' % [expr, to, from, pattern];
{
  presets: {
    kubeEventInfo: {
      title: 'kube_event_info',
      help: 'events_exporter: value is the count, source_host the node, message the text.',
      hasMessage: true,
      expr: rows(rename(rename(rename(
        'kube_event_info{reason=~"%s",type="Warning"}' % reasons,
        'source_host', 'node'
      ), 'involved_name', 'pod'), 'involved_namespace', 'namespace')),
    },
    kubeEventCount: {
      title: 'kube_event_count',
      help: 'event_exporter 1.x: value is the count, the node is the first part of source; no text.',
      hasMessage: false,
      expr: rows(rename(rename(rename(
        'kube_event_count{reason=~"%s",type="Warning"}' % reasons,
        'source', 'node', '(.+)/kubelet'
      ), 'involved_object_name', 'pod'), 'involved_object_namespace', 'namespace')),
    },
    kmemCounter: {
      title: 'memcg_kmem_refused_creations_total',
      help: 'Counter of refused memory-cgroup creations by node, as our event pipeline and node probe count them: already matched on the text.',
      hasMessage: false,
      expr: 'label_replace(label_replace(max by (<cluster>, node) (increase(memcg_kmem_refused_creations_total[1h])) > 0, "reason", "FailedCreatePodContainer", "", ""), "matched", "true", "", "")',
    },
  },

  // The text that only this fault writes: mkdir in the memory hierarchy refused. Errno differs by kernel generation.
  refusedText: '(?is).*mkdir:? .{0,40}/sys/fs/cgroup/memory/.*(cannot allocate memory|no space left on device).*',
}
