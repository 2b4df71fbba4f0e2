import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { englishWordings, translatedWordings } from './calls/wordings';
import { parseMessage } from './readEvent';
import { meaningOf, type Meaning, type PlacedReading } from './pasted/placedReading';
import { TextReader } from './pasted/textReader';

const uid = '11111111-2222-4333-8444-555555555555';
const id = 'ab12'.repeat(16);
const pod = `/sys/fs/cgroup/memory/kubepods/besteffort/pod${uid}`;
const kubelet = `unable to ensure pod container exists: failed to create container for [kubepods besteffort pod${uid}] : `;

/** What programs say, and what it means. The error stands at the end, so that it can be cut off or said otherwise. */
const messages: ReadonlyArray<[Meaning, text: string, error: string]> = [
  ['creation-refused', `${kubelet}mkdir ${pod}: `, 'cannot allocate memory'],
  ['creation-refused', `mkdir: cannot create directory '/sys/fs/cgroup/memory/probe-1': `, 'No space left on device'],
  [
    'creation-refused',
    `slurmstepd: error: xcgroup_instantiate: unable to create cgroup '/sys/fs/cgroup/memory/slurm/uid_1000' : `,
    'Cannot allocate memory',
  ],
  [
    'creation-refused',
    `container_linux.go:349: starting container process caused "process_linux.go:297: applying cgroup configuration for process caused \\"mkdir ${pod}/${id}: `,
    'no space left on device',
  ],
  [
    'creation-refused',
    'Failed to create cgroup at path /sys/fs/cgroup/kubepods.slice/x.slice: ',
    'No space left on device',
  ],
  [
    'creation-refused',
    'could not create memory cgroup /sys/fs/cgroup/memory/nomad/alloc-1: ',
    'cannot allocate memory',
  ],
  ['inotify-limit', `inotify_add_watch ${pod}: `, 'no space left on device'],
  ['cpuset-empty', `write /sys/fs/cgroup/cpuset/docker/${id}/cgroup.procs: `, 'no space left on device'],
  ['cpuset-empty', `cri-containerd-${id}.scope: Failed to set cpuset.cpus: `, 'No space left on device'],
  ['kmem-limit-unsupported', `write ${pod}/memory.kmem.limit_in_bytes: `, 'operation not supported'],
  ['memory-limit-busy', `write ${pod}/memory.limit_in_bytes: `, 'device or resource busy'],
  ['swap-accounting-off', `open ${pod}/memory.memsw.limit_in_bytes: `, 'no such file or directory'],
  [
    'other-controller',
    `${kubelet}mkdir /sys/fs/cgroup/devices/kubepods/besteffort/pod${uid}: `,
    'no space left on device',
  ],
  ['mount-limit', `error creating overlay mount to /var/lib/docker/overlay2/${id}/merged: `, 'no space left on device'],
  ['disk-full', 'write /var/lib/docker/tmp/layer-1: ', 'no space left on device'],
  ['pid-exhaustion', 'fork/exec /usr/sbin/iptables: ', 'cannot allocate memory'],
  ['pid-exhaustion', 'runtime: failed: fork/exec /usr/bin/runc: ', 'resource temporarily unavailable'],
  [
    'leftover-directories',
    `failed to remove: rmdir /sys/fs/cgroup/pids/kubepods/besteffort/pod${uid}: `,
    'device or resource busy',
  ],
  ['controller-not-delegated', 'write /sys/fs/cgroup/user.slice/cgroup.subtree_control: ', 'permission denied'],
  ['cgroup-mount-fault', 'mkdir /sys/fs/cgroup/memory/docker: ', 'read-only file system'],
];
const sayings: ReadonlyArray<[Meaning, text: string]> = [
  ['dbus-lost', `${kubelet}dbus: connection closed by user`],
  ['unit-exists', 'Unit kubepods-burstable.slice already exists.'],
  ['genuine-oom', 'Memory cgroup out of memory: Kill process 1249 (java) score 1001 or sacrifice child'],
  ['dbus-connection-limit', 'The maximum number of active connections for UID 0 has been reached'],
  ['systemd-property-unknown', 'Cannot set property TasksAccounting, or unknown property.'],
  ['pod-limit-too-small', 'container init was OOM-killed (memory limit too low?): unknown'],
  ['freezer-stuck', 'runc create failed: unable to freeze'],
];
const all: ReadonlyArray<[Meaning, string]> = [
  ...messages.map(([meaning, text, error]): [Meaning, string] => [meaning, text + error]),
  ...sayings,
];

