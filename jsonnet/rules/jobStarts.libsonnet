// What is seen to start where nobody counts starts.
local recording = import '../lib/recording.libsonnet';
local waitingPods = import '../lib/waitingPods.libsonnet';

function(config)
  // Pods of whatever does not keep them running: few of all, and those that come and go. A pod on the network of its node has
  // an address whether it starts or not.
  local jobs(labels, ago='') =
    waitingPods.podInfo('created_by_kind!~"Replication.+|.+Set|Node",host_network!="true"', labels, ago);

  // Pods of jobs that have an address and were not there 15 minutes ago, none as 0. Nothing is said of nodes that Kubernetes
  // was not asked about then: all their pods would seem new. The address is looked at last, since a matcher for any would go
  // through those of all pods.
  recording(config).record('node:memcg_kmem_job_pods_started:count15m', |||
    (
      count by (<cluster>, node) (
        label_replace(%s, "started", "1", "pod_ip", ".+")
        unless on (<cluster>, namespace, pod) %s
        and on (started) label_replace(vector(1), "started", "1", "", "")
      )
      or on (<cluster>, node)
      max by (<cluster>, node) (%s) * 0
    )
    and on (<cluster>, node) %s
    unless on (<cluster>, node) node:memcg_kmem_pod_starts:increase1d
  ||| % [jobs(['pod', 'namespace', 'node']), jobs(['pod', 'namespace'], ' offset 15m'), waitingPods.nodeInfo(), waitingPods.nodeInfo('', ' offset 15m')])
