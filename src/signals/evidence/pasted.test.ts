import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diagnose, type NodeEvidence } from '../../diagnosis';
import {
  readEvent,
  type EventItem,
  type PastedEvidence,
  type PastedNode,
  type PastedPod,
  TextReader,
} from '../../events';
import { clustersToAsk, joinPasted } from './pasted';
import { type PastedSource } from './pastedSource';

const at = 1_795_000_000;
const uid = '3c701e3a-1cc8-4807-a96d-425fa37d979a';
const message = `mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod${uid}: cannot allocate memory`;
const known = (node: string, cluster?: string, more: Partial<NodeEvidence> = {}): NodeEvidence => ({
  key: { cluster, node },
  atSeconds: at,
  slabHistory: [],
  stuckPods: [],
  events: [],
  ...more,
});
const item = (more: Partial<EventItem> = {}): EventItem => {
  const text = more.message ?? message;
  return { reason: 'FailedCreatePodContainer', count: 1, message: text, reading: readEvent(text), ...more };
};
const pasted = (parts: Partial<PastedEvidence>, cluster?: string): PastedSource => ({
  name: 'events.json',
  cluster,
  evidence: {
    events: [],
    nodes: [],
    pods: [],
    facts: [],
    unread: { pieces: 0, characters: 0, isCutOff: false, objects: 0, lines: 0 },
    ...parts,
  },
});
const events = (...of: EventItem[]) => pasted({ events: of });
const join = (nodes: NodeEvidence[], ...sources: PastedSource[]) => joinPasted(nodes, sources, at);
const counts = (nodes: readonly NodeEvidence[]) =>
  nodes.map(({ key, events: of }) => [key.cluster, key.node, of.reduce((sum, { count }) => sum + count, 0)]);

describe('joinPasted: nodes', () => {
  it('joins events and facts to the node of that name, and touches no other', () => {
    const nodes = [known('a', 'prod'), known('b', 'prod')];
    const joined = join(
      nodes,
      pasted({ events: [item({ node: 'b', count: 7 })], nodes: [{ name: 'b', kernelRelease: '3.10.0' }] })
    );
    expect(joined.nodes[0]).toBe(nodes[0]);
    expect(joined.nodes[1]).toMatchObject({ kernelRelease: '3.10.0', events: [{ count: 7, message }] });
    expect(nodes[1]).toEqual(known('b', 'prod'));
  });

  it('adds pods that have waited for long, once, and changes nothing that was given', () => {
    const stuck = { namespace: 'shop', pod: 'a', reason: 'ContainerCreating' };
    const node = known('x', undefined, { stuckPods: [stuck] });
    const waits = { reason: 'ContainerCreating', ageSeconds: 3_600 };
    const pods: PastedPod[] = [
      { namespace: 'shop', pod: 'a', node: 'x', waits },
      { pod: 'b', node: 'x', waits },
      { pod: 'c', node: 'x', waits: { ...waits, ageSeconds: 40 } },
      { pod: 'd', node: 'x', waits: { reason: 'CreateContainerError', createdSeconds: at - 3_600 } },
      { pod: 'e', node: 'x', waits: { reason: 'CreateContainerError', createdSeconds: at - 30 } },
      { pod: 'f', node: 'x', waits: { reason: 'CreateContainerError' } },
      { pod: 'g', node: 'x' },
    ];
    const joined = join([node], pasted({ pods }));
    expect(joined.nodes[0]?.stuckPods.map(({ pod, reason }) => `${pod} ${reason}`)).toEqual([
      'a ContainerCreating',
      'b ContainerCreating',
      'd CreateContainerError',
    ]);
    expect(node.stuckPods).toEqual([stuck]);
  });

  it('fills only facts that are absent', () => {
    const node = known('a', undefined, { kernelRelease: 'seen', cordoned: false });
    const fact: PastedNode = { name: 'a', kernelRelease: 'pasted', osImage: 'pasted', cordoned: true };
    expect(join([node], pasted({ nodes: [fact] })).nodes[0]).toMatchObject({
      kernelRelease: 'seen',
      osImage: 'pasted',
      cordoned: false,
    });
  });

  it('makes nodes of those that nothing else knows, in the cluster of the others', () => {
    const source = pasted({ events: [item({ node: 'new' }), item({ node: 'a' })] });
    expect(counts(join([known('a', 'prod')], source).nodes)).toEqual([
      ['prod', 'a', 1],
      ['prod', 'new', 1],
    ]);
    expect(counts(join([], source).nodes)).toEqual([
      [undefined, 'a', 1],
      [undefined, 'new', 1],
    ]);
  });

  it.each([
    ['worker-1', 'worker-1.example.org'],
    ['worker-1.example.org', 'worker-1'],
    ['worker-1', 'WORKER-1'],
  ])('knows %s when it is called %s', (name, called) => {
    expect(counts(join([known(name)], events(item({ node: called }))).nodes)).toEqual([[undefined, name, 1]]);
    const among = pasted({ nodes: [{ name }], events: [item({ node: called })] });
    expect(counts(join([], among).nodes)).toEqual([[undefined, name, 1]]);
  });

  it.each([
    ['worker-1.example.org', 'worker-1.example.net'],
    ['10.0.0.1', '10.0.0.2'],
    ['10.0.0.1', '10'],
    ['fd00::1', 'fd00'],
  ])('does not take %s for %s', (name, called) => {
    expect(join([known(name)], events(item({ node: called }))).nodes).toHaveLength(2);
  });

  it('finds a node by its host name', () => {
    const source = pasted({ nodes: [{ name: 'i-1', aliases: ['host-1'] }], events: [item({ node: 'host-1' })] });
    expect(counts(join([known('i-1')], source).nodes)).toEqual([[undefined, 'i-1', 1]]);
    expect(counts(join([known('host-1')], source).nodes)).toEqual([[undefined, 'host-1', 1]]);
  });
});

