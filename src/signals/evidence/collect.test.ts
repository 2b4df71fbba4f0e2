import { collect, exportersOf } from './collect';
import { type SeriesRow } from '../series';
import { defaultSettings } from '../settings/settings';

const at = 1_000_000;
const row = (labels: Record<string, string>, ...values: number[]): SeriesRow => ({
  labels,
  values: values.map((value, index) => [at - (values.length - 1 - index) * 3600, value] as const),
});
const read = (answers: Parameters<typeof collect>[0], settings = defaultSettings()) => collect(answers, settings, at);

describe('collect', () => {
  it('makes one piece of evidence per cluster and node', () => {
    const evidence = read({
      facts: [row({ cluster: 'b', node: 'n1', signal: 'kernel', kernel_version: '3.10.0-1160.el7.x86_64' }, 1)],
      memory: [
        row({ cluster: 'a', node: 'n1', signal: 'slabUnreclaimableBytes' }, 5),
        row({ cluster: 'b', node: 'n1', signal: 'slabUnreclaimableBytes' }, 7),
        row({ cluster: 'b', node: 'n1', signal: 'nokmemRunning' }, 0),
      ],
      history: [row({ cluster: 'b', node: 'n1' }, 1, NaN, 3)],
    });
    expect(evidence.map(({ key }) => key)).toEqual([
      { cluster: 'a', node: 'n1' },
      { cluster: 'b', node: 'n1' },
    ]);
    expect(evidence[1]).toMatchObject({
      kernelRelease: '3.10.0-1160.el7.x86_64',
      slabUnreclaimableBytes: 7,
      nokmemRunning: false,
      slabHistory: [
        { timeSeconds: at - 7200, bytes: 1 },
        { timeSeconds: at, bytes: 3 },
      ],
    });
  });

  it('makes no node of a past that is asked for by a name which another cluster has too', () => {
    const slab = { node: 'n1', signal: 'slabUnreclaimableBytes' };
    const history = ['a', 'b'].map((cluster) => row({ cluster, node: 'n1' }, 1, 2));
    const evidence = read({ memory: [row({ cluster: 'a', ...slab }, 5)], history });
    expect(evidence.map(({ key }) => key)).toEqual([{ cluster: 'a', node: 'n1' }]);
    expect(evidence[0]?.slabHistory).toHaveLength(2);
  });

  it('gives the growth of an exporter to the node that it speaks for', () => {
    const exporter = { cluster: 'a', instance: '10.0.0.1:9100' };
    const [evidence] = read({
      memory: [row({ cluster: 'a', node: 'n1', exporter: '10.0.0.1:9100', signal: 'memoryTotalBytes' }, 100)],
      slabGrowth: [row({ ...exporter, signal: 'slabSteadyGrowthBytesPerDay' }, 5)],
      cgroupGrowth: [
        row({ ...exporter, signal: 'memoryCgroupsGrowthPerDay' }, 600),
        row({ ...exporter, cluster: 'b', signal: 'memoryCgroupsGrowthPerDay' }, 700),
      ],
    });
    expect(evidence).toMatchObject({ slabSteadyGrowthBytesPerDay: 5, memoryCgroupsGrowthPerDay: 600 });
  });

  it.each([
    ['lack it', {}, 'a;', { cluster: 'a' }],
    ['have it alone', { cluster: 'a' }, ';a', {}],
  ])('takes exporters home whose series %s: the cluster label', (_sides, own, home, there) => {
    const instance = '10.0.0.1:9100';
    const evidence = read({
      facts: [
        row({ ...there, node: 'n1', signal: 'kernel', kernel_version: 'from-api' }, 1),
        row({ ...there, node: 'n1', signal: 'podStarts1d' }, 9),
      ],
      homes: [row({ ...own, instance, node: 'n1', home }, 1)],
      memory: [
        row({ ...own, node: '10.0.0.1', exporter: instance, signal: 'memoryTotalBytes' }, 100),
        row({ ...own, node: '10.0.0.1', signal: 'unameRelease', release: 'from-machine' }, 1),
      ],
      slabGrowth: [row({ ...own, instance, signal: 'slabSteadyGrowthBytesPerDay' }, 5)],
      history: [row({ ...own, instance }, 1, 3)],
    });
    expect(evidence.map(({ key }) => key)).toEqual([{ cluster: undefined, ...there, node: 'n1' }]);
    expect(evidence[0]).toMatchObject({
      kernelRelease: 'from-api',
      podStarts1d: 9,
      memoryTotalBytes: 100,
      slabSteadyGrowthBytesPerDay: 5,
      slabHistory: [{ bytes: 1 }, { bytes: 3 }],
    });
    const homes = [row({ ...own, instance, node: 'n1', home }, 1)];
    expect(exportersOf(homes, [{ cluster: undefined, ...there, node: 'n1' }], defaultSettings())).toEqual([instance]);
  });

  it('takes no figures of exporters for a name that several machines have', () => {
    const [evidence] = read({
      facts: [
        row({ node: 'a', signal: 'kernel', kernel_version: 'from-api' }, 1),
        row({ node: 'a', signal: 'machinesOfName' }, 2),
        row({ node: 'a', signal: 'podStarts15m' }, 3),
      ],
      memory: [
        row({ node: 'a', exporter: '10.0.0.1:9100', signal: 'memoryTotalBytes' }, 100),
        row({ node: 'a', signal: 'nokmemRunning' }, 1),
      ],
      history: [row({ node: 'a' }, 1, 2)],
    });
    expect(evidence).toEqual({
      key: { node: 'a' },
      atSeconds: at,
      kernelRelease: 'from-api',
      machinesOfName: 2,
      podStarts15m: 3,
      slabHistory: [],
      stuckPods: [],
      events: [],
    });
  });

  it('takes the kernel from uname only where the API server does not tell', () => {
    const uname = (node: string) => row({ node, signal: 'unameRelease', release: 'from-uname' }, 1);
    const [first, second] = read({
      facts: [row({ node: 'a', signal: 'kernel', kernel_version: 'from-api' }, 1)],
      memory: [uname('a'), uname('b')],
    });
    expect([first?.kernelRelease, second?.kernelRelease]).toEqual(['from-api', 'from-uname']);
  });

  it('leaves out values that are no numbers, rows without a node, and signals it does not know', () => {
    const evidence = read({
      memory: [
        row({ node: 'a', signal: 'memoryTotalBytes' }, NaN),
        row({ node: 'a', signal: 'memoryAvailableBytes' }, Infinity),
        row({ node: 'a', signal: 'key' }, 1),
        row({ signal: 'memoryTotalBytes' }, 1),
        { labels: { node: 'a', signal: 'memoryCgroups' }, values: [] },
      ],
    });
    expect(evidence).toEqual([
      { key: { cluster: undefined, node: 'a' }, atSeconds: at, slabHistory: [], stuckPods: [], events: [] },
    ]);
  });

  it('moves waiting pods to their nodes, each pod once', () => {
    const pod = { cluster: 'c', namespace: 'ns', pod: 'p' };
    const [evidence] = read({
      waiting: [
        row({ ...pod, reason: 'RunContainerError' }, 1),
        row({ ...pod, reason: 'ContainerCreating' }, 1),
        row({ ...pod, pod: 'lost' }, 1),
      ],
      podNodes: [row({ ...pod, node: 'n' }, 1), row({ ...pod, cluster: 'other', node: 'm' }, 1)],
    });
    expect(evidence?.stuckPods).toEqual([{ namespace: 'ns', pod: 'p', reason: 'RunContainerError' }]);
  });

  it('keeps event texts as they are and ignores events that never happened', () => {
    const [evidence] = read({
      events: [
        row({ node: 'n', reason: 'Failed', message: '<b>"x"</b>', pod: 'p' }, 3),
        row({ node: 'n', reason: 'Failed', message: 'gone' }, 0),
        row({ node: 'n', reason: 'FailedCreatePodContainer', matched: 'true' }, 2),
      ],
    });
    expect(evidence?.events).toEqual([
      { reason: 'Failed', message: '<b>"x"</b>', pod: 'p', count: 3 },
      { reason: 'FailedCreatePodContainer', matched: true, count: 2 },
    ]);
  });

  it('knows recorded series by their names', () => {
    const [evidence] = read({
      facts: [row({ node: 'a', __name__: 'node:memcg_kmem_pod_starts:increase15m' }, 4)],
      memory: [
        row({ node: 'a', __name__: 'node:memcg_kmem_slab_unreclaimable_bytes:max' }, 7),
        row({ node: 'a', __name__: 'node:memcg_kmem_accounting_enabled:max' }, 0),
        row({ node: 'a', __name__: 'constructor' }, 1),
      ],
    });
    expect(evidence).toMatchObject({ podStarts15m: 4, slabUnreclaimableBytes: 7, kmemAccountingOn: false });
  });

  describe('events counted by an exporter', () => {
    const counted = (instance: string, more: Record<string, string> = { matched: 'true' }) =>
      row({ cluster: 'c', instance, ...more }, 3);
    const nodesWithEvents = (answers: Parameters<typeof collect>[0]) =>
      read(answers).flatMap(({ key, events }) => (events.length > 0 ? key.node : []));

    it('are of the node that the exporter speaks for', () => {
      const memory = [
        row({ cluster: 'c', node: 'worker-1', exporter: '10.0.0.1:9100', signal: 'memoryTotalBytes' }, 1),
      ];
      expect(nodesWithEvents({ memory, events: [counted('10.0.0.1:9100')] })).toEqual(['worker-1']);
      expect(nodesWithEvents({ memory, events: [counted('10.0.0.1:9100', {})] })).toEqual(['worker-1']);
    });

    it('are of nobody when their exporter is none of a node', () => {
      expect(nodesWithEvents({ memory: [], events: [counted('10.0.0.1:9100')] })).toEqual([]);
    });

    it.each([
      ['10.0.0.1:9100', '10.0.0.1'],
      ['10.0.0.1', '10.0.0.1'],
      ['[fd00::1]:9100', 'fd00::1'],
      ['fd00::1', 'fd00::1'],
      ['worker-1.example.org:9100', 'worker-1.example.org'],
    ])('are not lost when no answer tells whose exporter %s is', (instance, host) => {
      expect(nodesWithEvents({ events: [counted(instance)] })).toEqual([host]);
      expect(nodesWithEvents({ events: [counted(instance, {})] })).toEqual([]);
    });
  });

  it('knows clusters by the label that the settings name', () => {
    const [evidence] = read(
      { memory: [row({ k8s: 'x', cluster: 'y', node: 'n', signal: 'memoryTotalBytes' }, 1)] },
      { ...defaultSettings(), clusterLabel: 'k8s' }
    );
    expect(evidence?.key).toEqual({ cluster: 'x', node: 'n' });
  });
});
