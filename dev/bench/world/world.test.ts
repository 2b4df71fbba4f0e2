import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Series } from '../../fleet/series';
import { type Stack, stacks } from '../../fleet/stacks/stacks';
import { labelsAsExported } from '../../fleet/versions/exporters';
import { type RecordedSample } from '../promtoolRun';
import { askPage } from './askPage';
import { askRules, recordedAt, ruleFileOf } from './askRules';
import { idLimit, liveIds, secondsToFull, startsSince } from './arithmetic';
import { calibrationOf, miscalibration } from './calibration';
import { Draw } from './draw';
import { halfOf, installation, installations, type WorldNode } from './installations';
import { foretold, forecastScore, momentsOf, type Saying, sayingsOf, stateScore } from './pageScore';
import { type RuleFile, ruleFaults } from './ruleFaults';
import { nodeOutcomes, ruleScore } from './ruleScore';
import { ifOverWhereItStops, type Truth, trueStateAt } from './truth';

const rulesFile = path.resolve(__dirname, '../../../alerts/memcg-kmem.rules.yaml');
const shippedRules = () => ruleFileOf(readFileSync(rulesFile, 'utf8'));
const asGroup = (rules: Record<string, string>) => ({
  name: 'beside',
  rules: Object.entries(rules).map(([record, expr]) => ({ record, expr })),
});

const of = (id: string, nodes = 4) => {
  const stack = stacks.find((each) => each.id === id);
  if (!stack) {
    throw new Error(`no stack ${id}`);
  }
  return installation(stack, nodes);
};

describe('draws', () => {
  it('are the same for a seed, and others for another', () => {
    const draws = (seed: string) => {
      const draw = new Draw(seed);
      return Array.from({ length: 20 }, () => draw.between(0, 1));
    };
    expect(draws('a')).toEqual(draws('a'));
    expect(draws('a')).not.toEqual(draws('b'));
    expect(Math.max(...draws('a'))).toBeLessThan(1);
  });

  it('heed their weights', () => {
    const draw = new Draw('weights');
    const drawn = Array.from({ length: 2_000 }, () => draw.weighted([{ weight: 3 }, { weight: 1 }]).weight);
    expect(drawn.filter((weight) => weight === 3).length / drawn.length).toBeCloseTo(0.75, 1);
  });
});

test('a node is full when its starts have used up the IDs', () => {
  const work = { startsPerDay: 5_000, idsPerStart: 1 };
  const full = secondsToFull(work);
  const starts = startsSince(() => 0, work);
  expect(full / 86_400).toBeCloseTo((idLimit - liveIds) / 5_000, 0);
  expect(liveIds + starts(full)).toBeGreaterThanOrEqual(idLimit);
  expect(liveIds + starts(full - 3_600)).toBeLessThan(idLimit);
});

describe('the world', () => {
  const world = installations(8);

  it('is several hundred nodes when whole, half of them unseen', () => {
    const nodes = world.flatMap((each) => each.nodes);
    const unseen = nodes.filter(({ half }) => half === 'unseen').length;
    expect(unseen).toBe(nodes.length / 2);
    expect([0, 1, 2, 3].map(halfOf)).toEqual(['seen', 'unseen', 'seen', 'unseen']);
  });

  it('is the same each time', () => {
    const said = () => {
      const { nodes, failureSeconds } = of('operator-2021');
      return nodes.flatMap(({ pageSeries }) => pageSeries.map(({ at }) => at(failureSeconds)));
    };
    expect(said()).toEqual(said());
  });

  it('stores nothing that its exporters lack or its collection leaves out', () => {
    const all = world.flatMap(({ stack, nodes }) =>
      nodes.flatMap(({ pageSeries }) => pageSeries.map((series) => ({ stack, series })))
    );
    const isLacking = ({ exporter, metric }: Series) => labelsAsExported(exporter, metric, {}) === undefined;
    const isLeftOut = (stack: Stack, { exporter, metric }: Series) =>
      stack.keeps?.[exporter.name]?.test(metric) === false;
    expect(all.filter(({ stack, series }) => isLacking(series) || isLeftOut(stack, series))).toEqual([]);
    const azure = new Set(all.flatMap(({ stack, series }) => (stack.id === 'azure' ? [series.metric] : [])));
    expect(azure).toContain('node_memory_Slab_bytes');
    expect(azure).not.toContain('node_memory_SUnreclaim_bytes');
    const amazon = all.filter(({ stack, series }) => stack.id === 'amazon' && series.exporter.name === 'kubelet');
    expect(amazon).toEqual([]);
  });

  it('renames what a scrape without honor_labels would overwrite', () => {
    const info = of('chart').nodes[0]?.pageSeries.find(({ metric }) => metric === 'kube_pod_info');
    expect(info?.labels).toMatchObject({ node: 'node-of-kube-state-metrics', exported_node: 'worker-01' });
  });

  it('has no reading of a node before its failure in which no ID is left', () => {
    const failing = world.flatMap((each) => each.nodes.map((node) => ({ node, at: each.failureSeconds })));
    const some = failing.filter(({ node }) => node.truth.failsAt !== undefined);
    expect(some.length).toBeGreaterThan(5);
    for (const { node, at } of some) {
      expect(trueStateAt(node.truth, at - 1)).toBe('leaking');
      expect(trueStateAt(node.truth, at + 1)).toBe('failing');
    }
  });
});

