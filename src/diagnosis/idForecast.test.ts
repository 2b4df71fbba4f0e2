import { diagnose, type NodeEvidence } from '.';
import { entriesPerId } from './idFigures';

const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;
const day = 86400;
const at = 1_700_000_000;

const el7 = '3.10.0-1160.83.1.el7.x86_64';
const ubuntu = '4.15.0-213-generic';

/** A node that has leaked for so many days; what is not said is not seen. */
function leakingFor(days: number, facts: Partial<NodeEvidence>): NodeEvidence {
  return {
    key: { node: 'n' },
    atSeconds: at,
    bootTimeSeconds: at - days * day,
    memoryTotalBytes: 256 * GiB,
    memoryAvailableBytes: 200 * GiB,
    slabHistory: [],
    stuckPods: [],
    events: [],
    ...facts,
  };
}

/** On el7: IDs go with pods, each holds slab, and leaves entries behind. */
function onEl7(days: number, idsPerDay: number, more: Partial<NodeEvidence> = {}): NodeEvidence {
  const bytesPerId = 50 * KiB;
  return leakingFor(days, {
    kernelRelease: el7,
    slabUnreclaimableBytes: 270 * MiB + days * idsPerDay * bytesPerId,
    slabSteadyGrowthBytesPerDay: idsPerDay * bytesPerId,
    podStarts1d: idsPerDay,
    ...more,
  });
}

const forecastOf = (evidence: NodeEvidence) => diagnose(evidence).forecast;

describe('where the kernel counts removed cgroups', () => {
  const counted = (count: number, perDay: number | undefined, days = 20) =>
    forecastOf(leakingFor(days, { kernelRelease: ubuntu, memoryCgroups: count, memoryCgroupsGrowthPerDay: perDay }));

  it.each([
    [45_535, 2000],
    [60_000, 3000],
    [30_000, 20_000],
  ])('%d of them, %d more a day: a range that holds the moment, no wider than it is far', (count, perDay) => {
    const left = ((65_535 - count) / perDay) * day;
    const forecast = counted(count, perDay, count / perDay);
    expect(forecast).toMatchObject({ kind: 'range', limit: 'cgroup-ids', confidence: 'high' });
    if (forecast.kind === 'range') {
      expect(forecast.earliestSeconds).toBeLessThan(left);
      expect(forecast.latestSeconds).toBeGreaterThan(left);
      expect(forecast.latestSeconds - forecast.earliestSeconds).toBeLessThan(1.5 * left);
    }
  });

  it('the rate is the recent one, with that since the boot as the other end', () => {
    const forecast = counted(40_000, 8000, 60);
    expect(forecast.kind === 'none' ? undefined : forecast.earliestSeconds).toBeLessThan((25_535 / 8000) * day);
  });

  it('all but used up: at any time', () => {
    expect(counted(65_400, 2000)).toEqual({ kind: 'none', why: 'ids-not-counted' });
  });
});

