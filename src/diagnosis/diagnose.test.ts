import fc from 'fast-check';
import { diagnose, type NodeEvidence, type ReasonKey } from '.';

const GiB = 1024 ** 3;
const MiB = 1024 ** 2;
const day = 86400;
const at = 1_760_000_000;

const el7 = '3.10.0-1160.83.1.el7.x86_64';
const el8 = '4.18.0-553.el8_10.x86_64';
const refusedText =
  'unable to ensure pod container exists: failed to create container for [kubepods besteffort pod11111111-2222-4333-8444-555555555555] : ' +
  'mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod11111111-2222-4333-8444-555555555555: cannot allocate memory';
const dbusText =
  'unable to ensure pod container exists: failed to create container for [kubepods besteffort pod11111111-2222-4333-8444-555555555555] : dbus: connection closed by user';

const slubText =
  'SLUB: Unable to allocate memory on node -1 (gfp=0x2088020)\n  cache: kmalloc-192(960:helper), object size: 192, buffer size: 192';
const kmemOomText = 'kmem: usage 3868836kB, limit 9007199254740988kB, failcnt 0';

/** A node about which everything is known and nothing is wrong. */
function healthy(changes: Partial<NodeEvidence> = {}): NodeEvidence {
  return {
    key: { cluster: 'c', node: 'n' },
    atSeconds: at,
    kernelRelease: el7,
    kubeletVersion: 'v1.20.0',
    containerRuntimeVersion: 'docker://19.3.8',
    memoryTotalBytes: 256 * GiB,
    memoryAvailableBytes: 200 * GiB,
    slabUnreclaimableBytes: 0.4 * GiB,
    slabReclaimableBytes: 1 * GiB,
    slabSteadyGrowthBytesPerDay: 0,
    bootTimeSeconds: at - 30 * day,
    slabHistory: [],
    stuckPods: [],
    events: [],
    cgroupCreates15m: 3,
    podStarts15m: 3,
    ...changes,
  };
}

const growing = { slabUnreclaimableBytes: 3 * GiB, slabSteadyGrowthBytesPerDay: 200 * MiB };
const crowdedOn5 = { kernelRelease: '5.4.0-150-generic', memoryCgroups: 31_000, memoryCgroupsGrowthPerDay: 2_000 };
const refusedEvent = { reason: 'FailedCreatePodContainer', message: refusedText, count: 30278 };
const stuck = [{ namespace: 'ns', pod: 'p', reason: 'ContainerCreating' }];

