// Pods that wait to be created for long.
local recording = import '../lib/recording.libsonnet';
local waitingPods = import '../lib/waitingPods.libsonnet';
local signals = import '../signals.libsonnet';

function(config)
  local rules = recording(config);
  local stuckPods = 'node:memcg_kmem_stuck_pods:info';
  local stuckAtStart = 'node:memcg_kmem_stuck_pods_at_start:count';
  local jobStarts = 'node:memcg_kmem_job_pods_started:count15m';

  local waiting(metric, offset='') = 'max by (<cluster>, namespace, pod) (%s)' % waitingPods.waiting(metric, offset);
  local stuck(metric) =
    '(%s\n      and on (<cluster>, namespace, pod) %s)' % [waiting(metric), waiting(metric, ' offset <stuckPodMinutes>m')];

  [
    // A row for each, with what made it, of whose name the part is left out that each version or run has of its own. A pod
    // whose own cgroup cannot be made has no IP yet: the few rows of kube_pod_info without one are enough.
    rules.record(stuckPods, |||
      (
        %s
        or
        %s
      )
      * on (<cluster>, namespace, pod) group_left (node, owner)
      topk by (<cluster>, namespace, pod) (1, max by (<cluster>, namespace, pod, node, owner) (
        label_replace(%s, "owner", "$1", "created_by_name", "(.+?)(-[a-z]*[0-9].*)?")
      ))
    ||| % (std.map(stuck, waitingPods.metrics) + [waitingPods.nodeOfPods('node!="",pod_ip=""')])),
    rules.record('node:memcg_kmem_stuck_pods:count', 'count by (<cluster>, node) (%s)' % stuckPods),
    // Where nobody tells of pods any more: how many were waiting when it was last told.
    rules.recordSignal('stuckPodsBefore'),
    // How many waited when a pod of a job was last seen to start, where such pods have been starting all the time; kept for as
    // long as pods wait.
    rules.record(stuckAtStart, |||
      (
        (node:memcg_kmem_stuck_pods:count or on (<cluster>, node) %(jobStarts)s * 0)
        and on (<cluster>, node) %(jobStarts)s > 0
        and on (<cluster>, node) (
          avg_over_time((%(jobStarts)s > bool 0)[3h:10m]) >= 0.8
          or on (<cluster>, node)
          last_over_time(%(stuckAtStart)s[2h])
        )
      )
      or on (<cluster>, node)
      (last_over_time(%(stuckAtStart)s[2h]) and on (<cluster>, node) node:memcg_kmem_stuck_pods:count)
    ||| % { jobStarts: jobStarts, stuckAtStart: stuckAtStart }),
    // Pods that wait on a node which is Ready and starts none: the emptier it looks, the more the scheduler sends it. Where
    // nobody counts starts: pods of several owners have come to wait since the last one that was seen to start.
    rules.record('node:memcg_kmem_starts_nothing:count', |||
      (
        node:memcg_kmem_stuck_pods:count >= %(pods)d
        and on (<cluster>, node) node:memcg_kmem_pod_starts:increase15m == 0
        and on (<cluster>, node) (
          %(running)s < on (<cluster>) group_left () %(ratio)g * quantile by (<cluster>) (0.5, %(running)s)
        )
        or on (<cluster>, node)
        label_replace(
          node:memcg_kmem_stuck_pods:count
          and on (<cluster>, node) (node:memcg_kmem_stuck_pods:count - on (<cluster>, node) %(stuckAtStart)s >= %(pods)d)
          and on (<cluster>, node) count by (<cluster>, node) (count by (<cluster>, node, owner) (%(stuckPods)s)) > 1
          and on (<cluster>, node) %(jobStarts)s == 0
          unless on (<cluster>, node) node:memcg_kmem_pod_starts:increase15m,
          "seen", "jobs", "", ""
        )
      )
      and on (<cluster>, node) max by (<cluster>, node) (%(ready)s) == 1
      unless on (<cluster>, node) node:memcg_kmem_cordoned:max == 1
    ||| % {
      pods: config.startsNothingPods,
      ratio: config.startsNothingRatio,
      running: signals.kubeletNode('kubelet_running_pods{<kubelet>} or kubelet_running_pod_count{<kubelet>}'),
      ready: waitingPods.ownNames('kube_node_status_condition{condition="Ready",status="true",<kubeStateMetrics>}', ['node']),
      jobStarts: jobStarts,
      stuckAtStart: stuckAtStart,
      stuckPods: stuckPods,
    }),
  ]
