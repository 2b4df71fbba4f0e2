// Pods that wait to be created for long.
local recording = import '../lib/recording.libsonnet';
local waitingPods = import '../lib/waitingPods.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);

  local waiting(metric, offset='') = 'max by (<cluster>, namespace, pod) (%s)' % waitingPods.waiting(metric, offset);
  local stuck(metric) =
    '(%s\n      and on (<cluster>, namespace, pod) %s)' % [waiting(metric), waiting(metric, ' offset <stuckPodMinutes>m')];

  {
    rules: [
      // A pod whose own cgroup cannot be made has no IP yet: the few rows of kube_pod_info without one are enough.
      rules.record('node:memcg_kmem_stuck_pods:count', |||
        count by (<cluster>, node) (
          (
            %s
            or
            %s
          )
          * on (<cluster>, namespace, pod) group_left (node)
          topk by (<cluster>, namespace, pod) (1, max by (<cluster>, namespace, pod, node) (%s))
        )
      ||| % (std.map(stuck, waitingPods.metrics) + [waitingPods.nodeOfPods('node!="",pod_ip=""')])),
      // Where nobody tells of pods any more: how many were waiting when it was last told.
      rules.recordSignal('stuckPodsBefore'),
      // Pods that wait on a node which is Ready and starts none: the emptier it looks, the more the scheduler sends it.
      rules.record('node:memcg_kmem_starts_nothing:count', |||
        node:memcg_kmem_stuck_pods:count >= %(pods)d
        and on (<cluster>, node) node:memcg_kmem_pod_starts:increase15m == 0
        and on (<cluster>, node) max by (<cluster>, node) (kube_node_status_condition{condition="Ready",status="true",<kubeStateMetrics>}) == 1
        and on (<cluster>, node) (
          %(running)s < on (<cluster>) group_left () %(ratio)g * quantile by (<cluster>) (0.5, %(running)s)
        )
        unless on (<cluster>, node) node:memcg_kmem_cordoned:max == 1
      ||| % {
        pods: config.startsNothingPods,
        ratio: config.startsNothingRatio,
        running: signals.kubeletNode('kubelet_running_pods{<kubelet>} or kubelet_running_pod_count{<kubelet>}'),
      }),
    ],
  }
