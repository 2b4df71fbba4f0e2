// Containers that wait to be created: the series of kube-state-metrics, and the reasons that a refused creation can have.
{
  metrics: ['kube_pod_container_status_waiting_reason', 'kube_pod_init_container_status_waiting_reason'],
  local of(metric) = '%s{reason=~"ContainerCreating|RunContainerError|CreateContainerError",<kubeStateMetrics>}' % metric,
  // The few rows that wait, "ago" or now, by the pod's own name and namespace.
  waiting(metric, ago=''): self.ownNames('%s%s == 1' % [of(metric), ago]),
  // A server that does not honour labels has renamed those that the target of kube-state-metrics has as well.
  ownNames(expr, labels=['pod', 'namespace']):
    std.foldl(function(inner, label) 'label_replace(%s, "%s", "$1", "exported_%s", "(.+)")' % [inner, label, label], labels, expr),
  // What kube-state-metrics says of nodes, under their own names.
  nodeInfo(matchers='', ago=''): self.ownNames('kube_node_info{%s<kubeStateMetrics>}%s' % [matchers, ago], ['node']),
  // Which node each of the pods is on that "matchers" leave of kube_pod_info, which has all pods of a cluster.
  nodeOfPods(matchers): self.podInfo(matchers, ['pod', 'namespace', 'node']),
  podInfo(matchers, labels, ago=''): self.ownNames('kube_pod_info{%s,<kubeStateMetrics>}%s' % [matchers, ago], labels),
  // Waiting now and <stuckPodMinutes> ago.
  stuck(metric):
    'max by (<cluster>, namespace, pod, reason) (%s) and on (<cluster>, namespace, pod) max by (<cluster>, namespace, pod) (%s)'
    % [self.waiting(metric), self.waiting(metric, ' offset <stuckPodMinutes>m')],
}
