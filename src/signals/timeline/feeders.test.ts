import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { row } from '../../test/answers';
import { chartWindow, kubernetesQueries } from '../questions/nodeQuestions';
import { defaultSettings } from '../settings/settings';
import { feedersOf } from './feeders';

const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-feeders-'));
afterAll(() => rmSync(workDir, { recursive: true }));

it('whose pods are many come first, and those of few are left out', () => {
  const of = (owner: string, pods: number) => row({ namespace: 'a', kind: 'Job', owner }, pods);
  expect(feedersOf([of('few', 3), of('some', 12), of('most', 400), row({ owner: 'x' }, 99)])).toEqual([
    { namespace: 'a', kind: 'Job', owner: 'most', pods: 400 },
    { namespace: 'a', kind: 'Job', owner: 'some', pods: 12 },
  ]);
});

it('the question counts pods that are gone too, by the CronJob or Deployment behind them, of this node alone', () => {
  const expr = kubernetesQueries({ node: 'n', cluster: 'a' }, defaultSettings(), chartWindow(0, 86_400)).find(
    ({ id }) => id === 'feeders'
  )?.expr;
  const pod = (uid: string, kind: string, owner: string, node = 'n') =>
    `kube_pod_info{cluster="a",namespace="x",pod="p${uid}",uid="${uid}",node="${node}",created_by_kind="${kind}",created_by_name="${owner}"}`;
  const input_series = [
    [pod('1', 'Job', 'backup-28931234'), '1x2 stale'],
    [pod('2', 'Job', 'backup-28931235'), '_x3 1x2 stale'],
    // Two kube-state-metrics tell of it.
    [pod('3', 'Job', 'backup-28931236').replace('{', '{instance="b",'), '1x60'],
    [pod('3', 'Job', 'backup-28931236'), '1x60'],
    [pod('4', 'ReplicaSet', 'web-7d9c5b8f6d'), '1x60'],
    [pod('5', 'DaemonSet', 'node-exporter'), '1x60'],
    [pod('6', 'Job', 'backup-28931237', 'other'), '1x60'],
  ].map(([series, values]) => ({ series, values }));
  const exp_samples = [
    ['Job', 'backup', 3],
    ['ReplicaSet', 'web', 1],
    ['DaemonSet', 'node-exporter', 1],
  ].map(([kind, owner, value]) => ({ labels: `{namespace="x",kind="${kind}",owner="${owner}"}`, value }));
  const file = path.join(workDir, 'test.json');
  const promql_expr_test = [{ expr, eval_time: '5h', exp_samples }];
  writeFileSync(file, JSON.stringify({ tests: [{ interval: '5m', input_series, promql_expr_test }] }));
  expect(execFileSync('promtool', ['test', 'rules', file], { encoding: 'utf8' })).toContain('SUCCESS');
});
