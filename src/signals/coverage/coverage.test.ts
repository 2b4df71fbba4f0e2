import { row } from '../../test/answers';
import { type CoverageAnswers, coverageItemIds, coverageItems, coverageOf } from './coverage';
import { selectorTroubles, stepsFor, stepsOf } from './coverageAdvice';
import { coverageQueries } from '../questions/coverageQuestions';
import { coverageQuestionIds } from '../series';
import { defaultSettings, type Settings } from '../settings/settings';
import { snippetsFor } from './snippets';

const settings = defaultSettings();
const everything = [
  'nodeFacts',
  'cordoned',
  'memory',
  'slab',
  'available',
  'bootTime',
  'clock',
  'kernelRelease',
  'history',
  'cgroupCreates',
  'podStarts',
  'memoryCgroups',
  'accounting',
  'slabEntries',
  'liveCgroups',
  'nokmem',
  'slabCaches',
  'rules',
];

interface Delivered {
  cluster?: string;
  nodes?: number;
  /** Item -> on how many nodes; what is not named is on all. */
  but?: Record<string, number>;
  lost?: Record<string, number>;
}

function delivered({ cluster, nodes = 42, but = {}, lost = {} }: Delivered = {}): CoverageAnswers {
  const labels = (more: Record<string, string>) => (cluster === undefined ? more : { cluster, ...more });
  const present = everything
    .map((item) => row(labels({ item }), but[item] ?? nodes))
    .filter(({ values }) => values[0]?.[1] !== 0);
  return {
    present,
    lost: Object.entries(lost).map(([item, count]) => row(labels({ item }), count)),
    collectors: [row(labels({ is: 'reported', collector: 'meminfo' }), nodes)],
    jobs: [
      row(labels({ source: 'nodeExporter', job: 'node-exporter', has_pod: 'true', endpoint: 'http-metrics' }), nodes),
      row(labels({ source: 'kubeStateMetrics', job: 'kube-state-metrics' }), nodes),
      row(labels({ source: 'clusterLabel', ...(cluster !== undefined && { cluster }) }), nodes),
    ],
    joins: [row(labels({ join: 'exporterPod' }), nodes)],
    duplicates: [],
    pipelines: [row(labels({ pipeline: 'refusedCounter' }), nodes)],
  };
}

function merged(...answers: CoverageAnswers[]): CoverageAnswers {
  return Object.fromEntries(coverageQuestionIds.map((id) => [id, answers.flatMap((each) => each[id] ?? [])]));
}

function one(answers: CoverageAnswers, under: Settings = settings) {
  const [cluster] = coverageOf(answers, under).clusters;
  if (!cluster) {
    throw new Error('no cluster');
  }
  return cluster;
}

const stepIdsOf = (answers: CoverageAnswers, under: Settings = settings) =>
  stepsFor(one(answers, under), under).map(({ id }) => id);

