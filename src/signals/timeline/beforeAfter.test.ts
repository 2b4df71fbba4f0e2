import { beforeAfterOf, type ComparedAnswers } from './beforeAfter';
import { proofPastOf } from './proofPast';
import { type SeriesRow } from '../series';

const MiB = 2 ** 20;
const hour = 3600;
const day = 24 * hour;
const at = 1_760_000_000;
const step = 600;
const from = at - 2 * day;
const booted = at - day;
const times = Array.from({ length: (2 * day) / step + 1 }, (_, i) => from + i * step);

function row(labels: Record<string, string>, value: (seconds: number) => number | undefined): SeriesRow {
  return {
    labels,
    values: times.flatMap((time) => {
      const each = value(time);
      return each === undefined ? [] : [[time, each] as const];
    }),
  };
}

const answer = (...rows: SeriesRow[]) => ({ rows, fromSeconds: from, atSeconds: at, stepSeconds: step });
const boots = row({ signal: 'bootTimeSeconds' }, (seconds) => (seconds < booted ? from - 9 * day : booted));
const kernel = (release: string, isAt: (seconds: number) => boolean) =>
  row({ signal: 'versions', kernel_version: release }, (seconds) => (isAt(seconds) ? 1 : undefined));

/** Grows by 400 MiB a day, and not at all after the boot once its caches are warm. */
const slab = row({ signal: 'slabUnreclaimableBytes' }, (seconds) =>
  seconds < booted
    ? 3000 * MiB + ((seconds - from) / day) * 400 * MiB
    : 300 * MiB - 100 * MiB * Math.exp(-(seconds - booted) / hour)
);

const compare = (answers: ComparedAnswers) =>
  beforeAfterOf({ changes: answer(boots), ...answers }, { kernelRelease: 'new' });

it('compares growth before and after the boot, without the hours in which caches fill', () => {
  const compared = compare({ slab: answer(slab) });
  expect(compared?.bootSeconds).toBe(booted);
  expect((compared?.before.growthBytesPerDay ?? 0) / MiB).toBeCloseTo(400, 0);
  expect((compared?.after.growthBytesPerDay ?? NaN) / MiB).toBeLessThan(10);
});

it('says the growth since the boot that the proof says, so that one panel has one figure', () => {
  const known = { kernelRelease: 'new', slabSteadyGrowthBytesPerDay: -MiB };
  const compared = beforeAfterOf({ changes: answer(boots), slab: answer(slab) }, known);
  expect(compared?.after.growthBytesPerDay).toBe(-MiB);
  expect((compared?.before.growthBytesPerDay ?? 0) / MiB).toBeCloseTo(400, 0);
});

it('says nothing of growth while the boot is too fresh', () => {
  const late = row({ signal: 'bootTimeSeconds' }, (seconds) => (seconds < at - hour ? from - day : at - hour));
  const compared = beforeAfterOf({ changes: answer(late), slab: answer(slab) }, { kernelRelease: 'new' });
  expect(compared?.after.growthBytesPerDay).toBeUndefined();
});

it('names the kernel on both sides', () => {
  const changes = answer(
    boots,
    kernel('old', (seconds) => seconds < booted),
    kernel('new', (seconds) => seconds >= booted)
  );
  const compared = beforeAfterOf({ changes }, { kernelRelease: 'new' });
  expect([compared?.before.kernelRelease, compared?.after.kernelRelease]).toEqual(['old', 'new']);
});

it('knows a boot that no step has reached yet', () => {
  const noBoot = answer(row({ signal: 'bootTimeSeconds' }, () => from - day));
  const fresh = { kernelRelease: 'new', bootTimeSeconds: at - 60 };
  expect(beforeAfterOf({ changes: noBoot, slab: answer(slab) }, fresh)).toMatchObject({
    bootSeconds: at - 60,
    after: { fromSeconds: at - 60, growthBytesPerDay: undefined },
  });
  // The one that the steps show, told a second later.
  expect(beforeAfterOf({ changes: answer(boots) }, { ...fresh, bootTimeSeconds: booted + 1 })?.bootSeconds).toBe(
    booted
  );
});

