import { measuredNode as node } from '../test/measuredNode';
import { diagnose, type NodeEvidence } from '.';

const GiB = 1024 ** 3;

describe('ranked causes', () => {
  it('name the likeliest first, also where the verdict leaves it open', () => {
    const { cause, causes } = diagnose(
      node({
        kernelRelease: undefined,
        cgroupCreates15m: 75,
        podStarts15m: 0,
        stuckPods: [{ namespace: 'a', pod: 'b', reason: 'ContainerCreating' }],
      })
    );
    expect(cause).toBe('undetermined');
    expect(causes[0]?.cause).toBe('memcg-kmem-leak');
    expect(causes[0]?.settle.map(({ fact }) => fact)).toEqual(['kernelRelease', 'refusalText']);
    expect(causes.length).toBeGreaterThan(1);
  });

  it('agree with the verdict that names a cause, and add up to no more than one', () => {
    for (const kernelRelease of ['3.10.0-1160.el7.x86_64', '4.15.0-213-generic', '5.15.0-105-generic', undefined]) {
      for (const memoryAvailableBytes of [GiB, 40 * GiB]) {
        const { cause, causes } = diagnose(node({ kernelRelease, memoryAvailableBytes }));
        const sum = causes.reduce((all, { probability }) => all + probability, 0);
        expect(sum).toBeLessThan(1.02);
        expect(cause === 'undetermined' || causes[0]?.cause === cause).toBe(true);
        expect(causes.map(({ probability }) => probability)).toEqual(
          causes.map(({ probability }) => probability).sort((a, b) => b - a)
        );
      }
    }
  });

  it('show growth just under the threshold as what it is', () => {
    const { cause, causes, confidence, reasons } = diagnose(
      node({ kernelRelease: '4.15.0-213-generic', slabSteadyGrowthBytesPerDay: 60e6, slabUnreclaimableBytes: 2.4e9 })
    );
    expect([cause, confidence]).toEqual(['none', 'medium']);
    expect(causes[0]?.cause).toBe('dying-memcgs');
    expect(reasons.map(({ key }) => key)).toContain('slabGrowingSlowly');
  });

  it.each([
    ['4.19.86-coreos', { memoryCgroups: 120 }],
    ['6.6.0-98.0.0.103.oe2403sp2.riscv64', {}],
  ])('weigh slab that is said to grow, and change no state for it: %s', (kernelRelease, more) => {
    const seen = { kernelRelease, slabUnreclaimableBytes: 6 * GiB, ...more };
    const told = diagnose(node({ ...seen, slabSaidToGrow: true }));
    expect(told.causes[0]?.cause).toBe('other-slab-leak');
    expect(told.state).toBe(diagnose(node(seen)).state);
    const measured = diagnose(node({ ...seen, slabSaidToGrow: true, slabSteadyGrowthBytesPerDay: 0 }));
    expect(measured.causes[0]?.cause).toBe('none');
  });

  it('name another leak of slab where it holds much and cgroups are few', () => {
    const held = { slabUnreclaimableBytes: 45 * GiB, memoryTotalBytes: 64 * GiB };
    expect(diagnose(node({ kernelRelease: '4.19.86-coreos', memoryCgroups: 120, ...held })).cause).toBe(
      'other-slab-leak'
    );
    expect(diagnose(node({ kernelRelease: '4.19.86-coreos', memoryCgroups: 9000, ...held })).cause).not.toBe(
      'other-slab-leak'
    );
  });

  it('ask for nothing that is seen', () => {
    const { causes } = diagnose(
      node({ kernelRelease: '4.15.0-213-generic', memoryCgroups: 30_000, liveMemoryCgroups: 200 })
    );
    expect(causes.flatMap(({ settle }) => settle.map(({ fact }) => fact))).not.toEqual(
      expect.arrayContaining(['cgroupDirectories'])
    );
  });

  it('are never certain, however much speaks for one', () => {
    const { causes } = diagnose(
      node({
        kernelRelease: '3.10.0-1160.el7.x86_64',
        slabEntries: 182_210,
        slabSteadyGrowthBytesPerDay: 500 * 1024 ** 2,
        slabUnreclaimableBytes: 30 * GiB,
        events: [{ reason: 'FailedCreatePodContainer', matched: true, count: 30_278 }],
      })
    );
    expect(causes[0]).toMatchObject({ cause: 'memcg-kmem-leak', probability: 0.97 });
  });

  it('leave room for another leak where growth of slab is all that is seen', () => {
    const grows = { slabSteadyGrowthBytesPerDay: 200 * 1024 ** 2, slabUnreclaimableBytes: 3 * GiB };
    const { state, causes } = diagnose(node({ kernelRelease: '3.10.0-1160.el7.x86_64', ...grows }));
    expect([state, causes[0]?.cause, causes[1]?.cause]).toEqual(['leaking', 'memcg-kmem-leak', 'other-slab-leak']);
    expect(causes[0]?.probability).toBeLessThan(0.8);
    expect(causes[0]?.settle.map(({ fact }) => fact)).toContain('slabEntries');
  });

  it('leave open what a cache’s mark means until the kernel is known', () => {
    const message =
      'SLUB: Unable to allocate memory on node -1 (gfp=0x80d0)\n  cache: pid(9742:systemd-journald.service), object size: 128';
    const marked = { events: [{ reason: 'kernel', message, count: 4 }] };
    const { causes } = diagnose(node(marked));
    const sure = (cause: string) => causes.find((each) => each.cause === cause)?.probability ?? 0;
    expect(Math.max(sure('memcg-kmem-leak'), sure('cgroup-at-its-limit'))).toBeLessThan(0.7);
    expect(Math.min(sure('memcg-kmem-leak'), sure('cgroup-at-its-limit'))).toBeGreaterThan(0.2);
    expect(causes[0]?.settle.map(({ fact }) => fact)).toContain('kernelRelease');
    expect(diagnose(node({ ...marked, kernelRelease: '3.10.0-1062.el7.x86_64' })).causes[0]?.cause).toBe(
      'memcg-kmem-leak'
    );
    expect(diagnose(node({ ...marked, kernelRelease: '5.15.0-105-generic' })).causes[0]?.cause).toBe(
      'cgroup-at-its-limit'
    );
  });

  it('leave open whether counted cgroups were removed until directories are counted', () => {
    const crowded = { kernelRelease: '4.15.0-213-generic', memoryCgroups: 40_000, memoryCgroupsGrowthPerDay: 2_000 };
    const open = diagnose(node(crowded)).causes;
    expect(open.map(({ cause }) => cause)).toEqual(expect.arrayContaining(['dying-memcgs', 'live-cgroup-leak']));
    expect(open[0]?.settle.map(({ fact }) => fact)).toContain('cgroupDirectories');
    const known = diagnose(node({ ...crowded, liveMemoryCgroups: 300 })).causes;
    expect(known[0]?.probability).toBeGreaterThan(open[0]?.probability ?? 1);
  });

  it('hold cgroups that memory alone has for removed ones, and not for certain', () => {
    const crowded = {
      kernelRelease: '4.18.0-553.el8_10.x86_64',
      memoryCgroups: 44_000,
      memoryCgroupsGrowthPerDay: 2_000,
    };
    const shareOf = (cause: string, pidsCgroups?: number) =>
      diagnose(node({ ...crowded, pidsCgroups })).causes.find((each) => each.cause === cause)?.probability ?? 0;
    expect(shareOf('dying-memcgs', 230)).toBeGreaterThan(shareOf('dying-memcgs'));
    expect(shareOf('live-cgroup-leak', 230)).toBeLessThan(shareOf('live-cgroup-leak'));
    expect(shareOf('live-cgroup-leak', 230)).toBeGreaterThan(0.05);
    expect(shareOf('live-cgroup-leak', 43_900)).toBeGreaterThan(0.9);
    expect(shareOf('live-cgroup-leak', 44_000)).toBe(shareOf('live-cgroup-leak'));
  });

  const el7 = '3.10.0-1160.el7.x86_64';
  const first = (changes: Partial<NodeEvidence>) => diagnose(node(changes)).causes[0];
  const sureOf = (cause: string, changes: Partial<NodeEvidence>) =>
    diagnose(node(changes)).causes.find((each) => each.cause === cause)?.probability ?? 0;

  it('do not call a node sound of which nothing is measured, nor ill', () => {
    const unmeasured = { kernelRelease: el7, slabUnreclaimableBytes: undefined };
    expect(first(unmeasured)?.cause).toBe('none');
    expect(first(unmeasured)?.probability).toBeLessThan(0.8);
    expect(sureOf('memcg-kmem-leak', unmeasured)).toBeGreaterThan(0.15);
  });

  it('suspect the leak where much starts on its kernel and nothing yet tells of growth', () => {
    const booted = { kernelRelease: el7, bootTimeSeconds: 1_760_000_000 - 9 * 3600, podStarts15m: 180 };
    expect(first(booted)?.cause).toBe('memcg-kmem-leak');
    expect(first({ ...booted, podStarts15m: 3 })?.cause).toBe('none');
    expect(first({ ...booted, kmemAccountingOn: false })?.cause).toBe('none');
  });

  it('are surer where slab grows by what the started pods leave behind', () => {
    const grows = { kernelRelease: el7, slabSteadyGrowthBytesPerDay: 200 * 1024 ** 2, slabUnreclaimableBytes: 3 * GiB };
    const known = sureOf('memcg-kmem-leak', { ...grows, podStarts1d: 3_000 });
    expect(known).toBeGreaterThan(sureOf('memcg-kmem-leak', grows));
    expect(known).toBeLessThan(0.95);
  });

  it('leave open who holds the IDs of a refused cgroup until directories are counted', () => {
    const refused = {
      kernelRelease: '4.15.0-213-generic',
      events: [{ reason: 'FailedCreatePodContainer', matched: true, count: 40 }],
    };
    expect(sureOf('live-cgroup-leak', refused)).toBeGreaterThan(0.05);
    expect(sureOf('dying-memcgs', { ...refused, memoryCgroups: 65_000, liveMemoryCgroups: 300 })).toBeGreaterThan(0.9);
  });

  it('are not sure of a shortage of memory while slab is not known', () => {
    const short = { kernelRelease: el7, memoryAvailableBytes: GiB };
    expect(sureOf('memory-shortage', { ...short, slabUnreclaimableBytes: undefined })).toBeLessThan(0.7);
    expect(sureOf('memory-shortage', short)).toBeGreaterThan(0.85);
  });
});
