import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { row } from '../../test/answers';
import { chartWindow, kubernetesQueries } from '../questions/nodeQuestions';
import { defaultSettings } from '../settings/settings';
import { costsOf } from './costs';

const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-costs-'));
afterAll(() => rmSync(workDir, { recursive: true }));

it('takes what is told, and nothing that is no number', () => {
  const of = (signal: string, value: number) => row({ signal }, value);
  expect(costsOf([of('systemCores', 1.5), of('cores', 8), of('relistSeconds', NaN), of('other', 1)])).toEqual({
    systemCores: 1.5,
    cores: 8,
  });
});

it('asks for the time of the kernel on this node, and for how long its kubelet takes', () => {
  const key = { node: 'n', cluster: 'a' };
  const expr = kubernetesQueries(key, defaultSettings(), chartWindow(0, 86_400), { instances: ['n:9100'] }).find(
    ({ id }) => id === 'costs'
  )?.expr;
  const cpu = (instance: string, number: number) =>
    `node_cpu_seconds_total{cluster="a",instance="${instance}",cpu="${number}",mode="system"}`;
  const kubelet = (metric: string, more = '') => `kubelet_${metric}{cluster="a",node="n"${more}}`;
  const input_series = [
    [cpu('n:9100', 0), '0+15x60'],
    [cpu('n:9100', 1), '0+30x60'],
    [cpu('m:9100', 0), '0+60x60'],
    [kubelet('pleg_relist_duration_seconds_sum'), '0+3x60'],
    [kubelet('pleg_relist_duration_seconds_count'), '0+60x60'],
    [kubelet('cgroup_manager_duration_seconds_sum', ',operation_type="create"'), '0+1x60'],
    [kubelet('cgroup_manager_duration_seconds_count', ',operation_type="create"'), '0+4x60'],
  ].map(([series, values]) => ({ series, values }));
  const exp_samples = [
    ['systemCores', 0.75],
    ['cores', 2],
    ['relistSeconds', 0.05],
    ['cgroupCreateSeconds', 0.25],
  ].map(([signal, value]) => ({ labels: `{signal="${signal}"}`, value }));
  const file = path.join(workDir, 'test.json');
  const promql_expr_test = [{ expr, eval_time: '1h', exp_samples }];
  writeFileSync(file, JSON.stringify({ tests: [{ interval: '1m', input_series, promql_expr_test }] }));
  expect(execFileSync('promtool', ['test', 'rules', file], { encoding: 'utf8' })).toContain('SUCCESS');
});
