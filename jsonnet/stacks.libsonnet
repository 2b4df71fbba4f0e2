// Selectors of the common monitoring stacks, by the job labels they give by default.
{
  any: { nodeExporter: '', kubeStateMetrics: '', kubelet: '' },

  // Helm chart prometheus-community/kube-prometheus-stack.
  kubePrometheusStack: {
    nodeExporter: 'job="node-exporter"',
    kubeStateMetrics: 'job="kube-state-metrics"',
    kubelet: 'job="kubelet",metrics_path="/metrics"',
  },

  // prometheus-operator/kube-prometheus; its node_exporter's instance is the node's name.
  kubePrometheus: self.kubePrometheusStack,

  // Grafana's k8s-monitoring chart and whatever else Alloy feeds with its integrations' job names.
  k8sMonitoring: {
    nodeExporter: 'job="integrations/node_exporter"',
    kubeStateMetrics: 'job="integrations/kubernetes/kube-state-metrics"',
    kubelet: 'job="integrations/kubernetes/kubelet"',
  },

  // Helm chart prometheus-community/prometheus, without the operator: one job finds every annotated service.
  prometheusChart: {
    nodeExporter: 'job="kubernetes-service-endpoints"',
    kubeStateMetrics: 'job="kubernetes-service-endpoints"',
    kubelet: 'job="kubernetes-nodes"',
  },

  // Plain Prometheus with the job name that node-mixin expects.
  nodeMixin: {
    nodeExporter: 'job="node"',
    kubeStateMetrics: 'job="kube-state-metrics"',
    kubelet: 'job="kubelet"',
  },
}