describe('joinPasted: the same name in several clusters', () => {
  const nodes = [known('a', 'one'), known('a', 'two'), known('b', 'two')];

  it('asks only then', () => {
    expect(clustersToAsk(nodes, events(item({ node: 'a' })).evidence)).toEqual(['one', 'two']);
    expect(clustersToAsk(nodes, events(item({ node: 'b' })).evidence)).toEqual([]);
    expect(clustersToAsk(nodes, events(item({ node: 'new' })).evidence)).toEqual([]);
    expect(clustersToAsk(nodes, events(item({ node: 'a', message: 'Pulled' })).evidence)).toEqual([]);
  });

  it('takes what the reader chose', () => {
    const source = pasted({ events: [item({ node: 'a' }), item({ node: 'new' })] }, 'two');
    expect(counts(join(nodes, source).nodes)).toEqual([
      ['one', 'a', 0],
      ['two', 'a', 1],
      ['two', 'b', 0],
      ['two', 'new', 1],
    ]);
  });

  it('takes the cluster of the names that only one cluster has', () => {
    const source = events(item({ node: 'a' }), item({ node: 'b' }));
    expect(counts(join(nodes, source).nodes)).toEqual([
      ['one', 'a', 0],
      ['two', 'a', 1],
      ['two', 'b', 1],
    ]);
  });

  it('accuses neither where nothing tells', () => {
    expect(counts(join(nodes, events(item({ node: 'a' }))).nodes)).toEqual([
      ['one', 'a', 0],
      ['two', 'a', 0],
      ['two', 'b', 0],
      [undefined, 'a', 1],
    ]);
  });
});

describe('joinPasted: events without a node', () => {
  const cart = { namespace: 'shop', pod: 'cart-1' };

  it('go to the node of their pod: stuck there, or pasted', () => {
    const stuck = known('a', undefined, { stuckPods: [{ ...cart, reason: 'ContainerCreating' }] });
    expect(counts(join([stuck], events(item(cart))).nodes)).toEqual([[undefined, 'a', 1]]);
    const pod: PastedPod = { ...cart, node: 'b' };
    expect(counts(join([], events(item(cart)), pasted({ pods: [pod] })).nodes)).toEqual([[undefined, 'b', 1]]);
  });

  it('find a pod that either side names without namespace', () => {
    const pods: PastedPod[] = [{ pod: 'cart-1', node: 'b' }];
    expect(counts(join([], pasted({ pods, events: [item(cart)] })).nodes)).toEqual([[undefined, 'b', 1]]);
    const named = pasted({ pods: [{ ...cart, node: 'b' }], events: [item({ pod: 'cart-1' })] });
    expect(counts(join([], named).nodes)).toEqual([[undefined, 'b', 1]]);
  });

  it('are not guessed where two pods have the name', () => {
    const pods: PastedPod[] = [
      { ...cart, node: 'b' },
      { namespace: 'other', pod: 'cart-1', node: 'c' },
    ];
    expect(counts(join([], pasted({ pods, events: [item({ pod: 'cart-1' })] })).nodes)).toContainEqual([
      undefined,
      'pod cart-1',
      1,
    ]);
  });

  it('follow the UID in the path of the refused cgroup', () => {
    const probe = item({
      reason: undefined,
      message: `mkdir: cannot create directory ‘/sys/fs/cgroup/memory/kubepods/pod${uid}’: Cannot allocate memory`,
    });
    expect(counts(join([], events(probe, item({ ...cart, node: 'b' }))).nodes)).toEqual([[undefined, 'b', 2]]);
  });

  it('get a row of their own, named for what is known', () => {
    const slub = item({ message: 'cache: kmalloc-256(255:abc), object size: 256', reason: undefined });
    const { nodes, withoutNode } = join(
      [known('a')],
      events(item(cart), item({ ...cart, message: `${message} x` }), slub)
    );
    expect(counts(nodes)).toEqual([
      [undefined, 'a', 0],
      [undefined, 'pod shop/cart-1', 2],
      [undefined, 'events.json', 1],
    ]);
    expect(withoutNode.size).toBe(2);
  });
});

