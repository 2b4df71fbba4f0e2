// The page's own question, without the rules, in promtool: exporters stay their nodes while kube-state-metrics is away.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultSettings } from '../settings/settings';
import { signalQueries } from './fleetQueries';

const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-without-kubernetes-'));
afterAll(() => rmSync(workDir, { recursive: true }));

const memory = signalQueries(defaultSettings()).find(({ id }) => id === 'memory')?.expr;

/** Nodes by instance that the question finds at the end of an hour. Throws promtool's words where they are others. */
function expectNodes(series: Record<string, string>, nodes: readonly string[]): void {
  const file = path.join(workDir, 'test.json');
  const input_series = Object.entries(series).map(([name, values]) => ({ series: name, values }));
  const exp_samples = nodes.map((node) => ({ labels: `{node="${node}"}`, value: 1 }));
  const expr = `group by (node) (${memory})`;
  const promql_expr_test = [{ expr, eval_time: '1h', exp_samples }];
  writeFileSync(file, JSON.stringify({ tests: [{ interval: '5m', input_series, promql_expr_test }] }));
  expect(execFileSync('promtool', ['test', 'rules', file], { encoding: 'utf8' })).toContain('SUCCESS');
}

const gone = '1x6 stale';
const there = '1x12';

it('by what their addresses were last known as, the latest first', () => {
  expectNodes(
    {
      'node_memory_MemTotal_bytes{instance="10.0.0.1:9100"}': there,
      'kube_node_info{node="worker-1",internal_ip="10.0.0.1"}': gone,
      'node_memory_MemTotal_bytes{instance="10.0.0.2:9100"}': there,
      'kube_node_info{node="a-replaced",internal_ip="10.0.0.2"}': '1x2 stale',
      'kube_node_info{node="worker-2",internal_ip="10.0.0.2"}': '_x3 1x3 stale',
    },
    ['worker-1', 'worker-2']
  );
});

it('but not where Kubernetes tells otherwise now', () => {
  expectNodes(
    {
      'node_memory_MemTotal_bytes{instance="10.0.0.1:9100"}': there,
      'kube_node_info{node="a-replaced",internal_ip="10.0.0.1"}': gone,
      'kube_node_info{node="worker-1",internal_ip="10.0.0.1"}': '_x8 1x4',
    },
    ['worker-1']
  );
});

it('by the machine’s own name, where a kubelet is called so', () => {
  expectNodes(
    {
      'node_memory_MemTotal_bytes{instance="10.0.0.1:9100"}': there,
      'node_uname_info{instance="10.0.0.1:9100",nodename="worker-1"}': there,
      'kubelet_cgroup_manager_duration_seconds_count{node="worker-1",operation_type="create"}': there,
      'node_memory_MemTotal_bytes{instance="10.0.0.2:9100"}': there,
      'node_uname_info{instance="10.0.0.2:9100",nodename="stranger"}': there,
    },
    ['worker-1', '10.0.0.2']
  );
});
