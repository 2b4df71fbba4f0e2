import { describe, expect, it } from '@jest/globals';
import { TextReader } from './textReader';

interface Found {
  line?: number;
  meaning: string;
  node?: string;
}

function read(text: string): Found[] {
  const found: Found[] = [];
  const reader = new TextReader({ onReading: ({ line, meaning, node }) => found.push({ line, meaning, node }) });
  reader.push(text);
  reader.end();
  return found;
}

const report = (usageKib: number, kmemKib: number) => [
  'java invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=936',
  'CPU: 3 PID: 4711 Comm: java Not tainted 3.10.0-957.el7.x86_64 #1',
  'Call Trace:',
  ' [<ffffffff8179c7a0>] dump_stack+0x19/0x1b',
  'Task in /kubepods/pod1/a killed as a result of limit of /kubepods/pod1',
  `memory: usage ${usageKib}kB, limit 51200kB, failcnt 840635`,
  `memory+swap: usage ${usageKib}kB, limit 9007199254740988kB, failcnt 0`,
  `kmem: usage ${kmemKib}kB, limit 9007199254740988kB, failcnt 0`,
  'Memory cgroup stats for /kubepods/pod1: cache:4KB rss:0KB',
  '[ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name',
  '[ 4711]     0  4711      256        1       4        0          -998 pause',
  'Memory cgroup out of memory: Kill process 4711 (pause) score 0 or sacrifice child',
];
const full = report(51_200, 51_196);
const ordinary = report(51_200, 900);
const asDmesg = (lines: readonly string[]) => lines.map((line, i) => `[12345.${678900 + i}] ${line}`).join('\n');
const asSyslog = (node: string, lines: readonly string[]) =>
  lines.map((line) => `May 15 17:05:42 ${node} kernel: ${line}`);

describe('the report of a memory cgroup that ran out', () => {
  it.each([
    ['bare', full.join('\n')],
    ['of dmesg', asDmesg(full)],
    ['of syslog', asSyslog('node-a', full).join('\n')],
    ['whose head is cut off', asDmesg(full.slice(5))],
    ['whose end is cut off', asDmesg(full.slice(0, 8))],
    ['of which two lines are left', full.slice(6, 8).join('\n')],
  ])('%s: kernel memory has filled it', (_, text) => {
    expect(new Set(read(text).map(({ meaning }) => meaning))).toEqual(new Set(['kmem-oom']));
  });

  it.each([
    ['of dmesg', asDmesg(ordinary)],
    ['of syslog', asSyslog('node-a', ordinary).join('\n')],
    ['that names no figures', asDmesg([full[0] ?? '', 'Mem-Info:', 'Out of memory: Kill process 1 (java) score 9'])],
  ])('%s: an ordinary limit', (_, text) => {
    expect(read(text).map(({ meaning }) => meaning)).toEqual(['genuine-oom']);
  });

  it('keeps reports of one machine apart', () => {
    const readings = read([asDmesg(full), asDmesg(ordinary), asDmesg(full)].join('\n'));
    expect(readings.map(({ meaning }) => meaning)).toEqual(['kmem-oom', 'genuine-oom', 'kmem-oom']);
    expect(readings.map(({ line }) => line)).toEqual([1, 1 + full.length, 1 + 2 * full.length]);
  });

  it('never weighs the figures of one machine against those of another', () => {
    const [a, b] = [asSyslog('node-a', ordinary), asSyslog('node-b', full)];
    const mixed = a.flatMap((line, i) => [line, b[i] ?? '']).join('\n');
    const kmem = read(mixed).filter(({ meaning }) => meaning === 'kmem-oom');
    expect(kmem.filter(({ node }) => node === 'node-a')).toEqual([]);
  });
});