describe('coverageOf', () => {
  it('names the side whose series lack the cluster label, and the clusters that they may be of', () => {
    const exporters = { nodeFacts: 0, cordoned: 0, cgroupCreates: 0, podStarts: 0 };
    const kubernetes = Object.fromEntries(
      everything.filter((id) => !(id in exporters) && id !== 'rules').map((id) => [id, 0])
    );
    const oneSided = (...answers: CoverageAnswers[]) => coverageOf(merged(...answers), settings).oneSidedLabel;
    expect(oneSided(delivered({ but: kubernetes }), delivered({ cluster: 'a', but: exporters }))).toEqual({
      lacking: 'kubeStateMetrics',
      clusters: ['a'],
    });
    expect(oneSided(delivered({ but: exporters }), delivered({ cluster: 'a', but: kubernetes }))).toEqual({
      lacking: 'nodeExporter',
      clusters: ['a'],
    });
    // Machines outside Kubernetes, beside a cluster that has both.
    expect(oneSided(delivered({ but: exporters }), delivered({ cluster: 'a' }))).toBeUndefined();
    expect(oneSided(delivered())).toBeUndefined();
  });

  it('asks for the cgroups collector only where it can count', () => {
    const lacking = { ...delivered({ but: { memoryCgroups: 30 } }) };
    const withRows = (...more: Array<[string, number]>) => ({
      ...lacking,
      present: [...(lacking.present ?? []), ...more.map(([item, count]) => row({ item }, count))],
    });
    const stepFor = (answers: CoverageAnswers) =>
      stepsFor(one(answers), settings).find(({ id }) => id === 'cgroupsCollector');
    expect(stepFor(lacking)).toEqual({ id: 'cgroupsCollector', count: 12 });
    expect(stepFor(withRows(['noMemoryRow', 8]))).toEqual({ id: 'cgroupsCollector', count: 4 });
    expect(stepFor(withRows(['noMemoryRow', 8], ['cgroupV2', 20], ['cgroupV2Uncounted', 4]))).toBeUndefined();
    expect(one(withRows(['cgroupV2', 20])).collectors).toMatchObject({ onCgroupV2: 20, beyondCollector: 0 });
  });

  it('names the line that gives pods and nodes their own labels back', () => {
    const duplicates = [row({ source: 'exportedPod' }, 42), row({ source: 'exportedNode' }, 4)];
    const answers = { ...delivered(), duplicates };
    expect(stepsFor(one(answers), settings)).toEqual([{ id: 'honorLabels', count: 42 }]);
    expect(snippetsFor('honorLabels', undefined).files[0]?.text).toMatch(/^ {6}honorLabels: true$/m);
  });

  it('calls full what every known node has, and advises nothing', () => {
    const cluster = one(delivered());
    expect(cluster.nodesKnown).toBe(42);
    const states = coverageItemIds.map((id) => [id, cluster.cells[id].state]);
    expect(states.filter(([, state]) => state !== 'full')).toEqual([['waitingPods', 'quiet']]);
    expect(stepsFor(cluster, settings)).toEqual([]);
  });

  it('counts what is missing, and how much of it there was an hour ago', () => {
    const { cells } = one(delivered({ but: { memoryCgroups: 38, nokmem: 0 }, lost: { memoryCgroups: 9, nokmem: 2 } }));
    expect(cells.memoryCgroups).toEqual({ state: 'partial', seen: 38, lost: 4 });
    expect(cells.nokmem).toEqual({ state: 'absent', seen: 0, lost: 2 });
  });

  it('knows the nodes by their exporters where there is no inventory', () => {
    const cluster = one(delivered({ nodes: 7, but: { nodeFacts: 0, cordoned: 0 } }));
    expect(cluster.nodesKnown).toBe(7);
    expect(cluster.cells.memory.state).toBe('full');
  });

  it('tells clusters apart, and advises each step once', () => {
    const answers = merged(
      delivered({ cluster: 'a', but: { memoryCgroups: 0 } }),
      delivered({ cluster: 'b', nodes: 5, but: { memoryCgroups: 3 } })
    );
    const { clusters, otherClusterLabel } = coverageOf(answers, settings);
    expect(clusters.map(({ cluster, nodesKnown }) => [cluster, nodesKnown])).toEqual([
      ['a', 42],
      ['b', 5],
    ]);
    expect(otherClusterLabel).toBeUndefined();
    expect(stepsOf(clusters, settings)).toEqual([{ id: 'cgroupsCollector', count: 44, clusters }]);
  });

  it('knows nothing where nothing was answered', () => {
    expect(coverageOf({}, settings)).toEqual({ clusters: [], otherClusterLabel: undefined });
    const { cells, joins, stack } = one({ jobs: delivered().jobs });
    expect(new Set(coverageItemIds.map((id) => cells[id].state))).toEqual(new Set(['notKnown']));
    expect([joins, stack]).toEqual([undefined, 'kubePrometheusStack']);
  });

  it('loses only the lines of the question that failed', () => {
    const { joins, duplicates, collectors, pipelines, ...whole } = delivered();
    const cluster = one(whole);
    expect([cluster.joins, cluster.duplicates, cluster.collectors, cluster.cells.events.state]).toEqual([
      undefined,
      undefined,
      undefined,
      'notKnown',
    ]);
    expect(cluster.cells.memory.state).toBe('full');
    expect(stepsFor(cluster, settings)).toEqual([]);
    expect([joins, duplicates, collectors, pipelines]).not.toContain(undefined);
  });

  it('names another label that tells clusters apart', () => {
    const { jobs = [], ...answers } = delivered();
    const labelled = jobs.map((each) =>
      each.labels.source === 'clusterLabel' ? row({ source: 'clusterLabel', k8s_cluster: 'x' }, 42) : each
    );
    expect(coverageOf({ ...answers, jobs: labelled }, settings).otherClusterLabel).toBe('k8s_cluster');
  });

  it('names the replicas of an HA pair, and takes one replica for none', () => {
    const replica = (name: string) => row({ source: 'replica', prometheus_replica: name }, 42);
    const duplicates = [row({ source: 'nodeExporter' }, 42), replica('b'), replica('a')];
    expect(one({ ...delivered(), duplicates }).duplicates).toMatchObject({ exporters: 42, replicas: ['a', 'b'] });
    expect(one({ ...delivered(), duplicates: [replica('a')] }).duplicates?.replicas).toEqual([]);
  });

  it('has every item in the order shown', () => {
    expect(coverageItems().map(({ id }) => id)).toEqual(coverageItemIds);
  });
});

