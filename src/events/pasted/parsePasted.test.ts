import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type PastedEvidence } from './pastedEvidence';
import { parsePasted, type ParsePastedOptions } from './parsePasted';

function read(text: string, options: ParsePastedOptions = {}): PastedEvidence & { steps: number[] } {
  const steps: number[] = [];
  const reading = parsePasted(text, options);
  for (;;) {
    const { done, value } = reading.next();
    if (done) {
      return { ...value, steps };
    }
    steps.push(value);
  }
}

const event = (index: number, message = 'mkdir /sys/fs/cgroup/memory/kubepods/x: cannot allocate memory') => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: `pod-${index}.17`, namespace: 'shop', managedFields: [{ fieldsV1: { 'f:a': {} } }] },
  involvedObject: { kind: 'Pod', name: `pod-${index}`, namespace: 'shop' },
  reason: 'FailedCreatePodContainer',
  message,
  source: { component: 'kubelet', host: 'node-a' },
  count: index + 1,
});
const node = {
  kind: 'Node',
  metadata: { name: 'node-a', labels: { 'kubernetes.io/hostname': 'host-a' } },
  spec: { unschedulable: true },
  status: {
    addresses: [
      { type: 'InternalIP', address: '10.0.0.1' },
      { type: 'Hostname', address: 'node-a' },
      { type: 'InternalDNS', address: 'node-a.example' },
    ],
    nodeInfo: {
      kernelVersion: '3.10.0-1160.83.1.el7.x86_64',
      osImage: 'CentOS Linux 7 (Core)',
      kubeletVersion: 'v1.18.20',
      containerRuntimeVersion: 'docker://20.10.23',
    },
  },
};
const facts = {
  kernelRelease: '3.10.0-1160.83.1.el7.x86_64',
  osImage: 'CentOS Linux 7 (Core)',
  kubeletVersion: 'v1.18.20',
  containerRuntimeVersion: 'docker://20.10.23',
};
const list = (...items: unknown[]) => JSON.stringify({ apiVersion: 'v1', items, kind: 'List' }, null, 4);
const pods = (evidence: PastedEvidence) => evidence.events.map(({ pod }) => pod);

describe('parsePasted: JSON in pieces', () => {
  it('reads a list item by item, and tells how far it is', () => {
    const events = Array.from({ length: 50 }, (_, index) => event(index));
    const { events: found, steps, unread } = read(list(...events), { stepCharacters: 1000 });
    expect(found.map(({ count }) => count)).toEqual(events.map(({ count }) => count));
    expect(steps.length).toBeGreaterThan(20);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
    expect(steps.every((step) => step > 0 && step <= 1)).toBe(true);
    expect(unread).toEqual({ pieces: 0, characters: 0, isCutOff: false, objects: 0, lines: 0 });
  });

  it.each([
    ['an array', JSON.stringify([event(0), event(1)])],
    ['documents side by side', `${JSON.stringify(event(0))} ${JSON.stringify(event(1))}`],
    ['documents under each other', `${JSON.stringify(event(0), null, 2)}\n${JSON.stringify(event(1), null, 2)}`],
    ['a byte order mark', `\ufeff${list(event(0), event(1))}`],
    ['a command before it', `$ kubectl get events -A -o json\n${list(event(0), event(1))}`],
    ['a prompt behind it', `${list(event(0), event(1))}\n[root@node-a ~]# `],
    ['brackets and quotes in texts', list(event(0, '}]"\\" {"items":[ mkdir'), event(1))],
    ['a scrollback that begins within', list(event(9), event(0), event(1)).slice(120)],
  ])('reads %s', (_, text) => {
    expect(pods(read(text)).filter(Boolean)).toEqual(['pod-0', 'pod-1']);
  });

  it('keeps what stands before the break, and says how much is not read', () => {
    const text = list(event(0), event(1), event(2));
    const { events, unread } = read(text.slice(0, text.lastIndexOf('"reason"')));
    expect(events.map(({ pod }) => pod)).toEqual(['pod-0', 'pod-1']);
    expect(unread).toMatchObject({ pieces: 1, isCutOff: true });
    expect(unread.characters).toBeGreaterThan(100);
  });

  it('goes on behind a document that breaks off', () => {
    const text = list(event(0), event(1), event(2));
    const broken = text.slice(0, text.lastIndexOf('memory/kubepods'));
    const { events, unread } = read(`${broken}\n$ kubectl get events\n${list(event(3))}`);
    expect(events.map(({ pod }) => pod)).toEqual(['pod-0', 'pod-1', 'pod-3']);
    expect(unread).toMatchObject({ pieces: 1, isCutOff: false });
  });

  it('leaves out a malformed item only', () => {
    const text = list(event(0), event(1), event(2)).replace('"pod-1.17",', '"pod-1.17" "x"');
    const { events, unread } = read(text);
    expect(pods({ events } as PastedEvidence).filter(Boolean)).toEqual(['pod-0', 'pod-2']);
    expect(unread.pieces).toBe(1);
  });

  it('reads no object larger than any of Kubernetes', () => {
    const { events, unread } = read(list(event(0), event(1, 'x'.repeat(5e6)), event(2)));
    expect(pods({ events } as PastedEvidence)).toEqual(['pod-0', 'pod-2']);
    expect(unread.pieces).toBe(1);
  });

  it('counts objects of other kinds', () => {
    const { unread } = read(list({ kind: 'Deployment', metadata: { name: 'a' } }, { kind: 'Node' }));
    expect(unread.objects).toBe(2);
  });
});

