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
    ['many creations and many starts', { cgroupCreates15m: 75, podStarts15m: 60, stuckPods: stuck }, 'exposed', 'none'],
    [
      'retried creations on a fixed kernel',
      { kernelRelease: el8, cgroupCreates15m: 75, podStarts15m: 0, stuckPods: stuck },
      'clear',
      'none',
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
  ])('calls %s by its name', (_, changes, state, cause) => {
    expect(diagnose(healthy(changes))).toMatchObject({ state, cause });
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

  it('forecasts a range, and the ID limit where the kernel counts removed cgroups', () => {
    const ids = diagnose(
      healthy({ kernelRelease: '4.15.0-213-generic', memoryCgroups: 45535, memoryCgroupsGrowthPerDay: 2000 })
    ).forecast;
    expect(ids).toMatchObject({
      kind: 'range',
      limit: 'cgroup-ids',
      earliestSeconds: 5 * day,
      latestSeconds: 20 * day,
    });
  });

  it('forecasts closer on el7 where slab entries are counted', () => {
    const leaking = {
      ...growing,
      bootTimeSeconds: at - 10 * day,
      podStarts1d: 1000,
      slabSteadyGrowthBytesPerDay: 100 * MiB,
    };
    const spanOf = (changes: Partial<NodeEvidence>) => {
      const { forecast } = diagnose(healthy({ ...leaking, ...changes }));
      return forecast.kind === 'range'
        ? { days: [forecast.earliestSeconds / day, forecast.latestSeconds / day], forecast }
        : undefined;
    };
    const byPods = spanOf({});
    const closer = spanOf({ slabEntries: 28_000 });
    // 250 to 2,000 IDs a day by pods, 500 to 2,000 by entries.
    expect(byPods?.days).toEqual([65_535 / 2000 - 10, 65_535 / 250 - 10]);
    expect(closer?.days).toEqual([65_535 / 2000 - 10, 65_535 / 500 - 10]);
    expect(closer?.forecast).toMatchObject({ limit: 'cgroup-ids', confidence: 'medium' });
    // Few entries are those of any host, and a disagreement is settled by what is there.
    expect(spanOf({ slabEntries: 900 })).toEqual(byPods);
    expect(spanOf({ slabEntries: 280_000 })?.days).toEqual([0, 65_535 / 5000 - 10]);
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
