// The same machines under every convention of labels, side by side in a real Prometheus with the shipped rules: the page
// and the rules must find the same nodes everywhere, and call them the same, whether it asks for suspects or for everybody,
// and on VictoriaMetrics too.
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
import { askAll, type AskedServer } from '../dev/engines/askServer';
import { conventions } from '../dev/fleet/conventions';
import { seriesName } from '../dev/fleet/exposition';
import { writeHistory } from '../dev/fleet/history';
import { loadHistory } from '../dev/launcher/prometheus';
import { rulesEvaluated, shippedGroups, startRuledPrometheus } from '../dev/launcher/ruledPrometheus';
import { type Service } from '../dev/launcher/service';
import { askOverview, askQuery } from '../dev/vm/askOverview';
import { instantQuery } from '../dev/vm/instantQuery';
import { importLines, importSeries, startVictoriaMetrics } from '../dev/vm/victoriaMetrics';
import { diagnose } from '../src/diagnosis';
import { countStates } from '../src/pages/shared/verdict/filterNodes';
import { collect } from '../src/signals/evidence/collect';
import { type FleetNode } from '../src/signals/evidence/fleetNode';
import { judgeFleet } from '../src/signals/evidence/judge';
import { countRest, type RestOfFleet, restOf } from '../src/signals/evidence/restOfFleet';
import { fleetQuestions, type FleetScope } from '../src/signals/questions/fleetQuestions';
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
let victoriaMetrics: Service | undefined;
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
  await Promise.all([prometheus?.close(), victoriaMetrics?.close()]);
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

/** What the page says where it asks for suspects alone, for what a plan proposes, and for everybody. */
type Scoped = Record<FleetScope, { nodes: FleetNode[]; rest: RestOfFleet | undefined }>;

async function askedByScope(url: string): Promise<Scoped> {
  const form = { max_lookback: conventionLookback };
  const server: AskedServer = { name: url, url, form, warnings: new Set(), infos: new Set() };
  const asked = async (scope: FleetScope) => {
    const answers = await askAll(server, fleetQuestions(settings, now, scope), now);
    return { nodes: judgeFleet(answers, settings, now), rest: restOf(answers, settings) };
  };
  return {
    suspects: await asked('suspects'),
    planned: await asked('planned'),
    everything: await asked('everything'),
  };
}

/** What is there now, and what the rules have recorded of it: more is not read where they have. */
async function importIntoVictoriaMetrics(): Promise<Service> {
  const victoria = await startVictoriaMetrics(workDir);
  const moments = [2, 1, 0].map((steps) => endSeconds - steps * conventionStepSeconds);
  await importSeries(victoria.url, conventionSeries(endSeconds), moments);
  const recorded = await instantQuery(prometheus?.url ?? '', '{__name__=~".+:memcg_kmem_.+"}', now);
  const lines = recorded.map(
    ({ metric: { __name__: name, ...labels }, value }) =>
      `${seriesName(name ?? '', labels)} ${value[1]} ${Math.floor(value[0] * 1000)}`
  );
  await importLines(victoria.url, lines);
  // On a busy machine a flush returns before what it wrote can be found.
  const count = 'count({__name__=~".+:memcg_kmem_.+"})';
  while (Number((await instantQuery(victoria.url, count, now))[0]?.value[1] ?? 0) < recorded.length) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return victoria;
}

describe.each(['Prometheus', 'VictoriaMetrics'] as const)('on %s', (name) => {
  let scoped: Scoped;

  beforeAll(async () => {
    if (name === 'VictoriaMetrics') {
      victoriaMetrics = await importIntoVictoriaMetrics();
    }
    scoped = await askedByScope((name === 'Prometheus' ? prometheus : victoriaMetrics)?.url ?? '');
  });

  const verdictOf = ({ evidence: { key }, diagnosis: { state, cause } }: FleetNode) => `${key.node} ${state} ${cause}`;
  const of = (scope: FleetScope, cluster: string) =>
    scoped[scope].nodes.filter(({ evidence: { key } }) => (key.cluster ?? '') === cluster);

  it('the rules tell who the suspects are, and not everybody is one', () => {
    const { suspects, planned, everything } = scoped;
    expect(everything.rest).toBeUndefined();
    expect(suspects.nodes.length).toBeLessThan(planned.nodes.length);
    expect(planned.nodes.length).toBeLessThan(everything.nodes.length);
  });

  describe.each(clusters)('cluster "%s"', (cluster) => {
    it('is called by what the rules have recorded as it is by what the exporters say', () => {
      expect(of('everything', cluster).map(verdictOf).sort()).toEqual(verdicts.get(cluster));
    });

    it.each(['suspects', 'planned'] as const)(
      'of %s, each is called the same, and the others are counted so',
      (scope) => {
        const everybody = of('everything', cluster);
        const shown = new Set(of(scope, cluster).map(({ id }) => id));
        expect(of(scope, cluster).map(verdictOf)).toEqual(everybody.filter(({ id }) => shown.has(id)).map(verdictOf));
        const counted = countStates(everybody.filter(({ id }) => !shown.has(id)));
        expect(countRest(scoped[scope].rest, cluster)).toEqual(counted);
        expect([counted.failing, counted.leaking]).toEqual([0, 0]);
        expect(scope === 'planned' ? counted.exposed : 0).toBe(0);
      }
    );
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
