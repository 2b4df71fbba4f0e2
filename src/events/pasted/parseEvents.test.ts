import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { parseEvents } from './parseEvents';

const uid = '11111111-2222-4333-8444-555555555555';
const text = `unable to ensure pod container exists: failed to create container for [kubepods besteffort pod${uid}] : mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod${uid}: cannot allocate memory`;
const now = Date.parse('2023-06-12T12:00:00Z') / 1000;
const place = { node: 'node-a', namespace: 'default', pod: 'pod-a', reason: 'FailedCreatePodContainer' };
const refused = { kind: 'creation-refused' };

const coreEvent = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'pod-a.17', namespace: 'default', uid: 'e-1' },
  involvedObject: { kind: 'Pod', name: 'pod-a', namespace: 'default' },
  reason: 'FailedCreatePodContainer',
  message: text,
  source: { component: 'kubelet', host: 'node-a' },
  firstTimestamp: '2023-06-07T23:00:00Z',
  lastTimestamp: '2023-06-12T11:57:54Z',
  count: 30278,
  type: 'Warning',
};
const newEvent = {
  apiVersion: 'events.k8s.io/v1',
  kind: 'Event',
  metadata: { name: 'pod-a.18', namespace: 'default' },
  regarding: { kind: 'Pod', name: 'pod-a', namespace: 'default' },
  reason: 'FailedCreatePodContainer',
  note: `(combined from similar events): ${text}`,
  deprecatedSource: {},
  reportingController: 'kubelet',
  reportingInstance: 'node-a',
  eventTime: '2023-06-12T11:00:00.123456Z',
  deprecatedCount: 3,
  series: { count: 26, lastObservedTime: '2023-06-12T11:59:00.5Z' },
};
const incident = {
  ...place,
  count: 30278,
  firstSeen: now - 4 * 86400 - 13 * 3600,
  lastSeen: now - 126,
  message: text,
  reading: refused,
};

describe('parseEvents: YAML of kubectl', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'pod-a', namespace: 'default', annotations: { applied: '{"apiVersion":"v1","kind":"Pod"}\n' } },
    spec: { nodeName: 'node-a' },
    status: {
      containerStatuses: [{ name: 'a', state: { waiting: { reason: 'CreateContainerError', message: text } } }],
    },
  };
  const written = (value: object, lineWidth: number, indentSeq = false) =>
    stringify(value, { lineWidth, indentSeq, sortMapEntries: true, aliasDuplicateObjects: false });
  const list = { apiVersion: 'v1', items: [coreEvent, newEvent, pod], kind: 'List', metadata: { resourceVersion: '' } };
  const asJson = parseEvents(JSON.stringify(list));

  it('says the same as JSON, folded at any width, quoted and indented', () => {
    expect(asJson).toMatchObject([incident, { ...place, count: 26 }, { ...place, reason: 'CreateContainerError' }]);
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 120 }),
        fc.boolean(),
        fc.constantFrom('', '> ', '> > ', '    '),
        fc.constantFrom('\n', '\r\n'),
        (width, isIndented, quoting, lineBreak) => {
          const lines = written(list, width, isIndented).split('\n');
          const pasted = ['$ kubectl get events -o yaml', ...lines.map((line) => quoting + line), 'That is all.'];
          expect(parseEvents(pasted.join(lineBreak))).toEqual(asJson);
        }
      ),
      { numRuns: 25 }
    );
  });

  it.each([
    ['alone', written(coreEvent, 80)],
    [
      'several documents',
      `---\n${written(coreEvent, 80)}---\n${written({ ...coreEvent, metadata: { uid: 'e-2' } }, 80)}`,
    ],
  ])('%s', (_name, pasted) => {
    expect(parseEvents(pasted)).toMatchObject(pasted.startsWith('---') ? [incident, incident] : [incident]);
  });

  it('reads what is no object as lines', () => {
    const manifest = written({ apiVersion: 'v1', kind: 'ConfigMap', data: { log: text } }, 0);
    expect(parseEvents(manifest)).toMatchObject([{ reading: refused }]);
    expect(parseEvents(`apiVersion: v1\n${text}`)).toMatchObject([{ reading: refused }]);
  });
});