describe('diagnose', () => {
  it.each<[string, Partial<NodeEvidence>, string, string]>([
    ['a quiet node on an affected kernel', {}, 'exposed', 'none'],
    ['a refused mkdir with plenty of memory', { events: [refusedEvent] }, 'failing', 'memcg-kmem-leak'],
    [
      'a refused mkdir while memory is short',
      { events: [refusedEvent], memoryAvailableBytes: GiB },
      'failing',
      'memory-shortage',
    ],
    [
      'retries while memory is short, and nothing tells what has taken it',
      {
        cgroupCreates15m: 75,
        podStarts15m: 0,
        stuckPods: stuck,
        memoryAvailableBytes: GiB,
        slabUnreclaimableBytes: undefined,
        slabSteadyGrowthBytesPerDay: undefined,
      },
      'failing',
      'memcg-kmem-leak',
    ],
    [
      'retries while memory is short of what per-CPU memory holds',
      {
        kernelRelease: el8,
        cgroupCreates15m: 75,
        podStarts15m: 0,
        stuckPods: stuck,
        memoryAvailableBytes: GiB,
        percpuBytes: 150 * GiB,
      },
      'failing',
      'dying-memcgs',
    ],
    [
      'retries and no start at all, where nobody tells of pods',
      { kubeletVersion: undefined, cgroupCreates15m: 75, podStarts15m: 0 },
      'failing',
      'memcg-kmem-leak',
    ],
    [
      'retries and some starts, where nobody tells of pods',
      { kubeletVersion: undefined, cgroupCreates15m: 75, podStarts15m: 2 },
      'exposed',
      'none',
    ],
    [
      'a counter that had matched the text',
      { events: [{ reason: 'FailedCreatePodContainer', matched: true, count: 2 }] },
      'failing',
      'memcg-kmem-leak',
    ],
    ['the same reason with another text', { events: [{ ...refusedEvent, message: dbusText }] }, 'exposed', 'other'],
    [
      'the same reason without any text',
      { events: [{ reason: 'FailedCreatePodContainer', count: 9 }] },
      'exposed',
      'none',
    ],
    [
      'creations retried while nothing starts',
      { cgroupCreates15m: 75, podStarts15m: 0, stuckPods: stuck },
      'failing',
      'memcg-kmem-leak',
    ],
    [
      'retries while nobody tells of pods, one of which waited when it was last told',
      { cgroupCreates15m: 75, podStarts15m: 0, stuckPodsBefore: 1 },
      'failing',
      'memcg-kmem-leak',
    ],
    ['many creations and many starts', { cgroupCreates15m: 75, podStarts15m: 60, stuckPods: stuck }, 'exposed', 'none'],
    [
      'retried creations on a fixed kernel',
      { kernelRelease: el8, cgroupCreates15m: 75, podStarts15m: 0, stuckPods: stuck },
      'failing',
      'undetermined',
    ],
    ['steady growth', growing, 'leaking', 'memcg-kmem-leak'],
    ['steady growth on a fixed kernel', { ...growing, kernelRelease: el8 }, 'clear', 'none'],
    [
      'steady growth while memory is short',
      { ...growing, memoryAvailableBytes: 5 * GiB },
      'exposed',
      'memory-shortage',
    ],
    ['growth too small to count', { ...growing, slabSteadyGrowthBytesPerDay: 20 * MiB }, 'exposed', 'none'],
    ['growth of a small slab', { ...growing, slabUnreclaimableBytes: 100 * MiB }, 'exposed', 'none'],
    ['accounting seen off', { kmemAccountingOn: false, nokmemRunning: true }, 'protected', 'none'],
    ['accounting seen off, nothing said of the command line', { kmemAccountingOn: false }, 'protected', 'none'],
    ['the parameter running but accounting on', { kmemAccountingOn: true, nokmemRunning: true }, 'exposed', 'none'],
    [
      'an affected kernel without slab metrics',
      { slabUnreclaimableBytes: undefined, memoryTotalBytes: undefined, memoryAvailableBytes: undefined },
      'unknown',
      'undetermined',
    ],
    [
      'a fixed kernel without any metrics',
      { kernelRelease: el8, slabUnreclaimableBytes: undefined, memoryTotalBytes: undefined },
      'clear',
      'none',
    ],
    ['a kernel nobody knows', { kernelRelease: 'TempleOS' }, 'unknown', 'undetermined'],
    [
      'a distribution that turns accounting off itself',
      { kernelRelease: '4.19.91-26.al7.x86_64' },
      'protected',
      'none',
    ],
    [
      'removed cgroups kept by a 4.15 kernel',
      {
        kernelRelease: '4.15.0-213-generic',
        memoryCgroups: 26000,
        memoryCgroupsGrowthPerDay: 1500,
        liveMemoryCgroups: 400,
      },
      'leaking',
      'dying-memcgs',
    ],
    ...['6.12.30-generic', '6.8.0-38-generic', '4.19.0-26-amd64'].map(
      (kernelRelease): [string, Partial<NodeEvidence>, string, string] => [
        `IDs all but used up by removed cgroups on ${kernelRelease}`,
        { kernelRelease, memoryCgroups: 64_241, liveMemoryCgroups: 240, dyingMemoryCgroups: 64_000 },
        'leaking',
        'dying-memcgs',
      ]
    ),
    [
      'tens of thousands of removed cgroups, seen once',
      { kernelRelease: '6.8.0-38-generic', memoryCgroups: 40_240, liveMemoryCgroups: 240, dyingMemoryCgroups: 40_000 },
      'leaking',
      'dying-memcgs',
    ],
    [
      'a count of all cgroups, beyond what can be IDs',
      { kernelRelease: '6.8.0-38-generic', memoryCgroups: 130_000, memoryCgroupsGrowthPerDay: 0 },
      'clear',
      'none',
    ],
    [
      'directories that really exist',
      {
        kernelRelease: '5.4.0-150-generic',
        memoryCgroups: 31000,
        memoryCgroupsGrowthPerDay: 2000,
        liveMemoryCgroups: 30900,
      },
      'leaking',
      'live-cgroup-leak',
    ],
    [
      'what is left behind in the hierarchy of pids as well',
      { ...crowdedOn5, pidsCgroups: 30_700 },
      'leaking',
      'live-cgroup-leak',
    ],
    ['one count for all controllers', { ...crowdedOn5, pidsCgroups: 31_000 }, 'leaking', 'undetermined'],
    [
      'directories that are few, whatever pids has',
      { ...crowdedOn5, pidsCgroups: 30_700, liveMemoryCgroups: 300 },
      'leaking',
      'dying-memcgs',
    ],
    [
      'a leak that has eaten the memory',
      { ...growing, memoryAvailableBytes: 5 * GiB, slabUnreclaimableBytes: 120 * GiB },
      'leaking',
      'memcg-kmem-leak',
    ],
    [
      'retries on a node whose memory the slab has taken',
      {
        memoryAvailableBytes: 5 * GiB,
        slabUnreclaimableBytes: 120 * GiB,
        cgroupCreates15m: 75,
        podStarts15m: 0,
        stuckPods: stuck,
      },
      'failing',
      'memcg-kmem-leak',
    ],
    [
      'half of the memory in a slab that grows on a fixed kernel',
      {
        kernelRelease: '6.6.0-98.0.0.103.oe2403sp2.riscv64',
        memoryTotalBytes: 16 * GiB,
        memoryAvailableBytes: 4 * GiB,
        slabUnreclaimableBytes: 6 * GiB,
        slabSteadyGrowthBytesPerDay: 200 * MiB,
      },
      'clear',
      'other-slab-leak',
    ],
    [
      'half of the memory in slab on a fixed kernel, without a history',
      {
        kernelRelease: '6.1.79-99.164.amzn2023.x86_64',
        memoryTotalBytes: 4.1 * GiB,
        memoryAvailableBytes: 0.5 * GiB,
        slabUnreclaimableBytes: 2.14 * GiB,
        slabSteadyGrowthBytesPerDay: undefined,
      },
      'clear',
      'other-slab-leak',
    ],
    ['growth on el7 with few slab caches', { ...growing, slabEntries: 640 }, 'exposed', 'other-slab-leak'],
    ['growth by more than what starts can leave', { ...growing, podStarts1d: 300 }, 'exposed', 'other-slab-leak'],
    [
      'the same growth where no pod starts any more since none can',
      {
        ...growing,
        podStarts1d: 0,
        events: [refusedEvent],
      },
      'failing',
      'memcg-kmem-leak',
    ],
    [
      'the same growth where containers are restarted in a loop',
      { ...growing, podStarts1d: 300, containerStarts1d: 2_880 },
      'leaking',
      'memcg-kmem-leak',
    ],
    [
      'the same growth where containers are, and no pod starts',
      { ...growing, podStarts1d: 0, containerStarts1d: 4_000 },
      'leaking',
      'memcg-kmem-leak',
    ],
    ['the same growth where nothing starts', { ...growing, podStarts1d: 0 }, 'exposed', 'other-slab-leak'],
    [
      'the same growth on pages of 64 KiB, of which a cgroup keeps more',
      { ...growing, kernelRelease: '3.10.0-1160.el7.ppc64le', podStarts1d: 300 },
      'leaking',
      'memcg-kmem-leak',
    ],
    [
      'the same growth with caches left behind',
      { ...growing, podStarts1d: 300, slabEntries: 20_000 },
      'leaking',
      'memcg-kmem-leak',
    ],
    [
      'the same growth on a kernel that keeps removed cgroups',
      { ...growing, kernelRelease: '4.19.86-coreos', podStarts1d: 300 },
      'exposed',
      'other-slab-leak',
    ],
    ['growth on el7 where no pod starts', { ...growing, podStarts1d: 0 }, 'exposed', 'other-slab-leak'],
    [
      'growth on el7 where no pod starts and caches are left',
      { ...growing, podStarts1d: 0, slabEntries: 20_000 },
      'leaking',
      'memcg-kmem-leak',
    ],
    [
      '47 GB of slab with 120 memory cgroups on a kernel that counts dying ones',
      {
        kernelRelease: '4.19.86-coreos',
        slabUnreclaimableBytes: 47 * GiB,
        slabSteadyGrowthBytesPerDay: 500 * MiB,
        memoryCgroups: 120,
      },
      'exposed',
      'other-slab-leak',
    ],
    ['growth with accounting seen off', { ...growing, kmemAccountingOn: false }, 'exposed', 'other-slab-leak'],
    [
      '16 GB of per-CPU memory',
      { kernelRelease: '5.15.0-105-generic', percpuBytes: 16 * GiB },
      'leaking',
      'dying-memcgs',
    ],
    [
      '16 GB of per-CPU memory on 3 TiB',
      {
        kernelRelease: '5.15.0-105-generic',
        percpuBytes: 16 * GiB,
        memoryTotalBytes: 3072 * GiB,
        memoryAvailableBytes: 2000 * GiB,
      },
      'clear',
      'none',
    ],
    ['182,210 slab caches on a drained node', { slabEntries: 182_210 }, 'leaking', 'memcg-kmem-leak'],
    [
      'a marked slab failure on 3.10',
      { events: [{ reason: 'kernel', message: slubText, count: 4 }] },
      'leaking',
      'memcg-kmem-leak',
    ],
    [
      'a marked slab failure on 3.10 where somebody limits kernel memory',
      { kmemLimited: true, events: [{ reason: 'kernel', message: slubText, count: 4 }] },
      'exposed',
      'cgroup-at-its-limit',
    ],
    [
      'a marked slab failure on 4.15, which is a cgroup at its own limit',
      { kernelRelease: '4.15.0-47-generic', events: [{ reason: 'kernel', message: slubText, count: 4 }] },
      'exposed',
      'cgroup-at-its-limit',
    ],
    [
      'a marked slab failure of a kernel that is not given, in words that 3.10 does not use',
      {
        kernelRelease: undefined,
        events: [
          { reason: 'kernel', message: slubText.replace(' (gfp=0x2088020)', ', gfp=0x6000c0(GFP_KERNEL)'), count: 4 },
        ],
      },
      'unknown',
      'cgroup-at-its-limit',
    ],
    [
      'a marked slab failure on a fixed kernel',
      { kernelRelease: '5.4.0-150-generic', events: [{ reason: 'kernel', message: slubText, count: 4 }] },
      'clear',
      'cgroup-at-its-limit',
    ],
    [
      'a memory cgroup on 3.10 that ran out with gigabytes of kernel memory',
      { events: [{ reason: 'kernel', message: kmemOomText, count: 1 }] },
      'leaking',
      'memcg-kmem-leak',
    ],
    [
      'growth that a small node cannot bear',
      {
        memoryTotalBytes: 4 * GiB,
        memoryAvailableBytes: 2 * GiB,
        slabUnreclaimableBytes: 300 * MiB,
        slabSteadyGrowthBytesPerDay: 45 * MiB,
      },
      'leaking',
      'memcg-kmem-leak',
    ],
    [
      'growth on a fixed kernel that leaves years',
      {
        kernelRelease: el8,
        memoryTotalBytes: 3072 * GiB,
        memoryAvailableBytes: 2000 * GiB,
        slabUnreclaimableBytes: 30 * GiB,
        slabSteadyGrowthBytesPerDay: 100 * MiB,
      },
      'clear',
      'none',
    ],
    [
      'retries with accounting seen off',
      { kmemAccountingOn: false, cgroupCreates15m: 75, podStarts15m: 0, stuckPods: stuck },
      'failing',
      'undetermined',
    ],
  ])('calls %s by its name', (_, changes, state, cause) => {
    expect(diagnose(healthy(changes))).toMatchObject({ state, cause });
  });

  it('says that nothing grows only where growth was measured', () => {
    const exposed = { kernelRelease: '3.10.0-957.el7.x86_64' };
    const whyNone = (changes: Partial<NodeEvidence>) => diagnose(healthy({ ...exposed, ...changes })).forecast;
    expect(whyNone({ slabSteadyGrowthBytesPerDay: 0 })).toEqual({ kind: 'none', why: 'not-growing' });
    expect(whyNone({ slabSteadyGrowthBytesPerDay: undefined, memoryCgroupsGrowthPerDay: 0 })).toEqual({
      kind: 'none',
      why: 'not-growing',
    });
    expect(whyNone({ slabSteadyGrowthBytesPerDay: undefined, memoryCgroupsGrowthPerDay: undefined })).toEqual({
      kind: 'none',
      why: 'growth-not-known',
    });
  });

  it('gives the seed incident its reasons, strongest first', () => {
    const { reasons, confidence, forecast } = diagnose(
      healthy({ events: [refusedEvent], slabEntries: 182210, kmemAccountingOn: true, ...growing })
    );
    expect(confidence).toBe('high');
    expect(forecast).toEqual({ kind: 'none', why: 'failing' });
    const keys = reasons.map(({ key }) => key);
    expect(keys.slice(0, 2)).toEqual<ReasonKey[]>(['creationRefused', 'slabEntriesHigh']);
    expect(keys).toEqual(expect.arrayContaining<ReasonKey>(['memoryAmple', 'kernelPartiallyFixed', 'accountingOn']));
    expect(reasons[0]).toMatchObject({ value: { value: 30278, unit: 'count' }, detail: refusedText });
  });

  it('does not read slab entries on a kernel where they say nothing', () => {
    const { reasons } = diagnose(healthy({ kernelRelease: '4.15.0-213-generic', slabEntries: 182210 }));
    expect(reasons.map(({ key }) => key)).not.toContain('slabEntriesHigh');
  });

  it('says what it could not see', () => {
    expect(diagnose(healthy({ memoryTotalBytes: undefined })).missing).toContain('nodeExporter');
    expect(diagnose(healthy({ slabSteadyGrowthBytesPerDay: undefined })).missing).toContain('history');
  });

  it('answers whatever it is given', () => {
    const number = fc.option(fc.oneof(fc.double(), fc.constant(0), fc.integer()), { nil: undefined });
    const flag = fc.option(fc.boolean(), { nil: undefined });
    const evidence = fc.record({
      kernelRelease: fc.option(fc.oneof(fc.string(), fc.constant(el7), fc.constant(el8)), { nil: undefined }),
      memoryTotalBytes: number,
      memoryAvailableBytes: number,
      slabUnreclaimableBytes: number,
      slabReclaimableBytes: number,
      slabSteadyGrowthBytesPerDay: number,
      bootTimeSeconds: number,
      memoryCgroups: number,
      memoryCgroupsGrowthPerDay: number,
      liveMemoryCgroups: number,
      slabEntries: number,
      cgroupCreates15m: number,
      podStarts15m: number,
      kmemAccountingOn: flag,
      nokmemRunning: flag,
      events: fc.array(
        fc.record({ reason: fc.string(), message: fc.option(fc.string(), { nil: undefined }), count: fc.double() })
      ),
      slabHistory: fc.array(fc.record({ timeSeconds: fc.double(), bytes: fc.double() })),
    });
    fc.assert(
      fc.property(evidence, (changes) => {
        const { forecast, reasons } = diagnose(healthy(changes));
        expect(reasons.length).toBeLessThan(30);
        if (forecast.kind === 'range') {
          expect(forecast.earliestSeconds).toBeLessThanOrEqual(forecast.latestSeconds);
        }
      })
    );
  });
});