describe('where nothing counts them', () => {
  it('a young leak has a bound, before which even the smallest plausible share of slab for each ID does not end', () => {
    const forecast = forecastOf(onEl7(6, 3000));
    const left = (65_535 / 3000 - 6) * day;
    expect(forecast).toMatchObject({ limit: 'cgroup-ids', confidence: 'low' });
    expect(forecast.kind === 'none' ? Infinity : forecast.earliestSeconds).toBeLessThan(left);
    expect(forecast.kind === 'none' ? 0 : forecast.earliestSeconds).toBeGreaterThan(3 * day);
  });

  it('a leak that may be at its end any time is said to be, by when at the latest, and memory that lasts longer beside it', () => {
    const { forecast, otherForecast } = diagnose(onEl7(20, 3000));
    expect(forecast).toMatchObject({ kind: 'latest', earliestSeconds: 0, confidence: 'low' });
    expect(forecast.kind === 'latest' ? forecast.latestSeconds : 0).toBeGreaterThan((65_535 / 3000 - 20) * day);
    expect(otherForecast).toMatchObject({ kind: 'range', limit: 'memory' });
  });

  it.each([80, 200])(
    'after %d days the slab holds all IDs by any share, and yet the node works: nothing is foretold of them',
    (days) => {
      expect(forecastOf(onEl7(days, 3000))).toEqual({ kind: 'none', why: 'ids-not-counted' });
      expect(forecastOf(onEl7(days, 3000, { podStarts1d: undefined }))).toEqual({
        kind: 'none',
        why: 'ids-not-counted',
      });
    }
  );

  it('the entries of the probe draw the ends closer', () => {
    const earliest = (more: Partial<NodeEvidence>) => {
      const forecast = forecastOf(onEl7(6, 3000, more));
      return forecast.kind === 'none' ? 0 : forecast.earliestSeconds;
    };
    // 2 for each ID, so that at most 1.4 of them are one.
    expect(earliest({ slabEntries: 36_000 })).toBeGreaterThan(earliest({}));
    // What contradicts the rest is left out.
    expect(earliest({ slabEntries: 2_000_000 })).toBe(earliest({}));
  });

  it('the recent growth counts, not what has gathered since the boot', () => {
    const slow = onEl7(40, 200);
    const history = (perDay: number) =>
      Array.from({ length: 9 }, (_, step) => ({
        timeSeconds: at - (8 - step) * 6 * 3600,
        bytes: (slow.slabUnreclaimableBytes ?? 0) - ((8 - step) / 4) * perDay,
      }));
    const earliest = (perDay: number) => {
      const forecast = forecastOf({
        ...slow,
        slabSteadyGrowthBytesPerDay: 100 * MiB,
        podStarts1d: undefined,
        slabHistory: history(perDay),
      });
      return forecast.kind === 'none' ? 0 : forecast.earliestSeconds;
    };
    expect(earliest(800 * MiB)).toBeCloseTo(earliest(400 * MiB) / 2, -3);
  });

  it('no end is foretold from slab where its entries say that far fewer IDs are gone than it would hold', () => {
    const old = onEl7(20, 3000);
    const perId = 2 * entriesPerId.min;
    expect(forecastOf({ ...old, slabEntries: 60_000 * perId })).toMatchObject({ kind: 'latest' });
    expect(forecastOf({ ...old, slabEntries: 6_000 * perId })).toEqual({ kind: 'none', why: 'ids-not-counted' });
  });

  it('only an end is foretold where caches were dropped since the boot: the IDs are not given back', () => {
    const slow = onEl7(6, 3000);
    const dropped = (share: number): NodeEvidence => ({
      ...slow,
      slabHistory: Array.from({ length: 9 }, (_, step) => ({
        timeSeconds: at - (8 - step) * 6 * 3600,
        bytes: (slow.slabUnreclaimableBytes ?? 0) * (step < 4 ? 1 / (1 - share) : 1) - (8 - step) * MiB,
      })),
    });
    expect(forecastOf(dropped(0.3))).toMatchObject({ kind: 'latest', limit: 'cgroup-ids' });
    expect(forecastOf(dropped(0.05))).toMatchObject({ kind: 'bound', limit: 'cgroup-ids' });
  });

  it('a probe that counts what exists on el7 counts no IDs', () => {
    const probed = { memoryCgroups: 310, liveMemoryCgroups: 300, memoryCgroupsGrowthPerDay: 2 };
    expect(forecastOf(onEl7(20, 3000, probed))).toEqual(forecastOf(onEl7(20, 3000)));
  });

  it('a memory that lasts for weeks says nothing of IDs on a kernel whose removed cgroups hold no slab', () => {
    const { state, forecast } = diagnose(
      leakingFor(20, {
        kernelRelease: '6.12.30',
        percpuBytes: 12 * GiB,
        slabUnreclaimableBytes: GiB,
        slabSteadyGrowthBytesPerDay: 20 * MiB,
      })
    );
    expect([state, forecast]).toEqual(['leaking', { kind: 'none', why: 'ids-not-counted' }]);
  });

  it('a cache of pages of 64 KiB holds more for each', () => {
    const onLargePages = onEl7(6, 3000, {
      kernelRelease: '4.14.0-115.el7a.aarch64',
      slabUnreclaimableBytes: 270 * MiB + 6 * 3000 * 400 * KiB,
      slabSteadyGrowthBytesPerDay: 3000 * 400 * KiB,
    });
    expect(diagnose(onLargePages).forecast).not.toMatchObject({ limit: 'memory' });
  });
});

it('a memory that ends before the IDs can is named first', () => {
  const { forecast, otherForecast } = diagnose(
    onEl7(2, 3000, { memoryAvailableBytes: 0.3 * GiB, memoryTotalBytes: GiB })
  );
  expect(forecast).toMatchObject({ kind: 'range', limit: 'memory' });
  expect(otherForecast).toMatchObject({ limit: 'cgroup-ids' });
});