describe('parseEvents: JSON of kubectl', () => {
  it.each([
    ['single Event', coreEvent],
    ['List', { kind: 'List', items: [coreEvent] }],
    ['EventList', { kind: 'EventList', items: [coreEvent] }],
    ['array', [coreEvent]],
    ['watch notice', { type: 'MODIFIED', object: coreEvent }],
  ])('%s', (_name, value) => {
    expect(parseEvents(JSON.stringify(value, null, 4))).toMatchObject([incident]);
    expect(parseEvents(JSON.stringify(value))).toMatchObject([incident]);
  });

  it('reads events.k8s.io/v1: series, combined texts, node from reportingInstance', () => {
    expect(parseEvents(JSON.stringify(newEvent))).toMatchObject([
      { ...place, count: 26, combined: true, message: text, lastSeen: now - 60, reading: refused },
    ]);
  });

  it('takes no scheduler for a node', () => {
    const event = {
      ...newEvent,
      reportingController: 'default-scheduler',
      reportingInstance: 'default-scheduler-control-1',
    };
    expect(parseEvents(JSON.stringify(event))[0]?.node).toBeUndefined();
  });

  it('reads several documents between other lines, and lines of a watch', () => {
    const pasted = `$ kubectl get events -o json\n${JSON.stringify({ kind: 'List', items: [coreEvent] }, null, 4)}\n${JSON.stringify(newEvent, null, 4)}\n${JSON.stringify({ type: 'ADDED', object: { ...coreEvent, metadata: { uid: 'e-2' } } })}\n`;
    expect(parseEvents(pasted).map(({ count }) => count)).toEqual([30278, 26, 30278]);
  });

  it('keeps what a cut-off document still tells', () => {
    const cut = JSON.stringify({ items: [coreEvent, coreEvent] }, null, 4).slice(0, -200);
    expect(parseEvents(cut).some(({ reading }) => reading.kind === 'creation-refused')).toBe(true);
  });

  it('reads container states of pods', () => {
    const pod = {
      kind: 'Pod',
      metadata: { name: 'pod-a', namespace: 'default' },
      spec: { nodeName: 'node-a' },
      status: {
        initContainerStatuses: [
          {
            state: { waiting: { reason: 'RunContainerError', message: text } },
            lastState: {
              terminated: {
                reason: 'ContainerCannotRun',
                message: `oci runtime error: ${text}`,
                finishedAt: '2023-06-12T11:00:00Z',
              },
            },
          },
        ],
      },
    };
    expect(parseEvents(JSON.stringify({ kind: 'List', items: [pod] }))).toMatchObject([
      { ...place, reason: 'RunContainerError', reading: refused },
      { ...place, reason: 'ContainerCannotRun', lastSeen: now - 3600, reading: refused },
    ]);
  });

  it('believes no impossible count', () => {
    const counts = [-1, 0, 1e300, NaN, 'x', null].map(
      (count) => parseEvents(JSON.stringify({ ...coreEvent, count }))[0]?.count
    );
    expect(counts).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

describe('parseEvents: output of kubectl for people', () => {
  it('reads describe pod', () => {
    const pasted = [
      'Name:         pod-a',
      'Namespace:    default',
      'Node:         node-a/10.0.0.7',
      'Containers:',
      '  app:',
      '    State:          Waiting',
      '      Reason:       RunContainerError',
      `      Message:      ${text.slice(text.indexOf('mkdir'))}`,
      'Events:',
      '  Type     Reason                    Age                       From     Message',
      '  ----     ------                    ----                      ----     -------',
      `  Warning  FailedCreatePodContainer  2m6s (x30278 over 4d13h)  kubelet  ${text}`,
      `  Warning  FailedCreatePodContainer  14h                       kubelet, node-b  ${text}`,
    ].join('\r\n');
    expect(parseEvents(pasted, { nowSeconds: now })).toMatchObject([
      { ...place, reason: 'RunContainerError', message: text.slice(text.indexOf('mkdir')) },
      incident,
      { ...incident, node: 'node-b', count: 1, firstSeen: now - 14 * 3600, lastSeen: now - 14 * 3600 },
    ]);
    expect(parseEvents(pasted)[1]).toMatchObject({ count: 30278, firstSeen: undefined, lastSeen: undefined });
  });

  it('reads describe node', () => {
    const pasted = `Name:               node-a\nRoles:              worker\nEvents:\n  Warning  SystemOOM  3m  kubelet  System OOM encountered, victim process: java\n`;
    expect(parseEvents(pasted)).toMatchObject([
      { node: 'node-a', reading: { kind: 'look-alike', look: 'genuine-oom' } },
    ]);
  });

  it('reads the table, with -A and without', () => {
    const row = (columns: string[], widths: number[]) =>
      columns
        .map((each, index) => each.padEnd(widths[index] ?? 0))
        .join('   ')
        .trimEnd();
    const widths = [9, 26, 7, 24, 9];
    const all = ['NAMESPACE', 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];
    const cells = ['default', '2m6s (x30278 over 4d13h)', 'Warning', 'FailedCreatePodContainer', 'pod/pod-a', text];
    const expected = { ...incident, node: undefined };
    expect(parseEvents([row(all, widths), row(cells, widths)].join('\n'), { nowSeconds: now })).toMatchObject([
      expected,
    ]);
    const without = [row(all.slice(1), widths.slice(1)), row(cells.slice(1), widths.slice(1))].join('\n');
    expect(parseEvents(without, { nowSeconds: now })).toMatchObject([{ ...expected, namespace: undefined }]);
  });

  it('reads -o wide, whose source names the node', () => {
    const head =
      'LAST SEEN   TYPE      REASON                     OBJECT      SUBOBJECT   SOURCE            MESSAGE'.padEnd(
        98 + text.length
      ) + '   FIRST SEEN   COUNT   NAME';
    const line =
      `2m6s        Warning   FailedCreatePodContainer   pod/pod-a               kubelet, node-a   ${text}`.padEnd(
        98 + text.length
      ) + '   4d13h        30278   pod-a.17';
    expect(parseEvents(`${head}\n${line}`, { nowSeconds: now })).toMatchObject([{ ...incident, namespace: undefined }]);
  });
});

describe('parseEvents: log lines', () => {
  const quoted = JSON.stringify(text);
  const alloy = (count: number) =>
    `name=pod-a kind=Pod action=x objectAPIversion=v1 reportinginstance=node-a reportingcontroller=kubelet sourcecomponent=kubelet sourcehost=node-a reason=FailedCreatePodContainer type=Warning count=${count} msg=${quoted} `;

  it.each([
    ['as written', alloy(30278)],
    ['with the time of a log reader', `2023-06-12T11:57:54Z {namespace="default"} ${alloy(30278)}`],
    [
      'as JSON',
      JSON.stringify({
        name: 'pod-a',
        kind: 'Pod',
        sourcehost: 'node-a',
        reason: 'FailedCreatePodContainer',
        count: 30278,
        msg: text,
      }),
    ],
    ['in a container log', JSON.stringify({ log: `${alloy(30278)}\n`, stream: 'stdout' })],
    ['in a log export', JSON.stringify([{ line: alloy(30278), timestamp: '1', fields: { namespace: 'default' } }])],
  ])('Alloy, %s', (_name, line) => {
    expect(parseEvents(line)).toMatchObject([{ node: 'node-a', pod: 'pod-a', count: 30278, reading: refused }]);
  });

  it('takes the newest total of an event seen again, adds up equal log lines', () => {
    expect(parseEvents([alloy(25), alloy(49), alloy(73)].join('\n'))).toMatchObject([{ count: 73 }]);
    expect(parseEvents([text, text, 'nothing', text].join('\n'))).toMatchObject([{ count: 3 }]);
  });

  it('reads kubelet logs: journald and klog, old and structured', () => {
    const old = `Jun 12 10:11:12 node-a kubelet[1234]: E0612 10:11:12.123456    1234 pod_workers.go:190] Error syncing pod ${uid} ("pod-a_default(${uid})"), skipping: ${text}`;
    const structured = `2023-06-12T11:00:00+00:00 node-a kubelet[1234]: E0612 10:11:12.123456    1234 pod_workers.go:951] "Error syncing pod, skipping" err=${quoted} pod="default/pod-a" podUID=${uid}`;
    const json = JSON.stringify({
      ts: 1686567872000.1,
      msg: 'Error syncing pod, skipping',
      err: text,
      pod: { name: 'pod-a', namespace: 'default' },
    });
    expect(parseEvents(old)).toMatchObject([{ node: 'node-a', namespace: 'default', pod: 'pod-a', reading: refused }]);
    expect(parseEvents(structured)).toMatchObject([
      { node: 'node-a', namespace: 'default', pod: 'pod-a', lastSeen: now - 3600, reading: refused },
    ]);
    expect(parseEvents(json)).toMatchObject([{ namespace: 'default', pod: 'pod-a', reading: refused }]);
  });

  it.each(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'])('takes the level %s for no host', (level) => {
    const said = 'mkdir /sys/fs/cgroup/memory/yarn/container_01: Cannot allocate memory';
    const [item] = parseEvents(`2022-05-11 18:53:26,852 ${level} org.apache.hadoop.yarn.Executor: ${said}`);
    expect(item).toMatchObject({ node: undefined, reading: { kind: 'creation-refused' } });
  });

  it('reads dockerd', () => {
    const message = String.raw`Handler for POST /v1.40/containers/x/start returned error: OCI runtime create failed: caused \"mkdir /sys/fs/cgroup/memory/docker/${'a'.repeat(64)}: no space left on device\": unknown`;
    expect(parseEvents(`time="2023-06-12T11:00:00Z" level=error msg="${message}"`)).toMatchObject([
      { lastSeen: now - 3600, reading: { ...refused, errno: 'ENOSPC' } },
    ]);
  });

  it('joins the two lines of SLUB', () => {
    const first = 'SLUB: Unable to allocate memory on node -1 (gfp=0x20)';
    const second = '  cache: kmalloc-256(255:abc), object size: 256, buffer size: 256, default order: 1, min order: 0';
    const marked = { kind: 'slub', memcgMarked: true, memcgId: 255, cgroupName: 'abc' };
    expect(
      parseEvents(`[12345.678901] ${first}\n[12345.678902] other\n[12345.678903] ${second}\n[1.0] x`)
    ).toMatchObject([{ reading: marked }]);
    expect(
      parseEvents(`Jun 12 10:11:12 node-a kernel: ${first}\nJun 12 10:11:12 node-a kernel: ${second}`)
    ).toMatchObject([{ node: 'node-a', reading: marked }]);
    expect(parseEvents(`${first}\n1\n2\n3\n${second}`).map(({ reading }) => reading)).toMatchObject([
      { memcgMarked: false },
      marked,
    ]);
    expect(parseEvents(`[Mon Jun 12 10:11:12 2023] ${first}`)).toMatchObject([
      { message: first, reading: { memcgMarked: false } },
    ]);
  });

  it('reads a probe among other lines of a shell', () => {
    const pasted =
      '[root@node-a ~]# mkdir /sys/fs/cgroup/memory/probe\nmkdir: cannot create directory ‘/sys/fs/cgroup/memory/probe’: Cannot allocate memory\n[root@node-a ~]# ls';
    expect(parseEvents(pasted)).toMatchObject([{ count: 1, reading: { ...refused, actor: 'shell-probe' } }]);
  });
});

describe('parseEvents: hostile text', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '\n',
    '[',
    ']',
    '"',
    '\\',
    'LAST SEEN   MESSAGE',
    'Name: a',
    '  Warning  A  1s (x2 over 3d)  kubelet  b',
    'a=b ',
    'msg="',
    '{"items":',
    '{"involvedObject":{},"message":"x"}',
    '\r',
    '\u0000',
    'SLUB: Unable to allocate memory on node -1',
    'cache: a(1:b), object size',
    '2023-06-12T11:00:00Z '
  );

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 100 }).map((each) => each.join('')),
          fc.json()
        ),
        (pasted) => {
          expect(Array.isArray(parseEvents(pasted, { nowSeconds: 1 }))).toBe(true);
        }
      )
    );
  });

  it('reads any JSON value in the place of a field', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            involvedObject: fc.jsonValue(),
            regarding: fc.jsonValue(),
            series: fc.jsonValue(),
            source: fc.jsonValue(),
            metadata: fc.jsonValue(),
            message: fc.jsonValue(),
            status: fc.jsonValue(),
            items: fc.jsonValue(),
            kind: fc.constantFrom('Pod', 'Event'),
            line: fc.jsonValue(),
            pod: fc.jsonValue(),
          },
          { requiredKeys: [] }
        ),
        (event) => {
          expect(Array.isArray(parseEvents(JSON.stringify(event)))).toBe(true);
          expect(Array.isArray(parseEvents(JSON.stringify({ ...event, involvedObject: { kind: 'Pod' } })))).toBe(true);
        }
      )
    );
  });

  it.each([
    '{',
    '[',
    '{"a":',
    '{\n',
    '}\n',
    '"',
    'a="',
    'a=b ',
    'a=\\',
    ' ',
    '\n',
    '  Warning ',
    '  Warning  A  1s  b  ',
    'LAST SEEN   MESSAGE\n',
    'Name: ',
    '2023-06-12T11:00:00Z {',
    'pod="',
    '"a_b(',
    'SLUB: Unable to allocate memory on node -1\n',
    'Jun 12 10:11:12 a b: ',
    '(combined from similar events): ',
  ])('%j repeated is read to its end', (piece) => {
    // More than linear time would not end before the test is given up.
    expect(Array.isArray(parseEvents(piece.repeat(1_000_000 / piece.length)))).toBe(true);
  });
});