describe('parsePasted: nodes', () => {
  it('reads Node objects', () => {
    expect(read(list(node)).nodes).toEqual([
      { name: 'node-a', aliases: ['host-a', 'node-a.example'], cordoned: true, ...facts },
    ]);
  });

  it.each(['name', 'status', 'spec', 'metadata'])('stands any value for %s', (field) => {
    for (const value of [null, 1, 'x', [], {}, [null], { addresses: [null, 1], nodeInfo: [] }]) {
      expect(() => read(list({ ...node, [field]: value }))).not.toThrow();
    }
  });

  it('reads the table of -o wide, without its header too', () => {
    const table = [
      'NAME     STATUS                        ROLES    AGE    VERSION    INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                KERNEL-VERSION                CONTAINER-RUNTIME',
      'node-a   Ready,SchedulingDisabled      worker   410d   v1.18.20   10.0.0.1      <none>        CentOS Linux 7 (Core)   3.10.0-1160.83.1.el7.x86_64   docker://20.10.23',
      'node-b   NotReady                      <none>   4d13h  v1.18.20',
    ];
    const expected = [
      { name: 'node-a', cordoned: true, ...facts },
      { name: 'node-b', cordoned: false, kubeletVersion: 'v1.18.20' },
    ];
    expect(read(table.join('\n')).nodes).toMatchObject(expected);
    expect(read(table.slice(1).join('\r\n')).nodes).toMatchObject(expected);
    // As kubectl 1.37 writes it.
    const withArchitecture = table.join('\n').replace('x86_64   docker', 'x86_64 (amd64)   docker');
    expect(read(withArchitecture).nodes).toMatchObject(expected);
  });

  it('reads describe node', () => {
    const text = [
      'Name:               node-a',
      'Roles:              <none>',
      'Unschedulable:      true',
      'System Info:',
      ' Kernel Version:             3.10.0-1160.83.1.el7.x86_64',
      ' OS Image:                   CentOS Linux 7 (Core)',
      ' Container Runtime Version:  docker://20.10.23',
      ' Kubelet Version:            v1.18.20',
    ].join('\n');
    expect(read(text).nodes).toEqual([{ name: 'node-a', cordoned: true, ...facts }]);
  });

  it('puts together what several outputs say of a node', () => {
    const text = `node-a   Ready   <none>   9d   v1.18.20\n${list({ ...node, status: {} })}`;
    expect(read(text).nodes).toEqual([
      { name: 'node-a', aliases: ['host-a'], cordoned: true, kubeletVersion: 'v1.18.20' },
    ]);
  });
});

