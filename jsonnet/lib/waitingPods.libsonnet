// Containers that wait to be created: the series of kube-state-metrics, and the reasons that a refused creation can have.
{
  metrics: ['kube_pod_container_status_waiting_reason', 'kube_pod_init_container_status_waiting_reason'],
  of(metric): '%s{reason=~"ContainerCreating|RunContainerError|CreateContainerError",<kubeStateMetrics>}' % metric,
  // Waiting now and <stuckPodMinutes> ago.
  stuck(metric):
    'max by (<cluster>, namespace, pod, reason) (%s) == 1 and on (<cluster>, namespace, pod) max by (<cluster>, namespace, pod) (%s offset <stuckPodMinutes>m) == 1'
    % [self.of(metric), self.of(metric)],
}