describe('joinPasted: counts', () => {
  const event = { reason: 'FailedCreatePodContainer', namespace: 'shop', pod: 'cart-1' };

  it('adds up within a source, and takes the larger of two sources', () => {
    const one = events(item({ node: 'a', ...event, count: 3 }), item({ node: 'a', ...event, count: 4 }));
    const other = events(item({ node: 'a', ...event, count: 5 }));
    expect(counts(join([], one, other).nodes)).toEqual([[undefined, 'a', 7]]);
    expect(join([], one, one)).toEqual(join([], one));
  });

  it('counts an event once that the data source delivers too, and gives it its text', () => {
    const source = events(item({ node: 'a', ...event, count: 12 }));
    for (const text of [message, undefined]) {
      const node = known('a', undefined, { events: [{ ...event, message: text, count: 10 }] });
      expect(join([node], source).nodes[0]?.events).toEqual([{ ...event, message, count: 12 }]);
    }
  });

  it('takes an output that leaves the namespace open for the same event, and another namespace for another', () => {
    const node = known('a', undefined, { events: [{ ...event, message, count: 10 }] });
    const counted = (namespace: string | undefined) =>
      counts(join([node], events(item({ node: 'a', ...event, namespace, count: 8 }))).nodes);
    expect(counted(undefined)).toEqual([[undefined, 'a', 10]]);
    expect(counted('other')).toEqual([[undefined, 'a', 18]]);
  });

  it('leaves out what happened before the last boot', () => {
    const node = known('a', undefined, { bootTimeSeconds: 1000 });
    const joined = join([node], events(item({ node: 'a', lastSeen: 999 }), item({ node: 'a', lastSeen: 1001 })));
    expect(joined.beforeBoot).toBe(1);
    expect(joined.nodes[0]?.events).toHaveLength(1);
  });

  it('takes no notice of events about something else', () => {
    expect(join([], events(item({ node: 'a', message: 'Successfully pulled image' }))).nodes).toEqual([]);
  });
});

it('judges a node by pasted text alone', () => {
  const text = [
    '# kubectl describe pods cart-1',
    'Events:',
    `  Warning  FailedCreatePodContainer  2m6s (x30278 over 4d13h)  kubelet  ${message}`,
    '# kubectl get pods -o wide',
    'cart-1   0/1   ContainerCreating   0   4d13h   <none>   i-2   <none>   <none>',
    'i-2      Ready   <none>   410d   v1.18.20   10.0.0.1   <none>   CentOS Linux 7 (Core)   3.10.0-1160.83.1.el7.x86_64   docker://20.10.23',
  ].join('\n');
  const reader = new TextReader();
  reader.push(text);
  const { nodes } = join([], { name: 'text', evidence: reader.end() });
  expect(nodes.map((node) => [node.key.node, diagnose(node).state, diagnose(node).cause])).toEqual([
    ['i-2', 'failing', 'memcg-kmem-leak'],
  ]);
});

it('never throws and loses no event, whatever the names', () => {
  const name = fc.constantFrom('', 'a', 'b', 'a.x', 'b.y', 'A', '10.0.0.1', '__proto__', '\u0000', 'pod shop/p', '<b>');
  const optional = fc.option(name, { nil: undefined });
  const anItem = fc
    .record({ node: optional, namespace: optional, pod: optional, count: fc.integer({ min: 1, max: 5 }) })
    .map((each) => item(each));
  const aSource = fc.record({
    events: fc.array(anItem, { maxLength: 6 }),
    nodes: fc.array(fc.record({ name, aliases: fc.option(fc.array(name, { maxLength: 2 }), { nil: undefined }) }), {
      maxLength: 3,
    }),
    pods: fc.array(fc.record({ namespace: optional, pod: name, node: name }), { maxLength: 3 }),
  });
  const aNode = fc.tuple(name, fc.constantFrom(undefined, 'one', 'two')).map(([node, cluster]) => known(node, cluster));
  fc.assert(
    fc.property(
      fc.uniqueArray(aNode, { maxLength: 5, selector: ({ key }) => JSON.stringify([key.cluster, key.node]) }),
      aSource,
      fc.constantFrom(undefined, 'one', 'two'),
      (nodes, parts, cluster) => {
        const joined = join(nodes, pasted(parts, cluster));
        const total = parts.events.reduce((sum, { count }) => sum + count, 0);
        expect(counts(joined.nodes).reduce((sum, [, , count]) => sum + Number(count), 0)).toBe(total);
        expect(joined).toEqual(join(nodes, pasted(parts, cluster)));
      }
    )
  );
});
