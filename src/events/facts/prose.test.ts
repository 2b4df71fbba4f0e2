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

describe('a kernel beside the Chinese word for it', () => {
  it.each([
    ['查看宿主机(内核 4.9.2)top，显示每个 cpu 使用信息', '4.9.2'],
    ['经排查，我们使用的内核较旧为（4.9.2）；僵尸 cgroup 过多', '4.9.2'],
  ])('%s', (text, release) => {
    expect(valuesOf(text)).toMatchObject({ kernelRelease: release });
  });

  it.each(['升级到内核 4.19.113 即可'])('is not taken from: %s', (text) => {
    expect(valuesOf(text)).not.toHaveProperty('kernelRelease');
  });
});

describe('a sentence over two lines', () => {
  it.each([
    [
      'of a quoted mail',
      '> > > could be very time consuming.  In our workloads, we saw over 400K mem\n> > > cgroups accumulated in some cases, only a few hundred are online.',
      { memoryCgroups: 400_000, dyingMemoryCgroups: 334_465 },
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
    ['the script generates about 8000 zombies for 250,000 cgroups', { dyingMemoryCgroups: 8000 }],
    ['the node reached 65,429 leaked entries below /sys/fs/cgroup/k8s.io', { liveMemoryCgroups: 65_429 }],
    ['slab is up, SUnreclaim is increased by a lot', { slabSaidToGrow: true }],
  ])('%s', (text, facts) => {
    expect(valuesOf(text)).toEqual(facts);
  });

  it.each([
    ['processes', 'ps shows 8000 zombies in all'],
    ['what is not about cgroups', 'there are 65,429 leaked entries in the memory of the kernel'],
  ])('takes nothing from %s', (_, text) => {
    expect(valuesOf(text)).toEqual({});
  });
});