interface Frame {
  dress: (message: string) => string;
  keeps: Partial<Pick<PlacedReading, 'node' | 'reason' | 'count' | 'pod'>>;
}
const reason = 'FailedCreatePodContainer';
const frames: Record<string, Frame> = {
  bare: { dress: (message) => message, keeps: {} },
  syslog: { dress: (message) => `Jun 12 10:11:12 node-a kubelet[123]: ${message}`, keeps: { node: 'node-a' } },
  'journald in Chinese': {
    dress: (message) => `12月 22 17:53:24 node-a kubelet[1]: ${message}`,
    keeps: { node: 'node-a' },
  },
  'journald in Russian': {
    dress: (message) => `дек. 22 17:53:24 node-a dockerd[1]: ${message}`,
    keeps: { node: 'node-a' },
  },
  'journald, short-iso': {
    dress: (message) => `2023-06-12T11:00:00+0000 node-a kubelet[1]: ${message}`,
    keeps: { node: 'node-a' },
  },
  'journald, short-full': {
    dress: (message) => `Mon 2023-06-12 11:00:00 UTC node-a kubelet[1]: ${message}`,
    keeps: { node: 'node-a' },
  },
  'klog in syslog': {
    dress: (message) =>
      `Jun 12 10:11:12 node-a kubelet[1]: E0612 10:11:12.123456    1234 pod_workers.go:190] ${message}`,
    keeps: { node: 'node-a' },
  },
  dmesg: { dress: (message) => `[12345.678901] ${message}`, keeps: {} },
  'dmesg -T': { dress: (message) => `[Mon Jun 12 10:11:12 2023] ${message}`, keeps: {} },
  'dmesg -T in Chinese': { dress: (message) => `[五 7月  3 00:00:50 2020] ${message}`, keeps: {} },
  'kubectl describe': {
    dress: (message) => `  Warning  ${reason}  2m7s (x4132 over 14h)  kubelet  ${message}`,
    keeps: { reason, count: 4132 },
  },
  'kubectl describe, older, not indented': {
    dress: (message) => `Warning ${reason} 2m (x3 over 4m) kubelet, 192.0.2.8 ${message}`,
    keeps: { reason, count: 3, node: '192.0.2.8' },
  },
  'kubectl get events without its header': {
    dress: (message) => `14h    Warning   ${reason}   pod/web-1   ${message}`,
    keeps: { reason, pod: 'web-1' },
  },
  'CRI log': { dress: (message) => `2023-06-12T11:00:00.123Z stderr F ${message}`, keeps: {} },
  'Docker log': {
    dress: (message) => JSON.stringify({ log: `${message}\n`, stream: 'stderr', time: '2023-06-12T11:00:00Z' }),
    keeps: {},
  },
  dockerd: { dress: (message) => `time="2023-06-12T11:00:00Z" level=error msg=${JSON.stringify(message)}`, keeps: {} },
  'zap JSON': {
    dress: (message) => JSON.stringify({ level: 'error', ts: 1686567872.1, msg: 'x', error: message }),
    keeps: {},
  },
  'Event object': {
    dress: (message) =>
      JSON.stringify({
        kind: 'Event',
        involvedObject: { kind: 'Pod', name: 'web-1' },
        reason,
        message,
        count: 7,
        source: { host: 'node-a' },
      }),
    keeps: { reason, count: 7, node: 'node-a', pod: 'web-1' },
  },
  eventrouter: {
    dress: (message) =>
      JSON.stringify({
        verb: 'ADDED',
        event: {
          involvedObject: { kind: 'Pod', name: 'web-1' },
          reason,
          message,
          count: 7,
          source: { host: 'node-a' },
        },
      }),
    keeps: { reason, count: 7, node: 'node-a', pod: 'web-1' },
  },
  Elastic: {
    dress: (message) =>
      JSON.stringify({
        kubernetes: {
          event: {
            involved_object: { kind: 'Pod', name: 'web-1' },
            reason,
            message,
            count: 7,
            source: { host: 'node-a' },
          },
        },
      }),
    keeps: { reason, count: 7, node: 'node-a', pod: 'web-1' },
  },
  OpenTelemetry: {
    dress: (message) =>
      JSON.stringify({
        body: { stringValue: message },
        attributes: [
          { key: 'k8s.event.reason', value: { stringValue: reason } },
          { key: 'k8s.event.count', value: { intValue: '7' } },
        ],
        resource: { attributes: [{ key: 'k8s.node.name', value: { stringValue: 'node-a' } }] },
      }),
    keeps: { reason, count: 7, node: 'node-a' },
  },
  'OpenShift logging': {
    dress: (message) =>
      JSON.stringify({ message, hostname: 'node-a', kubernetes: { namespace_name: 'shop', pod_name: 'web-1' } }),
    keeps: { node: 'node-a', pod: 'web-1' },
  },
  'flat host': {
    dress: (message) => `reason=${reason} host=node-a count=7 msg=${JSON.stringify(message)}`,
    keeps: { reason, node: 'node-a', count: 7 },
  },
};

