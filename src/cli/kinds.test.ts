import { describe, expect, it } from '@jest/globals';
import { TextReader } from '../events';
import { judge } from './judge';

/** What is typed on one machine, and what it answers. */
const typed = (outputs: Record<string, string>) =>
  Object.entries(outputs)
    .map(([command, output]) => `root@n1:~# ${command}\n${output}\n`)
    .join('');

const meminfo = (figures: Record<string, number>) =>
  Object.entries(figures)
    .map(([name, kB]) => `${name}: ${String(kB)} kB`)
    .join('\n');

const cgroups = (memory: number, pids: number) =>
  `#subsys_name\thierarchy\tnum_cgroups\tenabled\nmemory\t9\t${String(memory)}\t1\npids\t3\t${String(pids)}\t1`;

const ample = meminfo({ MemTotal: 65_384_000, MemAvailable: 41_104_000, SReclaimable: 184_000, SUnreclaim: 384_000 });
const stat = 'cat /sys/fs/cgroup/cgroup.stat';
const waiting = ['a', 'b', 'c'].map(
  (name) => `shop   ${name}   0/1   ContainerCreating   0   45m   <none>   n1   <none>   <none>`
);
const nodeRow = (kernel: string) =>
  `n1   Ready   <none>   90d   v1.27.3   10.0.0.3   <none>   Ubuntu 22.04.4 LTS   ${kernel}   containerd://1.7.2`;

const verdictOf = (text: string) => {
  const reader = new TextReader({ nowSeconds: 1_795_000_000 });
  reader.push(text);
  const [first] = judge([{ file: '-', evidence: reader.end() }], {}, 1_795_000_000);
  const { state, causes, confidence } = first?.diagnosis ?? {};
  return { state, cause: causes?.[0]?.cause, confidence };
};

describe('the verdict on what was typed on a node', () => {
  it.each<[string, string, Record<string, unknown>]>([
    [
      'entries of slab caches convict through a shortage of memory',
      typed({
        'uname -r': '3.10.0-957.27.2.el7.x86_64',
        'ls /sys/kernel/slab | wc -l': '182210',
        'cat /proc/meminfo': meminfo({ MemTotal: 65_384_000, MemAvailable: 1_104_000, SUnreclaim: 2_384_000 }),
      }),
      { state: 'leaking', cause: 'memcg-kmem-leak' },
    ],
    [
      'removed cgroups that cgroup.stat counts, by the newest names',
      typed({
        'uname -r': '6.12.10-arch1-1',
        [stat]: 'nr_descendants 240\nnr_subsys_memory 64240\nnr_dying_descendants 64000\nnr_dying_subsys_memory 64000',
      }),
      { state: 'leaking' },
    ],
    [
      'a leak that eats the memory is no shortage',
      typed({
        'uname -r': '3.10.0-957.27.2.el7.x86_64',
        'ls /sys/kernel/slab | wc -l': '182210',
        'cat /proc/meminfo': meminfo({ MemTotal: 65_384_000, MemAvailable: 1_104_000, SUnreclaim: 40_384_000 }),
      }),
      { state: 'leaking', cause: 'memcg-kmem-leak' },
    ],
    [
      'half of the memory in slab on a fixed kernel',
      typed({
        'uname -r': '5.15.0-105-generic',
        'cat /proc/meminfo': meminfo({ MemTotal: 65_384_000, MemAvailable: 20_104_000, SUnreclaim: 32_384_000 }),
      }),
      { cause: 'other-slab-leak' },
    ],
    [
      'per-CPU memory of a small node',
      typed({
        'uname -r': '5.15.0-105-generic',
        'cat /proc/meminfo': meminfo({ MemTotal: 8_184_000, MemAvailable: 1_304_000, Percpu: 3_684_000 }),
      }),
      { state: 'leaking', cause: 'dying-memcgs' },
    ],
    [
      'memory cgroups counted once, which the pids controller does not have',
      typed({ 'uname -r': '4.19.0-27-amd64', 'cat /proc/cgroups': cgroups(45_300, 240), 'cat /proc/meminfo': ample }),
      { state: 'leaking', cause: 'dying-memcgs' },
    ],
    [
      'a mark on a slab cache that means the leak on 3.10',
      typed({
        'uname -r': '3.10.0-957.27.2.el7.x86_64',
        dmesg:
          'SLUB: Unable to allocate memory on node -1 (gfp=0x80d0)\n  cache: kmalloc-64(960:helper), object size: 64',
      }),
      { state: 'leaking', cause: 'memcg-kmem-leak' },
    ],
    [
      'and that a cgroup is at its own limit later',
      typed({
        'uname -r': '5.4.0-150-generic',
        dmesg:
          'SLUB: Unable to allocate memory on node -1 (gfp=0x80d0)\n  cache: kmalloc-64(960:helper), object size: 64',
      }),
      { state: 'clear', cause: 'cgroup-at-its-limit' },
    ],
    [
      'several pods that wait on a fixed kernel, and nobody says why',
      [...waiting, nodeRow('5.15.0-105-generic')].join('\n'),
      { state: 'unknown', cause: 'other' },
    ],
    [
      'removed cgroups on a kernel whose vendor follows another',
      typed({ 'uname -r': '4.15.18-30-pve', 'cat /proc/cgroups': cgroups(45_300, 240) }),
      { state: 'leaking', cause: 'dying-memcgs' },
    ],
  ])('%s', (_, text, verdict) => {
    expect(verdictOf(text)).toMatchObject(verdict);
  });
});
