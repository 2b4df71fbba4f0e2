// What to switch on, by the stack that is there: files of deploy/, word for word. "collectors" is what one file of a
// stack turns on at once.
local collectors = {
  kubePrometheusStack: { 'deploy/collectors/kube-prometheus-stack.yaml': importstr '../deploy/collectors/kube-prometheus-stack.yaml' },
  kubePrometheus: { 'deploy/collectors/kube-prometheus.libsonnet': importstr '../deploy/collectors/kube-prometheus.libsonnet' },
  k8sMonitoring: {
    'deploy/collectors/k8s-monitoring-4.yaml': importstr '../deploy/collectors/k8s-monitoring-4.yaml',
    'deploy/collectors/k8s-monitoring-3.yaml': importstr '../deploy/collectors/k8s-monitoring-3.yaml',
  },
  alloy: { 'deploy/collectors/unix-exporter.alloy': importstr '../deploy/collectors/unix-exporter.alloy' },
  prometheusChart: { 'deploy/collectors/prometheus-chart.yaml': importstr '../deploy/collectors/prometheus-chart.yaml' },
  plain: { 'deploy/collectors/node-exporter.default': importstr '../deploy/collectors/node-exporter.default' },
};
local alloyEvents = {
  'deploy/events/rbac.yaml': importstr '../deploy/events/rbac.yaml',
  'deploy/events/alloy/values.yaml': importstr '../deploy/events/alloy/values.yaml',
  'deploy/events/alloy/events.alloy': importstr '../deploy/events/alloy/events.alloy',
};
local inKubernetes = {
  'deploy/node-probe/kustomization.yaml': importstr '../deploy/node-probe/kustomization.yaml',
  'deploy/node-probe/kubernetes/daemonset.yaml': importstr '../deploy/node-probe/kubernetes/daemonset.yaml',
};
local onHost = {
  'deploy/node-probe/systemd/memcg-kmem-probe.service': importstr '../deploy/node-probe/systemd/memcg-kmem-probe.service',
  'deploy/node-probe/systemd/memcg-kmem-probe.default': importstr '../deploy/node-probe/systemd/memcg-kmem-probe.default',
};
local script = { 'deploy/node-probe/memcg-kmem-probe': importstr '../deploy/node-probe/memcg-kmem-probe' };

// Objects are sorted by name: lists keep the order in which the files are to be read.
local files(object, order=[]) = [
  { path: path, text: object[path] }
  for path in (if order == [] then std.objectFields(object) else order)
];

{
  collectors: { [stack]: files(collectors[stack]) for stack in std.objectFields(collectors) } + {
    k8sMonitoring: files(collectors.k8sMonitoring, ['deploy/collectors/k8s-monitoring-4.yaml', 'deploy/collectors/k8s-monitoring-3.yaml']),
  },
  events: {
    k8sMonitoring: [{ path: 'deploy/events/k8s-monitoring/values.yaml', text: importstr '../deploy/events/k8s-monitoring/values.yaml' }],
    any: files(alloyEvents, ['deploy/events/rbac.yaml', 'deploy/events/alloy/values.yaml', 'deploy/events/alloy/events.alloy']),
  },
  nodeProbe: {
    plain: files(onHost + script),
    any: files(inKubernetes + script, ['deploy/node-probe/kustomization.yaml', 'deploy/node-probe/kubernetes/daemonset.yaml', 'deploy/node-probe/memcg-kmem-probe']),
  },
  honorLabels: {
    any: [{ path: 'deploy/collectors/kube-state-metrics-honor-labels.yaml', text: importstr '../deploy/collectors/kube-state-metrics-honor-labels.yaml' }],
  },
  slabinfo: {
    kubePrometheusStack: [{ path: 'deploy/collectors/kube-prometheus-stack-slabinfo.yaml', text: importstr '../deploy/collectors/kube-prometheus-stack-slabinfo.yaml' }],
  },
}