describe('parsePasted: where pods run', () => {
  it('reads the table of -o wide, grepped or not', () => {
    const text = [
      'NAMESPACE   NAME                  READY   STATUS                   RESTARTS       AGE     IP             NODE     NOMINATED NODE   READINESS GATES',
      'shop        cart-7df74fffd4-86v54 3/3     Running                  0              11d     10.233.76.35   node-a   <none>           <none>',
      'cart-598b99r4zfw                  0/1     Init:RunContainerError   3 (2d4h ago)   4d13h   <none>         node-b   <none>           <none>',
      'waiting-1                         0/1     Pending                  0              4d13h   <none>         <none>   <none>           <none>',
    ].join('\n');
    expect(read(text).pods).toEqual([
      { namespace: 'shop', pod: 'cart-7df74fffd4-86v54', node: 'node-a' },
      {
        namespace: undefined,
        pod: 'cart-598b99r4zfw',
        node: 'node-b',
        waits: { reason: 'RunContainerError', ageSeconds: 4.5 * 86400 + 3600 },
      },
    ]);
  });

  it.each([
    ['ContainerCreating', '45m', '<none>', { reason: 'ContainerCreating', ageSeconds: 2700 }],
    // Its sandbox is to come: init containers say no more.
    ['Init:0/2', '12m', '<none>', { reason: 'ContainerCreating', ageSeconds: 720 }],
    ['Init:CreateContainerError', '1h', '10.2.3.4', { reason: 'CreateContainerError', ageSeconds: 3600 }],
    // Its first init container runs.
    ['Init:0/2', '12m', '10.2.3.4', undefined],
    ['ImagePullBackOff', '45m', '10.2.3.4', undefined],
    ['Running', '45m', '10.2.3.4', undefined],
    ['Terminating', '45m', '<none>', undefined],
  ])('reads from it whether a pod waits for its containers: %s', (status, age, ip, waits) => {
    const [pod] = read(`shop   cart-1   0/1   ${status}   0   ${age}   ${ip}   node-b   <none>   <none>`).pods;
    expect(pod).toMatchObject({ pod: 'cart-1', node: 'node-b' });
    expect(pod?.waits).toEqual(waits);
  });

  it('reads it from objects, since the pod was made', () => {
    const pod = (state: object) => ({
      kind: 'Pod',
      metadata: { name: 'a', namespace: 'n', creationTimestamp: '2026-11-20T08:00:00Z' },
      spec: { nodeName: 'x' },
      status: { containerStatuses: [{ state: { running: {} } }, { state }] },
    });
    const waits = (state: object) => read(list(pod(state))).pods[0]?.waits;
    expect(waits({ waiting: { reason: 'ContainerCreating' } })).toEqual({
      reason: 'ContainerCreating',
      createdSeconds: Date.parse('2026-11-20T08:00:00Z') / 1000,
    });
    expect(waits({ waiting: { reason: 'CrashLoopBackOff' } })).toBeUndefined();
  });

  it('reads pods as objects and as described', () => {
    const pod = { kind: 'Pod', metadata: { name: 'a', namespace: 'n', uid: 'u' }, spec: { nodeName: 'x' }, status: {} };
    const described = 'Name:         b\nNamespace:    n\nNode:         y/10.0.0.7\n';
    expect(read(`${described}${list(pod)}`).pods).toEqual([
      { namespace: 'n', pod: 'b', node: 'y' },
      { namespace: 'n', pod: 'a', uid: 'u', node: 'x' },
    ]);
  });

  it('follows the prompt: its host for logs, the pod for kubectl describe, nothing for other output', () => {
    const mkdir = 'mkdir: cannot create directory ‘/sys/fs/cgroup/memory/x’: Cannot allocate memory';
    const described = '  Warning  Failed  2m  kubelet  mkdir /sys/fs/cgroup/memory/y: cannot allocate memory';
    const text = [
      '[root@node-a ~]# mkdir /sys/fs/cgroup/memory/x',
      mkdir,
      '[root@node-a ~]# kubectl -n shop describe pod cart-1',
      described,
      '# kubectl describe pods cart-2',
      described,
      'ops@bastion:~$ kubectl describe node node-b',
      described,
      '$ cat log',
      mkdir,
    ].join('\n');
    expect(read(text).events.map(({ node: host, namespace, pod }) => [host, namespace, pod])).toEqual([
      ['node-a', undefined, undefined],
      [undefined, 'shop', 'cart-1'],
      [undefined, undefined, 'cart-2'],
      ['node-b', undefined, undefined],
      [undefined, undefined, undefined],
    ]);
  });
});

