import { row } from '../../test/answers';
import { jobsOf, stackOf } from './stack';

const exporter = (job: string, more: Record<string, string> = {}, count = 42) =>
  row({ source: 'nodeExporter', job, ...more }, count);
const pod = { has_pod: 'true' };

describe('stackOf', () => {
  it.each([
    ['kubePrometheusStack', [exporter('node-exporter', { ...pod, endpoint: 'http-metrics' })], { exporterPod: 42 }],
    ['kubePrometheus', [exporter('node-exporter', { ...pod, endpoint: 'https' })], { nodeLabel: 42 }],
    ['kubePrometheus', [exporter('node-exporter', pod)], { instanceName: 42 }],
    ['k8sMonitoring', [exporter('integrations/node_exporter', pod)], { instanceName: 42 }],
    ['alloy', [exporter('integrations/node_exporter')], { instanceName: 42 }],
    ['prometheusChart', [exporter('kubernetes-service-endpoints')], { nodeLabel: 42 }],
    ['plain', [exporter('node')], { internalIp: 42 }],
    ['plain', [exporter('node-exporter')], {}],
    ['kubePrometheusStack', [exporter('node', {}, 2), exporter('node-exporter', pod, 40)], { exporterPod: 40 }],
    ['k8sMonitoring', [row({ source: 'kubeStateMetrics', job: 'integrations/kubernetes/kube-state-metrics' }, 3)], {}],
    [undefined, [row({ source: 'clusterLabel', cluster: 'a' }, 3)], {}],
  ])('finds %s', (stack, rows, joins) => {
    expect(stackOf(jobsOf(rows), joins)).toBe(stack);
  });
});
