import { FactReader } from './factReader';

const gib = 1024 ** 3;

/** The first value of each kind. */
function valuesOf(text: string): Record<string, unknown> {
  const reader = new FactReader();
  text.split('\n').forEach((line, index) => reader.read(line, { line: index + 1 }));
  return Object.fromEntries(
    reader
      .all()
      .map(({ id, value }) => [id, value] as const)
      .reverse()
  );
}

describe('a kernel in a sentence, called as people call it', () => {
  it.each([
    ['I use elogind on kernel 5.8.', '5.8'],
    ['1. boot any image running a 5.19 kernel', '5.19'],
    ['When I do the following test in kernel-5.7-rc2, memory is lost', '5.7-rc2'],
    ['查看宿主机(内核 4.9.2)top，显示每个 cpu 使用信息', '4.9.2'],
    ['经排查，我们使用的内核较旧为（4.9.2）；僵尸 cgroup 过多', '4.9.2'],
    ['On 6.17.0-40 a path of the driver leaks slab', '6.17.0-40'],
  ])('%s', (text, release) => {
    expect(valuesOf(text)).toMatchObject({ kernelRelease: release });
  });

  it.each([
    'this is fixed on kernel 5.4',
    'with kernel 4.19 and later it does not happen',
    'on kernel 3.10 it leaks, on 4.19 it does not',
    'it runs with kernel 5.4 where it is fixed',
    '升级到内核 4.19.113 即可',
    'On 3.2.1-1 of the package nothing is wrong',
  ])('is not taken from: %s', (text) => {
    expect(valuesOf(text)).not.toHaveProperty('kernelRelease');
  });
});

describe('a sentence over two lines', () => {
  it.each([
    [
      'of a quoted mail',
      '> > > could be very time consuming.  In our workloads, we saw over 400K mem\n> > > cgroups accumulated in some cases, only a few hundred are online.',
      { memoryCgroups: 400_000, dyingMemoryCgroups: 334_465, cgroupsSaidToStay: true },
    ],
    [
      'of a comment in source',
      ' * a driver that nobody had looked at for months leaks kmalloc-8k\n * slab at ~3 GB/day and nothing else was wrong with it',
      { slabGrowthBytesPerDay: 3 * gib },
    ],
    [
      'of a mail',
      'On the worst of our machines there were, when we looked, 60,000\nzombie memory cgroups and hardly any container.',
      { dyingMemoryCgroups: 60_000 },
    ],
  ])('%s is read as one', (_, text, facts) => {
    expect(valuesOf(text)).toEqual(facts);
  });

  it.each([
    [
      'the first is a whole sentence',
      'The machines of the second room have all in all 60,000.\nzombie memory cgroups are few',
    ],
    ['one is a quotation', '> On the worst of our machines there were, when we looked, 60,000\nzombie memory cgroups'],
    ['the first is short', 'ID 60,000\nzombie memory cgroups'],
    [
      'something stands between',
      'On the worst of our machines there were, when we looked, 60,000\n\nzombie memory cgroups',
    ],
    [
      'the second begins anew',
      'On the worst of our machines there were, when we looked, 60,000\nZombie memory cgroups',
    ],
  ])('is none where %s', (_, text) => {
    expect(valuesOf(text)).not.toHaveProperty('dyingMemoryCgroups');
  });
});

describe('figures that people write', () => {
  it.each([
    ['an AppArmor path leaks kmalloc-8k slab at ~3 GB/day', { slabGrowthBytesPerDay: 3 * gib }],
    ['the driver leaks about 2 GB of slab, 200 MB per day', { slabGrowthBytesPerDay: 200 * 1024 ** 2 }],
    ['`/proc/slabinfo` lists `kmalloc-512` as 30GB', { slabCache: { name: 'kmalloc-512', bytes: 30 * gib } }],
    ['* Memory: 32GB', { memoryTotalBytes: 32 * gib }],
    ['The server has 72GB of ram with only these parameters', { memoryTotalBytes: 72 * gib }],
    ['该服务所使用的 Kubernetes 是 1.11.5 版本', { kubernetesVersion: 'v1.11.5' }],
    ['We are running Kubernetes 1.3.8 on our nodes', { kubernetesVersion: 'v1.3.8' }],
    ['the script generates about 8000 zombies for 250,000 cgroups', { dyingMemoryCgroups: 8000 }],
    ['the node reached 65,429 leaked entries below /sys/fs/cgroup/k8s.io', { liveMemoryCgroups: 65_429 }],
    ['slab is up, SUnreclaim is increased by a lot', { slabSaidToGrow: true }],
  ])('%s', (text, facts) => {
    expect(valuesOf(text)).toEqual(facts);
  });

  it.each([
    ['what a pod asks for', '  memory: 32Gi'],
    ['what a limit is', '  memory: 32G'],
    ['a version that mends', 'fixed in Kubernetes 1.18.2: running Kubernetes 1.18.2 is enough for memory cgroups'],
    ['processes', 'ps shows 8000 zombies in all'],
    ['what is not about cgroups', 'there are 65,429 leaked entries in the memory of the kernel'],
  ])('takes nothing from %s', (_, text) => {
    expect(valuesOf(text)).toEqual({});
  });
});

describe('cgroups that somebody says are left behind', () => {
  it.each([
    'the cgroup2 of its session is not removed by elogind',
    'Watch as empty numbered cgroup accumulate in /sys/fs/cgroup.',
    'This leaks tons of cgroups if you have frequent jobs',
    '# Cgroup directory leak after pod deletion',
    'memory cgroup 泄露：在删除容器后没有回收完全',
  ])('%s', (text) => {
    expect(valuesOf(text)).toMatchObject({ cgroupsSaidToStay: true });
  });

  it.each([
    'fix: cgroups are not removed',
    'cgroups are no longer left behind',
    'blkio cgroups started leaking in this release',
    'the cgroup of a pod is removed by the kubelet',
  ])('not: %s', (text) => {
    expect(valuesOf(text)).not.toHaveProperty('cgroupsSaidToStay');
  });
});

describe("a kill's trace", () => {
  const head =
    'java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\n oom_kill_process+0x1db/0x2c0\n';

  it('tells that the machine was out of memory', () => {
    expect(valuesOf(`${head} __alloc_pages_slowpath+0x729/0x1050\n`)).toEqual({ memoryRanOut: true });
  });

  it('tells nothing of the sort of a cgroup at its limit', () => {
    expect(valuesOf(`${head} mem_cgroup_out_of_memory+0x1/0x2\n try_charge+0x1/0x2\n`)).toEqual({});
  });
});
