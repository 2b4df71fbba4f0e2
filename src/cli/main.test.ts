import { describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { joinFleet, emptyReading } from '../data/joinedFleet';
import { TextReader } from '../events';
import { defaultSettings } from '../signals/settings/settings';
import { run } from './main';
import { type Report } from './report';

interface Ran {
  status: number;
  out: string;
  err: string;
}

async function memcgKmem(
  words: string[],
  input: string | Uint8Array[] = '',
  env: Record<string, string> = {}
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const parts = typeof input === 'string' ? [new TextEncoder().encode(input)] : input;
  async function* stdin() {
    yield* parts;
  }
  const status = await run(
    words,
    {
      stdin: stdin(),
      stdout: { write: (text) => out.push(text) },
      stderr: { write: (text) => err.push(text) },
      env,
    },
    '1.2.3'
  );
  return { status, out: out.join(''), err: err.join('') };
}

async function reportOf(input: string | Uint8Array[], ...words: string[]): Promise<Report> {
  const { out } = await memcgKmem(['--json', ...words], input);
  return JSON.parse(out) as Report;
}

const el7 = '3.10.0-957.el7.x86_64';
const mkdir = 'mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod1: cannot allocate memory';
const watches = 'inotify_add_watch /sys/fs/cgroup/memory: no space left on device';
const examples = path.join(__dirname, '../../docs/command-line');
const example = (name: string) => fs.readFileSync(path.join(examples, name), 'utf8');

describe('what it says', () => {
  it.each(['report.txt', 'dmesg.txt', 'watches.txt', 'events.json'])('is what the page says of %s', async (name) => {
    const text = example(name);
    const atSeconds = Math.floor(Date.now() / 1000);
    const reader = new TextReader({ nowSeconds: atSeconds });
    reader.push(text);
    const page = joinFleet(emptyReading(atSeconds), [{ name: '-', evidence: reader.end() }], defaultSettings());
    const { nodes } = await reportOf(text);
    expect(nodes).toMatchObject(
      page.nodes.map(({ evidence, diagnosis, isWithoutNode }) => ({
        node: isWithoutNode ? null : evidence.key.node,
        state: diagnosis.state,
        confidence: diagnosis.confidence,
        causes: diagnosis.causes.map(({ cause, probability }) => ({ cause, probability })),
        reasons: diagnosis.reasons.map(({ key, value }) => ({ key, value: value?.value ?? null })),
      }))
    );
    expect(nodes).toHaveLength(page.nodes.length);
  });

  it('has one entry and finds nothing where the text says nothing', async () => {
    const { nodes, readings } = await reportOf('hello\n');
    expect(nodes).toMatchObject([{ cluster: null, node: null, from: '-', state: 'unknown' }]);
    expect(readings).toEqual([]);
  });

  it('names whose pods are started where it fails', async () => {
    const event = (pod: string) => ({
      kind: 'Event',
      reason: 'FailedCreatePodContainer',
      message: mkdir,
      source: { host: 'node-a' },
      involvedObject: { kind: 'Pod', namespace: 'batch', name: pod },
      count: 3,
    });
    const items = ['reports-28011240-7xkqz', 'reports-28011241-b2c4d', 'db-0'].map(event);
    const text = JSON.stringify({ kind: 'List', items });
    const { nodes } = await reportOf(text, '--kernel', el7);
    expect(nodes).toMatchObject([
      { node: 'node-a', feeders: [{ namespace: 'batch', kind: 'CronJob', owner: 'reports', pods: 2 }] },
    ]);
    expect((await memcgKmem(['--kernel', el7], text)).out).toContain('CronJob batch/reports: 2 pods');
    expect((await reportOf(text.replaceAll(mkdir, watches), '--kernel', el7)).nodes).toMatchObject([{ feeders: [] }]);
  });

  it('takes kernel and node from the command line where the text lacks them', async () => {
    const { nodes } = await reportOf(mkdir, '--kernel', el7, '--node', 'node-a');
    expect(nodes).toMatchObject([{ node: 'node-a', state: 'failing' }]);
    expect(nodes[0]?.reasons.map(({ detail }) => detail)).toContain(el7);
    const said = await reportOf(`[root@node-b ~]# uname -r\n5.4.0-42-generic\n`, '--kernel', el7);
    expect(said.nodes[0]?.reasons.map(({ detail }) => detail)).not.toContain(el7);
  });

  it('lists what was read, with its line', async () => {
    const { readings } = await reportOf(`hello\n${mkdir}\nhello\n${watches}\n`);
    expect(readings).toMatchObject([
      { line: 2, operation: 'mkdir', errno: 'ENOMEM', meaning: 'creation-refused', count: 1 },
      { line: 4, meaning: 'inotify-limit' },
    ]);
  });

  it('tells exit statuses apart', async () => {
    expect((await memcgKmem([], mkdir)).status).toBe(1);
    expect((await memcgKmem([], watches)).status).toBe(0);
    expect((await memcgKmem([], '')).status).toBe(0);
    expect(await memcgKmem(['--no-such-option'])).toMatchObject({ status: 2, out: '' });
    expect(await memcgKmem(['/no/such/file'])).toMatchObject({ status: 2, out: '' });
    expect(await memcgKmem([], [new Uint8Array([1, 0, 2, 0, 0, 0])])).toMatchObject({ status: 2, out: '' });
  });

  it('prints help and version', async () => {
    expect((await memcgKmem(['--help'])).out).toContain('Usage: memcg-kmem');
    expect(await memcgKmem(['--version'])).toEqual({ status: 0, out: '1.2.3\n', err: '' });
  });

  it('speaks the language of the environment', async () => {
    expect((await memcgKmem([], mkdir, { LANG: 'zh_CN.UTF-8' })).out).toContain('内存 cgroup');
    expect((await memcgKmem([], mkdir, { LANG: 'C' })).out).toContain('Memory cgroups refused');
  });

  it('shows nothing that a terminal would act on', async () => {
    const { out } = await memcgKmem([], `Nov 28 10:00:00 node-a kubelet[1]: ${mkdir} \u001b]0;x\u0007`);
    const event = JSON.stringify({
      kind: 'Event',
      involvedObject: { kind: 'Pod', name: 'p' },
      message: mkdir,
      source: { host: 'a\u001b[2J\u202eb\u0007' },
    });
    const hostile = await memcgKmem([], event);
    expect(out + hostile.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe('large inputs', () => {
  const event = (index: number) => ({
    kind: 'Event',
    metadata: { name: `pod-${index}`, namespace: 'shop', managedFields: [{ fieldsV1: { 'f:a': {} } }] },
    involvedObject: { kind: 'Pod', name: `pod-${index}`, namespace: 'shop' },
    reason: 'FailedCreatePodContainer',
    message:
      index % 3 === 0 ? `unable to ensure pod container exists: ${mkdir}` : 'Back-off restarting failed container',
    source: { component: 'kubelet', host: `node-${index % 5}` },
    count: 1,
  });
  const forms: Array<[string, (index: number) => string, string, string]> = [
    [
      'a list',
      (index) => `${index === 0 ? '' : ','}\n${JSON.stringify(event(index), null, 4)}`,
      '{"apiVersion":"v1","items":[',
      ']}',
    ],
    ['lines of JSON', (index) => `${JSON.stringify(event(index))}\n`, '', ''],
    ['text', (index) => `Nov 28 10:00:00 node-${index % 5} kubelet[1]: ${event(index).message}\n`, '', ''],
  ];

  it.each(forms)('%s is read from parts', async (_, piece, head, tail) => {
    const events = 3000;
    const encoder = new TextEncoder();
    async function* parts() {
      yield encoder.encode(head);
      for (let index = 0; index < events; index++) {
        yield encoder.encode(piece(index));
      }
      yield encoder.encode(tail);
    }
    const out: string[] = [];
    const around = {
      stdin: parts(),
      stdout: { write: (text: string) => out.push(text) },
      stderr: { write: () => 0 },
      env: {},
    };
    expect(await run(['--json'], around, '')).toBe(1);
    const { nodes, readings, readingsLeftOut } = JSON.parse(out.join('')) as Report;
    const refused = nodes.map(({ reasons }) => reasons.find(({ key }) => key === 'creationRefused')?.value ?? 0);
    const expected = Math.ceil(events / 3);
    expect(refused.reduce((sum, count) => sum + count, 0)).toBe(expected);
    expect(readings.length + readingsLeftOut).toBe(expected);
    expect(readings.length).toBeLessThanOrEqual(10_000);
  });
});

describe('files', () => {
  it('takes several for parts of one report', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'memcg-kmem-'));
    const file = (name: string, text: string | Uint8Array) => {
      fs.writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    };
    try {
      const log = file('kubelet.txt', `Nov 28 10:00:00 node-a kubelet[1]: ${mkdir}\n`);
      const kernel = file('uname.txt', `$ uname -r\n${el7}\n`);
      const powershell = file('utf16.txt', Buffer.from(`\ufeff${mkdir}\n`, 'utf16le'));
      expect((await reportOf('', log, kernel)).nodes).toMatchObject([{ node: 'node-a', state: 'failing' }]);
      expect((await reportOf('', powershell)).readings).toMatchObject([{ meaning: 'creation-refused' }]);
      expect((await reportOf(mkdir, log, '-')).readings).toMatchObject([{ file: log }, { file: '-' }]);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
