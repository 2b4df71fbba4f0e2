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
  const of = (owner: string, pods: number) => row({ namespace: 'a', kind: 'Job', owner, what: 'pods' }, pods);
  const loop = row({ namespace: 'a', kind: 'Job', owner: 'few', what: 'restarts' }, 90);
  const unit = row({ kind: 'systemd', owner: 'x.service', what: 'restarts' }, 5_000);
  expect(
    feedersOf([of('few', 3), of('some', 12), of('rare', 9), of('most', 400), row({ owner: 'x' }, 99), loop, unit])
  ).toEqual([
    { namespace: '', kind: 'systemd', owner: 'x.service', pods: 0, restarts: 5_000 },
    { namespace: 'a', kind: 'Job', owner: 'most', pods: 400, restarts: 0 },
    { namespace: 'a', kind: 'Job', owner: 'few', pods: 3, restarts: 90 },
    { namespace: 'a', kind: 'Job', owner: 'some', pods: 12, restarts: 0 },
  ]);
});

it('the question counts pods that are gone too, by the CronJob or Deployment behind them, of this node alone', () => {
  const expr = kubernetesQueries({ node: 'n', cluster: 'a' }, defaultSettings(), chartWindow(0, 86_400), {
    instances: ['n:9100'],
  }).find(({ id }) => id === 'feeders')?.expr;
  const restarts = (name: string) =>
    `kube_pod_container_status_restarts_total{cluster="a",namespace="x",pod="${name}",container="c"}`;
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
    // For as long as it is known, and for an hour; and elsewhere.
    [restarts('p4'), '7+1x60'],
    [restarts('p3'), '_x48 0+3x12'],
    [restarts('p6'), '0+9x60'],
    ['node_systemd_service_restart_total{cluster="a",instance="n:9100",name="agent.service"}', '0+20x400'],
    ['node_systemd_service_restart_total{cluster="a",instance="m:9100",name="other.service"}', '0+20x400'],
  ].map(([series, values]) => ({ series, values }));
  const exp_samples = [
    ['Job', 'backup', 'pods', 3],
    ['ReplicaSet', 'web', 'pods', 1],
    ['DaemonSet', 'node-exporter', 'pods', 1],
    ['ReplicaSet', 'web', 'restarts', 67],
    ['Job', 'backup', 'restarts', 36],
  ].map(([kind, owner, what, value]) => ({
    labels: `{namespace="x",kind="${kind}",owner="${owner}",what="${what}"}`,
    value,
  }));
  const file = path.join(workDir, 'test.json');
  const unit = { labels: '{kind="systemd",owner="agent.service",name="agent.service",what="restarts"}', value: 5_760 };
  const promql_expr_test = [
    { expr, eval_time: '5h', exp_samples },
    { expr, eval_time: '32h', exp_samples: [unit] },
  ];
  writeFileSync(file, JSON.stringify({ tests: [{ interval: '5m', input_series, promql_expr_test }] }));
  expect(execFileSync('promtool', ['test', 'rules', file], { encoding: 'utf8' })).toContain('SUCCESS');
});
