// The same machines under every convention of labels, side by side in a real Prometheus with the shipped rules: the page
// and the rules must find the same nodes everywhere, and call them the same.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  conventionDays,
  conventionLookback,
  conventionNodes,
  conventionSeries,
  conventionStepSeconds,
} from '../dev/fleet/conventionFleet';
import { conventions } from '../dev/fleet/conventions';
import { writeHistory } from '../dev/fleet/history';
import { loadHistory } from '../dev/launcher/prometheus';
import { rulesEvaluated, shippedGroups, startRuledPrometheus } from '../dev/launcher/ruledPrometheus';
import { type Service } from '../dev/launcher/service';
import { askOverview, askQuery } from '../dev/vm/askOverview';
import { instantQuery } from '../dev/vm/instantQuery';
import { diagnose } from '../src/diagnosis';
import { collect } from '../src/signals/evidence/collect';
import { type ClusterCoverage, coverageOf } from '../src/signals/coverage/coverage';
import { coverageQueries } from '../src/signals/questions/coverageQuestions';
import { type CoverageQuestionId, type SeriesRow } from '../src/signals/series';
import { defaultSettings } from '../src/signals/settings/settings';

const endSeconds = Math.floor(Date.now() / 1000);
const settings = defaultSettings();
const machines = conventionNodes();
const clusters = conventions.flatMap((each) => each.clusters);
const exporters = (cluster: string) =>
  machines.filter((each) => each.cluster === cluster && each.expected.state !== 'unknown').length;

/** `node state cause`, by cluster. */
type Verdicts = Map<string, string[]>;
let verdicts: Verdicts;
let coverage: Map<string, ClusterCoverage>;
let prometheus: Service | undefined;
let workDir: string;
let now: number;

jest.setTimeout(300_000);

beforeAll(async () => {
  workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-conventions-'));
  const history = path.join(workDir, 'history.om');
  const span = { endSeconds, days: conventionDays, stepSeconds: conventionStepSeconds };
  await writeHistory(history, span, conventionSeries(endSeconds));
  await loadHistory(history, path.join(workDir, 'data'));
  rmSync(history);
  prometheus = await startRuledPrometheus(workDir, conventionLookback);
  const { url } = prometheus;
  await rulesEvaluated(prometheus, endSeconds + 240);
  now = Math.floor(Date.now() / 1000);

  verdicts = new Map();
  for (const evidence of collect(await askOverview(url, settings, now), settings, now)) {
    const { state, cause } = diagnose(evidence);
    add(verdicts, evidence.key.cluster ?? '', `${evidence.key.node} ${state} ${cause}`);
  }
  const answers: Partial<Record<CoverageQuestionId, SeriesRow[]>> = {};
  for (const query of coverageQueries(settings)) {
    answers[query.id] = await askQuery(url, query, now);
  }
  coverage = new Map(coverageOf(answers, settings).clusters.map((each) => [each.cluster ?? '', each]));
});

afterAll(async () => {
  await prometheus?.close();
  rmSync(workDir, { recursive: true, force: true });
});

function add(lists: Map<string, string[]>, key: string, value: string): void {
  lists.set(key, [...(lists.get(key) ?? []), value].sort());
}

async function nodesOf(expr: string, cluster: string): Promise<string[]> {
  const rows = await instantQuery(prometheus?.url ?? '', expr, now);
  return rows
    .filter(({ metric }) => (metric.cluster ?? '') === cluster)
    .map(({ metric }) => metric.node ?? '')
    .sort();
}

const exprOf = (alert: string) =>
  shippedGroups()
    .flatMap(({ rules }) => rules)
    .find((each) => each.alert === alert)?.expr ?? '';

describe.each(clusters)('cluster "%s"', (cluster) => {
  const inCluster = machines.filter((each) => each.cluster === cluster);

  it('has the verdicts its machines were described with', () => {
    const expected = inCluster.map(({ node, expected: { state, cause } }) => `${node} ${state} ${cause}`);
    expect(verdicts.get(cluster)).toEqual(expected.sort());
  });

  it('has each exporter on its node in the rules', async () => {
    const withExporter = inCluster.filter(({ expected }) => expected.state !== 'unknown').map(({ node }) => node);
    expect(await nodesOf('instance:memcg_kmem_node:info', cluster)).toEqual(withExporter.sort());
  });

  it.each([
    ['failing', 'MemcgKmemCreationFailing'],
    ['leaking', 'MemcgKmemLeakGrowing'],
  ])('has the %s nodes in %s', async (state, alert) => {
    const called = inCluster.filter(({ expected }) => expected.state === state).map(({ node }) => node);
    expect(called.length).toBeGreaterThan(0);
    expect(await nodesOf(exprOf(alert), cluster)).toEqual(called.sort());
  });

  it('has every exporter joined, and every node known, in the coverage', () => {
    const found = coverage.get(cluster);
    const joined = Object.values(found?.joins ?? {}).reduce((sum, count) => sum + count, 0);
    expect([found?.nodesKnown, joined, found?.joins?.none]).toEqual([inCluster.length, exporters(cluster), undefined]);
  });
});

describe('coverage', () => {
  it.each([
    ['ip-and-port', 'exporterPod', 'kubePrometheusStack'],
    ['node-name', 'instanceName', 'kubePrometheus'],
    ['native-label', 'nodeLabel', 'prometheusChart'],
    ['alloy', 'instanceName', 'alloy'],
    ['ip-without-pod', 'internalIp', 'plain'],
    ['ipv6', 'internalIp', 'plain'],
    ['dual-stack', 'exporterPod', 'kubePrometheusStack'],
    ['dual-stack-without-pod', 'internalIp', 'plain'],
    ['domain-on-exporter', 'shortName', 'plain'],
    ['domain-on-node', 'shortName', 'plain'],
  ])('of "%s" says what joins and which stack it is', (cluster, join, stack) => {
    expect(coverage.get(cluster)?.joins).toEqual({ [join]: exporters(cluster) });
    expect(coverage.get(cluster)?.stack).toBe(stack);
  });

  it('sees the copies of an HA pair and of two inventories, and none elsewhere', () => {
    expect(coverage.get('ha-pair')?.duplicates).toMatchObject({
      exporters: exporters('ha-pair'),
      replicas: ['prometheus-0', 'prometheus-1'],
    });
    const { nodesKnown } = coverage.get('two-inventories') ?? {};
    expect(coverage.get('two-inventories')?.duplicates).toMatchObject({ exporters: 0, nodeFacts: nodesKnown });
    expect(coverage.get('ip-and-port')?.duplicates).toEqual({
      exporters: 0,
      nodeFacts: 0,
      exportersOfOneNode: 0,
      mixed: 0,
      replicas: [],
    });
  });
});