describe('parsePasted: what looks like something else', () => {
  it('reads a message in a heading, and no command', () => {
    const refused = 'mkdir /sys/fs/cgroup/memory/kubepods/pod1: cannot allocate memory';
    expect(read(`# kubelet says: ${refused}`).events).toHaveLength(1);
    expect(read('# dmesg | grep "SLUB: Unable to allocate memory on node"').events).toEqual([]);
  });

  it('tells a heading that says what is wrong from a command at a bare prompt', () => {
    const said: unknown[] = [];
    const meanings = (text: string) => {
      said.length = 0;
      read(text, { onReading: ({ meaning }) => said.push(meaning) });
      return [...said];
    };
    expect(meanings('# kubelet fails, memory cgroup subsystem not mounted')).toEqual(['memory-controller-off']);
    expect(meanings('# grep -r "memory cgroup not mounted" /var/log')).toEqual([]);
    expect(meanings('# kubectl describe pod web-1')).toEqual([]);
  });

  it('reads a path whose slash somebody lost', () => {
    expect(read('/sys/fs/cgroup memory/kubepods cannot allocate memory').events).toHaveLength(1);
  });

  it('reads every row of events whose line breaks are lost', () => {
    const rows = [
      'Normal Scheduled 9m default-scheduler Successfully assigned a/b to node-a',
      'Warning FailedMount 5m (x2 over 9m) kubelet, node-a no space left on device',
      'Warning FailedCreatePodContainer 3m (x49 over 9m) kubelet, node-a mkdir /sys/fs/cgroup/memory/kubepods/pod1: cannot allocate memory',
    ];
    expect(read(`Events: ${rows.join('   ')}`).events).toContainEqual(
      expect.objectContaining({ reason: 'FailedCreatePodContainer', count: 49, node: 'node-a' })
    );
  });

  it.each([
    'FailedCreatePodContainer   pod/web-1   mkdir /sys/fs/cgroup/memory/kubepods/pod1: cannot allocate memory',
    'default  Pod/web-1  FailedCreatePodContainer  mkdir /sys/fs/cgroup/memory/kubepods/pod1: cannot allocate memory',
  ])('reads events in columns of the writer: %s', (row) => {
    expect(read(row).events).toEqual([expect.objectContaining({ reason: 'FailedCreatePodContainer', pod: 'web-1' })]);
  });

  it('knows the host of a log line that has lost its time', () => {
    const [event] = read('node-a kernel: api invoked oom-killer: gfp_mask=0xd0, order=0').events;
    expect(event?.node).toBe('node-a');
  });
});

describe('parsePasted: hostile text', () => {
  const whole = `${list(event(0), node, event(1))}\n# kubectl describe pods a\n${JSON.stringify(event(2))}\nmkdir /sys/fs/cgroup/memory/x: cannot allocate memory\n`;
  const mutated = fc
    .array(
      fc.tuple(
        fc.nat(whole.length),
        fc.nat(40),
        fc.constantFrom('', '{', '}', '[', ']', '"', '\\', '\n', ',', '\u0000', '{"items":[')
      ),
      {
        maxLength: 8,
      }
    )
    .map((cuts) => cuts.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), whole));

  it('reads the same whatever the steps, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(mutated, fc.string({ unit: 'binary' }), fc.json()),
        fc.integer({ min: 20, max: 2000 }),
        (text, stepCharacters) => {
          const { steps: _many, ...inSteps } = read(text, { stepCharacters });
          const { steps: _none, ...atOnce } = read(text, { stepCharacters: Infinity });
          expect(inSteps).toEqual(atOnce);
        }
      ),
      // What a cut hides shows once in a thousand.
      { numRuns: 1000 }
    );
  });

  it.each([
    '{"',
    '{"a":[',
    '[{',
    '{}',
    '{} ',
    '{"a":\n',
    '{"items":[{"a"\n',
    '[[',
    '{"items":',
    '\\',
    '{"a":1},\n',
    '  {\n',
    'a@b# c ',
    'x 1/1 R 0 1d x ',
    'a Ready b 1d v1 ',
  ])('%j repeated is read to its end', (piece) => {
    const text = piece.repeat(400_000 / piece.length);
    expect(read(text, { stepCharacters: 10_000 }).steps.length).toBeGreaterThan(0);
  });
});