describe('failed creations', () => {
  const tried = row({ signal: 'cgroupCreates15m' }, (seconds) => (seconds < booted ? 75 : 3));
  const started = row({ signal: 'podStarts15m' }, (seconds) => (seconds < booted ? 0 : 3));

  it('are taken from events where they count them', () => {
    const refused = row({ signal: 'refusedTotal' }, (seconds) =>
      seconds >= booted - 10 * hour && seconds < booted + 10 * 60
        ? Math.min(seconds, booted) - (booted - 10 * hour)
        : undefined
    );
    const compared = compare({ creations: answer(tried, started, refused) });
    expect(compared?.before.failedCreations).toEqual({ count: 10 * hour - step, precision: 'atLeast' });
    // Nothing is refused any more, and the kubelet says so.
    expect(compared?.after.failedCreations).toEqual({ count: 0, precision: 'about' });
  });

  it('count from the first sample where the events are older than the range', () => {
    const refused = row({ signal: 'refusedTotal' }, (seconds) =>
      seconds < booted ? 5000 + (seconds - from) / step : undefined
    );
    const count = compare({ creations: answer(refused) })?.before.failedCreations?.count;
    expect(count).toBe(day / step - 1);
  });

  it('are told from the kubelet where nobody counts them', () => {
    const compared = compare({ creations: answer(tried, started) });
    expect(compared?.before.failedCreations).toEqual({ count: (75 * day) / 900, precision: 'about' });
    expect(compared?.after.failedCreations?.count).toBe(0);
  });

  it('are not seen where nobody tells', () => {
    expect(compare({ creations: answer() })?.after.failedCreations).toBeUndefined();
  });
});

it.each<[string, ComparedAnswers]>([
  ['nothing was asked', {}],
  ['no boot is in the range', { changes: answer(row({ signal: 'bootTimeSeconds' }, () => from - day)) }],
  ['the range begins with the boot', { changes: answer(row({ signal: 'bootTimeSeconds' }, () => from + 60)) }],
])('compares nothing where %s', (_, answers) => {
  expect(beforeAfterOf(answers, { kernelRelease: 'new' })).toBeUndefined();
});

describe('the past of a proof', () => {
  it('knows when kubelet or runtime changed, at the earliest, and the last failure', () => {
    const version = (text: string, isAt: (seconds: number) => boolean) =>
      row({ signal: 'versions', kernel_version: 'k', kubelet_version: text }, (seconds) =>
        isAt(seconds) ? 1 : undefined
      );
    const changes = answer(
      version('v1.20', (seconds) => seconds < booted),
      version('v1.22', (seconds) => seconds >= booted)
    );
    const failing = answer(row({}, (seconds) => (seconds < booted ? 1 : undefined)));
    expect(proofPastOf({ changes, failing })).toEqual({
      runtimeChangedSeconds: booted - step,
      lastFailureSeconds: booted - step,
      kernelsBefore: ['k', 'k'],
    });
  });

  it('knows every kernel that ran, one that was changed back to another as well', () => {
    const always = () => 1;
    const { kernelsBefore } = proofPastOf({
      changes: answer(
        row({ signal: 'versions', kernel_version: 'old' }, always),
        row({ signal: 'versions', kernel_version: 'new' }, (seconds) => (seconds === booted ? 1 : undefined)),
        row({ signal: 'release', release: 'newest' }, always),
        row({ signal: 'bootTimeSeconds' }, always)
      ),
    });
    expect(kernelsBefore).toEqual(['old', 'new', 'newest']);
  });

  it('knows nothing without answers', () => {
    expect(proofPastOf({})).toEqual({ kernelsBefore: [] });
  });
});