describe('rules as they fail', () => {
  const rules = shippedRules();
  const faults = ruleFaults(rules, { groups: [] });
  const ending = (start: string, end: string) => faults.filter(({ id }) => id.startsWith(start) && id.endsWith(end));

  it('lose each group of recording rules in turn, and no alert but those that stand in it', () => {
    const without = ending('without ', '');
    expect(without.length).toBeGreaterThan(5);
    expect(without.every(({ rules: { groups } }) => groups.length === rules.groups.length - 1)).toBe(true);
    const alertsOf = ({ groups }: RuleFile) =>
      groups.flatMap((group) => group.rules.flatMap(({ alert }) => alert ?? []));
    for (const { id, rules: left } of without) {
      const own = rules.groups.filter(({ name }) => id === `without ${name}`);
      expect([...alertsOf(left), ...alertsOf({ groups: own })].sort()).toEqual(alertsOf(rules).sort());
    }
  });

  it('have each of these groups late, with what it reads', () => {
    const late = ending('', ' late');
    expect(late.map(({ late: of }) => of?.rules.groups.at(-1)?.name)).toEqual(
      ending('without ', '').map(({ id }) => id.replace('without ', ''))
    );
    expect(late.every(({ rules: { groups } }) => groups.length === rules.groups.length - 1)).toBe(true);
  });

  // One installation at one moment: what rules record and what they cannot see.
  it('see nothing beyond a short store, and what is read of late ones as of the others', async () => {
    const { nodes, failureSeconds } = of('operator-2021', 3);
    const at = Math.floor(failureSeconds / 300) * 300 - 3_600;
    const names = (samples: readonly RecordedSample[]) => new Set(samples.map(({ labels }) => labels.__name__));
    const whole = await recordedAt(nodes, rules, at);
    const floor = 'node:memcg_kmem_slab_floor24h_ago48h:min';
    expect(names(whole)).toContain(floor);
    const short = await recordedAt(nodes, rules, at, { seenSeconds: 6 * 3_600 });
    expect(names(short)).not.toContain(floor);
    const [first] = rules.groups;
    const beside = whole.filter(({ labels }) => first?.rules.some(({ record }) => record === labels.__name__));
    const rest = { groups: rules.groups.slice(1) };
    expect((await recordedAt(nodes, rest, at, { beside })).length + beside.length).toBeGreaterThanOrEqual(whole.length);
  }, 60_000);
});

test('alerts that begin are of its nodes', async () => {
  const { nodes } = of('external-cluster', 4);
  const starts = await askRules({ nodes, endSeconds: 2 * 86_400 }, [
    rulesFile,
    path.resolve(__dirname, '../public.rules.yaml'),
  ]);
  expect(starts.length).toBeGreaterThan(0);
  const known = new Set(nodes.flatMap(({ name, exporterInstance }) => [name, exporterInstance]));
  expect(starts.filter(({ node, instance }) => !known.has(node ?? instance ?? ''))).toEqual([]);
  expect(starts.every(({ atSeconds }) => atSeconds > 0 && atSeconds <= 2 * 86_400)).toBe(true);
}, 60_000);