function read(text: string): PlacedReading[] {
  const readings: PlacedReading[] = [];
  const reader = new TextReader({ onReading: (reading) => readings.push(reading) });
  reader.push(text);
  reader.end();
  return readings;
}
const meaningsIn = (text: string) => [...new Set(read(text).map(({ meaning }) => meaning))];

const anyMessage = fc.constantFrom(...all);
const anyFrame = fc.constantFrom(...Object.keys(frames));
const dressed = (name: string, message: string) => frames[name]?.dress(message) ?? message;

describe('the same meaning in other dress', () => {
  it.each(all)('%s: %s', (meaning, message) => {
    expect(meaningOf(parseMessage(message).reading)).toBe(meaning);
  });

  it.each(Object.keys(frames))('every message within %s, and its facts', (name) => {
    for (const [meaning, message] of all) {
      const readings = read(dressed(name, message));
      expect([message, readings.map((each) => each.meaning)]).toEqual([message, [meaning]]);
      expect(readings[0]).toMatchObject(frames[name]?.keeps ?? {});
    }
  });

  it('in every language of libc', () => {
    for (const [meaning, text, error] of messages) {
      const [errno = '', english = []] =
        Object.entries(englishWordings.errnos).find(([, each]) => each.includes(error.toLowerCase())) ?? [];
      const words = [...english, ...translatedWordings().flatMap(({ errnos }) => errnos[errno] ?? [])];
      expect(words.length).toBeGreaterThan(10);
      for (const word of words) {
        expect([word, meaningOf(parseMessage(text + word).reading)]).toEqual([word, meaning]);
      }
    }
  });

  it('in capitals, with smart quotes, and quoted to any depth', () => {
    for (const [meaning, message] of all) {
      expect(meaningOf(parseMessage(message.replace(/'([^']*)'/g, '‘$1’')).reading)).toBe(meaning);
      expect(meaningOf(parseMessage(JSON.stringify(JSON.stringify(JSON.stringify(message)))).reading)).toBe(meaning);
    }
    for (const [meaning, text, error] of messages) {
      expect(meaningOf(parseMessage(text + error.toUpperCase()).reading)).toBe(meaning);
    }
  });

  it('with colours, marks, entities and the line ends of other systems', () => {
    const dress = [
      (line: string) => `\u001b[31m${line}\u001b[0m`,
      (line: string) => `> > ${line}`,
      (line: string) => `- \`${line}\``,
      (line: string) => `\u200e${line}\u200b`,
      (line: string) => line.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
      (line: string) => `${line}\r`,
      (line: string) => `before\r${line}\rbehind`,
    ];
    for (const [meaning, message] of all) {
      for (const put of dress) {
        expect([put(message), meaningsIn(put(message))]).toEqual([put(message), [meaning]]);
      }
    }
  });

  it('keeps the place in the original', () => {
    fc.assert(
      fc.property(anyMessage, anyFrame, fc.integer({ min: 0, max: 5 }), ([, message], name, before) => {
        const text = `${'nothing\n\n'.repeat(before)}${dressed(name, message)}\n`;
        const [reading] = read(text);
        const line = text.split('\n')[(reading?.line ?? 0) - 1] ?? '';
        expect(reading?.line).toBe(2 * before + 1);
        const { start = 0, end = 0 } = reading?.columns ?? {};
        expect(end).toBeGreaterThan(start);
        expect(end - 1).toBeLessThanOrEqual(line.length);
      }),
      { numRuns: 200 }
    );
  });
});

describe('stars of Markdown', () => {
  it('around any part of a message change nothing', () => {
    fc.assert(
      fc.property(anyMessage, fc.nat(), fc.nat(), ([meaning, message], first, second) => {
        const [from, to] = [first % message.length, second % message.length].sort((a, b) => a - b) as [number, number];
        const part = message.slice(from, to);
        fc.pre(/^[^\s/].*[^\s/]$/.test(part));
        const shown = `${message.slice(0, from)}**${part}**${message.slice(to)}`;
        expect([shown, meaningsIn(shown)]).toEqual([shown, [meaning]]);
      }),
      { numRuns: 300 }
    );
  });

  it('stay where they stand for a part of a path', () => {
    expect(meaningsIn('no file matches /sys/fs/cgroup/**/kubepods/**/tasks')).toEqual([]);
  });
});

describe('broken and cut-off lines', () => {
  /** A terminal breaks at its width, wherever that is. */
  const atWidth = (text: string, width: number) => text.match(new RegExp(`.{1,${width}}`, 'gu'))?.join('\n') ?? text;
  /** A page or a mail breaks between words, and quotes each line. */
  const atBlanks = (text: string, width: number, mark: string) => {
    const lines = [''];
    for (const word of text.split(' ')) {
      const last = lines.at(-1) ?? '';
      if (last !== '' && last.length + word.length >= width) {
        lines.push(word);
      } else {
        lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
      }
    }
    return lines.map((line) => mark + line).join('\n');
  };

  const oneOrNothing = (meaning: Meaning, text: string) => {
    const found = meaningsIn(text);
    expect([text, found.filter((each) => each !== meaning)]).toEqual([text, []]);
    return found.length;
  };

  it('at any width of a terminal, at blanks with quoting, at any place: the same or nothing, never another fault', () => {
    let same = 0;
    let tried = 0;
    fc.assert(
      fc.property(
        anyMessage,
        anyFrame,
        fc.integer({ min: 24, max: 200 }),
        fc.constantFrom('', '> ', '>> '),
        ([meaning, message], name, width, mark) => {
          const text = dressed(name, message);
          tried += 2;
          same += oneOrNothing(meaning, atWidth(text, width));
          same += oneOrNothing(meaning, atBlanks(text, width, mark));
        }
      ),
      { numRuns: 150 }
    );
    expect(same / tried).toBeGreaterThan(0.9);
  });

  // Widths at which a file's name, a word of the error or a row's first columns were broken and something else was read.
  it.each([24, 27, 33, 48])('each message in each frame, at a width of %d', (width) => {
    for (const [meaning, message] of all) {
      for (const name of Object.keys(frames)) {
        oneOrNothing(meaning, atWidth(dressed(name, message), width));
        oneOrNothing(meaning, atBlanks(dressed(name, message), width, ''));
      }
    }
  });

  it('at a single place', () => {
    let same = 0;
    let tried = 0;
    for (const [index, [meaning, message]] of all.entries()) {
      for (let at = 1 + (index % 5); at < message.length; at += 5) {
        tried++;
        same += oneOrNothing(meaning, `${message.slice(0, at)}\n${message.slice(at)}`);
      }
    }
    expect(same / tried).toBeGreaterThan(0.95);
  });

  it('cut off anywhere: the same or nothing', () => {
    for (const [meaning, message] of all) {
      for (let at = 1; at < message.length; at += 3) {
        oneOrNothing(meaning, message.slice(0, at));
      }
    }
  });

  it.each([1, 2, 3])('cut off %d letters before its end: the same, also where three dots say so', (letters) => {
    for (const [meaning, text, error] of messages) {
      const left = text + error.slice(0, -letters);
      for (const shown of [left, `${left} `, `${left}...`, `${left}\n\n## What was tried`]) {
        expect([shown, meaningsIn(shown)]).toEqual([shown, [meaning]]);
      }
    }
  });

  it('takes no half of a longer word for an error', () => {
    expect(meaningsIn(`mkdir ${pod}: cannot allocate memories of the past`)).toEqual([]);
    expect(meaningsIn(`mkdir ${pod}: no space left on deviceful days`)).toEqual([]);
  });

  it('reads nothing into the tail of a line', () => {
    for (const [, , error] of messages) {
      expect([error, meaningsIn(error)]).toEqual([error, []]);
      expect(meaningsIn(`: ${error}`)).toEqual([]);
    }
  });
});

describe('sentences about the fault', () => {
  it.each([
    `If you see mkdir ${pod}: cannot allocate memory, restart the node.`,
    `Why does mkdir ${pod}: cannot allocate memory happen?`,
    `This release fixes "mkdir ${pod}: no space left on device".`,
    'Pods fail with cannot allocate memory although mkdir in /sys/fs/cgroup/memory works.',
    'A reboot cures the memory cgroup leak; afterwards mkdir works again and no space left on device is gone.',
    `如果 mkdir ${pod}: cannot allocate memory`,
  ])('counts no refusal in: %s', (text) => {
    expect(meaningsIn(text)).not.toContain('creation-refused');
  });
});