describe('steps', () => {
  it.each([
    ['no inventory', { nodeFacts: 0, cordoned: 0 }, 'kubeStateMetrics'],
    ['no exporter', { memory: 0, slab: 0, bootTime: 0, clock: 0, kernelRelease: 0, memoryCgroups: 0 }, 'nodeExporter'],
    ['an allow-list', { bootTime: 0, clock: 0 }, 'allowList'],
    ['no kubelet', { cgroupCreates: 0, podStarts: 0 }, 'kubelet'],
    ['half of the kubelet', { podStarts: 0 }, 'kubelet'],
    ['no probe', { accounting: 0, slabEntries: 0, liveCgroups: 0, nokmem: 0 }, 'nodeProbe'],
    ['no counts', { memoryCgroups: 0 }, 'cgroupsCollector'],
    ['no rules', { rules: 0 }, 'rules'],
  ])('with %s', (_, but, first) => {
    expect(stepIdsOf(delivered({ but }))[0]).toBe(first);
  });

  it('with exporters that lead to no node, failing collectors and a probe that stopped', () => {
    const answers: CoverageAnswers = {
      ...delivered(),
      joins: [row({ join: 'exporterPod' }, 40), row({ join: 'none' }, 2)],
      collectors: [row({ is: 'failing', collector: 'slabinfo' }, 3), row({ is: 'stale' }, 4)],
      pipelines: [],
    };
    expect(stepsFor(one(answers), settings)).toEqual([
      { id: 'nodeLabel', count: 2 },
      { id: 'staleProbe', count: 4 },
      { id: 'events' },
      { id: 'failingCollectors', count: 3 },
    ]);
  });

  it('with selectors that hide what is there', () => {
    const narrow: Settings = { ...settings, selectors: { ...settings.selectors, nodeExporter: 'job="node"' } };
    const answers = delivered({ but: { memory: 0, slab: 0, available: 0, bootTime: 0, clock: 0, kernelRelease: 0 } });
    expect(stepIdsOf(answers, narrow)[0]).toBe('selectors');
    expect(stepIdsOf(answers, narrow)).not.toContain('nodeExporter');
    expect(selectorTroubles(one(answers, narrow), narrow)).toEqual([
      { source: 'nodeExporter', selector: 'job="node"', jobs: ['node-exporter'] },
    ]);
  });
});

describe('coverageQueries', () => {
  it('fills every place, and asks for event pipelines only where events come through Prometheus', () => {
    const queries = coverageQueries(settings);
    expect(queries.map(({ id }) => id).sort()).toEqual([...coverageQuestionIds].sort());
    expect(queries.filter(({ expr }) => /<\w+>/.test(expr))).toEqual([]);
    const without = { ...settings, events: { ...settings.events, source: 'none' as const } };
    expect(coverageQueries(without).map(({ id }) => id)).not.toContain('pipelines');
    expect(one(delivered(), without).cells.events.state).toBe('off');
  });

  it('counts an expression of one’s own', () => {
    const own = { ...settings, events: { ...settings.events, preset: 'custom' as const, expr: 'my_events > 0' } };
    expect(coverageQueries(own).find(({ id }) => id === 'pipelines')?.expr).toContain('(my_events > 0)');
  });
});

describe('stepsOf', () => {
  const machine = delivered({ nodes: 1, but: { nodeFacts: 0, cordoned: 0, cgroupCreates: 0, podStarts: 0 } });

  it('takes exporters beside clusters for machines outside Kubernetes', () => {
    const { clusters } = coverageOf(merged(delivered({ cluster: 'a' }), machine), settings);
    expect(clusters).toHaveLength(2);
    expect(stepsOf(clusters, settings)).toEqual([]);
  });

  it('asks for the inventory where no cluster has one', () => {
    expect(stepsOf(coverageOf(machine, settings).clusters, settings)[0]?.id).toBe('kubeStateMetrics');
  });
});

describe('snippetsFor', () => {
  it('offers no file of another stack', () => {
    expect(snippetsFor('nodeExporter', 'k8sMonitoring').files).toEqual([]);
  });

  it.each([
    ['cgroupsCollector', 'kubePrometheusStack', '--collector.cgroups'],
    ['cgroupsCollector', 'kubePrometheus', '--collector.cgroups'],
    ['cgroupsCollector', 'k8sMonitoring', '--collector.cgroups'],
    ['cgroupsCollector', 'alloy', '"cgroups"'],
    ['cgroupsCollector', 'prometheusChart', '--collector.cgroups'],
    ['cgroupsCollector', 'plain', '--collector.cgroups'],
    ['allowList', 'k8sMonitoring', 'node_boot_time_seconds'],
    ['events', 'kubePrometheusStack', 'refused_creations_total'],
    ['events', 'k8sMonitoring', 'refused_creations_total'],
    ['nodeProbe', 'kubePrometheusStack', 'DaemonSet'],
    ['nodeProbe', 'plain', 'ExecStart'],
    ['slabinfoCollector', 'kubePrometheusStack', '--collector.slabinfo'],
    ['nodeExporter', undefined, 'helm upgrade'],
  ] as const)('%s on %s', (step, stack, word) => {
    const { files } = snippetsFor(step, stack);
    expect(files.map(({ text }) => text).join('\n')).toContain(word);
  });
});