// Of Amazon's default scraper, where nobody counts starts: in a larger world, since few nodes are of this kind.
test('pods that wait for something else wait beside others that start: no alert says that nothing does', async () => {
  const { nodes, failureSeconds } = of('amazon', 150);
  const waiting = nodes.filter(({ kind }) => kind.endsWith('pods wait for something else'));
  const at = Math.floor(failureSeconds / 3_600) * 3_600;
  const blunt = 'count by (node) (kube_pod_info{node!="",pod_ip=""}) >= 3';
  const jobs = 'count by (node) (kube_pod_info{created_by_kind="Job",pod_ip!=""} unless kube_pod_info offset 15m)';
  const rules = { groups: [...shippedRules().groups, asGroup({ 'test:blunt': blunt, 'test:jobs': jobs })] };
  const recorded = await recordedAt(waiting, rules, at);
  const nodesOf = (name: string) =>
    recorded.flatMap(({ labels: { __name__, node } }) => (__name__ === name ? [node] : []));
  expect(nodesOf('test:blunt').length).toBeGreaterThan(1);
  expect(nodesOf('test:jobs')).toEqual(nodesOf('test:blunt'));
  expect(nodesOf('node:memcg_kmem_stuck_pods:count').length).toBe(waiting.length);
  expect(nodesOf('test:blunt').length).toBeLessThan(waiting.length);
  const starts = await askRules({ nodes: waiting, endSeconds: at + 6 * 3_600 }, [rulesFile]);
  expect(starts.filter(({ alertname }) => alertname === 'MemcgKmemNodeStartsNothing')).toEqual([]);
}, 120_000);

// Not how good the judge is: that what it says of a small world is asked, matched and counted.
describe('a sample of it, asked', () => {
  let sayings: Saying[];
  beforeAll(async () => {
    const one = of('external-cluster', 8);
    sayings = sayingsOf(one, await askPage(one, momentsOf(one).slice(-3)));
  }, 120_000);

  it('answers for every node at every moment', () => {
    expect(new Set(sayings.map(({ node }) => node.name)).size).toBe(8);
    expect(sayings.filter(({ diagnosis }) => diagnosis === undefined).map(({ node }) => node.name)).toEqual([]);
  });

  it('is counted once in the table of states', () => {
    const { said } = stateScore(sayings);
    const counted = Object.values(said).flatMap((row) => Object.values(row));
    expect(counted.reduce((sum, each) => sum + each, 0)).toBe(sayings.length);
  });

  it('has forecasts for nodes that will fail, and only for those', () => {
    const all = foretold(sayings);
    expect(all.length).toBeGreaterThan(0);
    expect(all.every(({ saying, leftSeconds }) => saying.node.truth.failsAt !== undefined && leftSeconds > 0)).toBe(
      true
    );
    const { asked, ranges, held, tooLate } = forecastScore(all);
    expect(asked).toBe(all.length);
    expect(held + tooLate).toBeLessThanOrEqual(ranges);
  });
});

