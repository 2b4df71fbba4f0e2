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

local others = {
  'deploy/events/k8s-monitoring/values.yaml': importstr '../deploy/events/k8s-monitoring/values.yaml',
  'deploy/collectors/kube-state-metrics-honor-labels.yaml': importstr '../deploy/collectors/kube-state-metrics-honor-labels.yaml',
  'deploy/collectors/kube-prometheus-stack-slabinfo.yaml': importstr '../deploy/collectors/kube-prometheus-stack-slabinfo.yaml',
};
local paths = std.objectFields;

// Each file once, and where it is of use its path, in the order in which files are to be read.
{
  files: std.foldl(function(all, some) all + some, std.objectValues(collectors), alloyEvents + inKubernetes + onHost + script + others),
  collectors: { [stack]: paths(collectors[stack]) for stack in std.objectFields(collectors) } + {
    k8sMonitoring: ['deploy/collectors/k8s-monitoring-4.yaml', 'deploy/collectors/k8s-monitoring-3.yaml'],
  },
  events: {
    k8sMonitoring: ['deploy/events/k8s-monitoring/values.yaml'],
    any: ['deploy/events/rbac.yaml', 'deploy/events/alloy/values.yaml', 'deploy/events/alloy/events.alloy'],
  },
  nodeProbe: {
    plain: paths(onHost + script),
    any: ['deploy/node-probe/kustomization.yaml', 'deploy/node-probe/kubernetes/daemonset.yaml', 'deploy/node-probe/memcg-kmem-probe'],
  },
  honorLabels: { any: ['deploy/collectors/kube-state-metrics-honor-labels.yaml'] },
  slabinfo: { kubePrometheusStack: ['deploy/collectors/kube-prometheus-stack-slabinfo.yaml'] },
}