describe('scores', () => {
  const one = of('operator-2021', 8);
  const failing = one.nodes.find(({ truth }) => truth.failsAt !== undefined);
  const calm = one.nodes.find(({ truth }) => truth.leaksFrom === undefined);
  const start = (node: string, alertname: string, atSeconds: number) => ({ node, alertname, atSeconds, cluster: '' });

  it('tell an alert that is true from one that is not', () => {
    const failsAt = failing?.truth.failsAt ?? 0;
    const starts = [
      start(failing?.name ?? '', 'MemcgKmemLeakGrowing', failsAt - 7_200),
      start(failing?.name ?? '', 'MemcgKmemCreationFailing', failsAt - 60),
      start(failing?.name ?? '', 'MemcgKmemCreationFailing', failsAt + 600),
      start(calm?.name ?? '', 'MemcgKmemLeakGrowing', failsAt),
      start(calm?.name ?? '', 'MemcgKmemTelemetryMissing', failsAt),
    ];
    const score = ruleScore(nodeOutcomes({ stack: 'x', nodes: one.nodes, starts }));
    expect(score).toMatchObject({ alerts: 4, precision: 0.5, found: 1, warned: 1, leadHours: 2 });
    expect(score.delayHours).toBeCloseTo(1 / 6);
    expect(score.falseKinds).toContain(calm?.kind);
  });

  it('count an alert once that may mean two nodes, and leave out a machine that has not run yet', () => {
    const [leaking, other] = [failing, calm].map((node) => ({ ...(node ?? one.nodes[0]), name: 'same' }) as WorldNode);
    const failsAt = failing?.truth.failsAt ?? 0;
    const scoreOf = (nodes: WorldNode[], machines?: string) => {
      const starts = [{ ...start('same', 'MemcgKmemLeakGrowing', failsAt - 7_200), machines }];
      return ruleScore(nodeOutcomes({ stack: 'x', nodes, starts }));
    };
    const both = [leaking, other].flatMap((node) => (node ? [node] : []));
    const late = both.map((node) => (node === other ? { ...node, thereFrom: failsAt } : node));
    expect(scoreOf(both)).toMatchObject({ alerts: 1, precision: 0, found: 0 });
    expect(scoreOf(late)).toMatchObject({ alerts: 1, precision: 1, found: 1 });
    expect(scoreOf(both, 'several')).toMatchObject({ alerts: 1, precision: 1, found: 1 });
    // Nobody else is called so: it is wrong.
    expect(scoreOf(late.slice(1))).toMatchObject({ alerts: 1, precision: 0 });
  });

  it('hold what a drained node keeps for a leak, its growth for over, and count it the other way too', () => {
    const truth: Truth = { causes: ['memcg-kmem-leak', 'none'], leaksFrom: 0, stopsAt: 50_000 };
    const moments = [10_000, 60_000];
    expect(moments.map((at) => trueStateAt(truth, at))).toEqual(['leaking', 'slow']);
    expect(moments.map((at) => trueStateAt(ifOverWhereItStops(truth), at))).toEqual(['leaking', 'calm']);
    const precision = (growth: string, of: Truth) => {
      const nodes = one.nodes.slice(0, 1).map((node) => ({ ...node, truth: of }));
      const starts = [{ ...start(nodes[0]?.name ?? '', 'MemcgKmemLeakGrowing', 60_000), growth }];
      return ruleScore(nodeOutcomes({ stack: 'x', nodes, starts })).precision;
    };
    expect([precision('entries', truth), precision('slab', truth)]).toEqual([1, 0]);
    expect(precision('entries', ifOverWhereItStops(truth))).toBe(0);
  });

  it('count a range as held only where the failure lies between its ends', () => {
    const saying = { stack: 'x', hours: -24, real: 'leaking', said: 'leaking' } as const;
    const range = (from: number, to: number) => ({
      earliestSeconds: from * 3_600,
      latestSeconds: to * 3_600,
      confidence: 'low' as const,
    });
    const all = [range(10, 30), range(30, 40), range(1, 2), undefined].map((each) => ({
      saying: { ...saying, node: failing ?? one.nodes[0] } as Saying,
      leftSeconds: 86_400,
      range: each,
    }));
    expect(forecastScore(all)).toMatchObject({ asked: 4, ranges: 3, held: 1, tooLate: 1 });
  });

  it('hold how sure a verdict was against how often it was right', () => {
    const said = (cause: string, probability: number): Saying =>
      ({
        stack: 'x',
        hours: -24,
        real: 'failing',
        said: 'failing',
        node: failing,
        diagnosis: { causes: [{ cause, probability, settle: [] }] },
      }) as unknown as Saying;
    const right = failing?.truth.causes[0] ?? '';
    const rows = calibrationOf([
      said(right, 0.82),
      said(right, 0.88),
      said('memory-shortage', 0.85),
      said(right, 0.97),
    ]);
    expect(rows).toEqual([
      { from: 0.8, to: 0.9, said: expect.closeTo(0.85) as number, right: 2, of: 3 },
      { from: 0.95, to: 1, said: 0.97, right: 1, of: 1 },
    ]);
    expect(miscalibration(rows)).toBeCloseTo((0.55 + 0.03) / 4);
    expect(miscalibration([])).toBeUndefined();
  });

  it('take "no fault" for right before a leak begins, and while a slow one is months from its limit', () => {
    const none = (real: Saying['real']): Saying =>
      ({
        node: failing,
        real,
        diagnosis: { causes: [{ cause: 'none', probability: 0.6, settle: [] }] },
      }) as unknown as Saying;
    const right = (real: Saying['real']) => calibrationOf([none(real)])[0]?.right;
    expect([right('calm'), right('slow'), right('leaking')]).toEqual([1, 1, 0]);
  });
});
