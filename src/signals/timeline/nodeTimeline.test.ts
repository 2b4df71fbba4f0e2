import { alertSpansOf, changesOf } from './nodeTimeline';
import { type SeriesRow } from '../series';
import { climbingSince, ongoingSince } from './since';
import { slabCachesOf } from './slabCaches';
import { waitingPodsOf } from './waitingPods';

const step = 300;
const row = (labels: Record<string, string>, values: Array<[number, number]>): SeriesRow => ({ labels, values });
const steady = (labels: Record<string, string>, from: number, to: number, value = 1) =>
  row(
    labels,
    Array.from({ length: (to - from) / step + 1 }, (_, index): [number, number] => [from + index * step, value])
  );

describe('what changed on a node', () => {
  it('is a boot for each new boot time, but not for a clock that is set', () => {
    const boots = row({ signal: 'bootTimeSeconds' }, [
      [1000, 100],
      [1300, 101],
      [1600, 1450],
      [1900, 1451],
    ]);
    expect(changesOf([boots], 1000)).toEqual([{ kind: 'boot', timeSeconds: 1450 }]);
    expect(changesOf([boots], 50).map(({ timeSeconds }) => timeSeconds)).toEqual([100, 1450]);
  });

  it('is each change of a version, told once though other versions change too', () => {
    const versions = (kernel: string, kubelet: string) => ({
      signal: 'versions',
      kernel_version: kernel,
      kubelet_version: kubelet,
      container_runtime_version: 'docker://20',
    });
    const rows = [
      steady(versions('k1', 'v1.18'), 0, 3000),
      steady(versions('k1', 'v1.19'), 3000, 6000),
      steady(versions('k2', 'v1.19'), 6300, 9000),
    ];
    expect(changesOf(rows, 0)).toEqual([
      { kind: 'kubelet', timeSeconds: 3000, from: 'v1.18', to: 'v1.19' },
      { kind: 'kernel', timeSeconds: 6300, from: 'k1', to: 'k2' },
    ]);
  });

  describe('of a kernel that comes and goes', () => {
    const kernel = (release: string, from: number, to: number) => steady({ signal: 'release', release }, from, to);
    const told = (...rows: SeriesRow[]) =>
      changesOf(rows, 0).map((change) =>
        change.kind === 'kernel' ? `${change.timeSeconds} ${change.from} to ${change.to}` : change.kind
      );

    it('tells the way back as well', () => {
      expect(told(kernel('a', 0, 3000), kernel('b', 3300, 6000), kernel('a', 6300, 9000))).toEqual([
        '3300 a to b',
        '6300 b to a',
      ]);
    });

    it('takes the newer of two that overlap, on the way back too', () => {
      expect(told(kernel('a', 0, 3600), kernel('b', 3000, 9600), kernel('a', 9000, 12_000))).toEqual([
        '3000 a to b',
        '9000 b to a',
      ]);
      expect(told(kernel('a', 0, 12_000), kernel('b', 3000, 6000))).toEqual(['3000 a to b', '6300 b to a']);
    });

    it('is no change when a sample is lost, or both were there from the start', () => {
      const b = [kernel('b', 0, 3000), kernel('b', 3600, 9000)];
      expect(told(kernel('a', 0, 8700), ...b)).toEqual([]);
    });
  });

  it('takes the kernel from uname without Kubernetes', () => {
    const rows = [
      steady({ signal: 'release', release: 'a' }, 0, 900),
      steady({ signal: 'release', release: 'b' }, 1200, 1800),
    ];
    expect(changesOf(rows, 0)).toEqual([{ kind: 'kernel', timeSeconds: 1200, from: 'a', to: 'b' }]);
  });

  it('bridges a lost sample of an alert, not an hour', () => {
    const values: Array<[number, number]> = [0, 300, 900, 1200, 9000, 9300].map((time) => [time, 1]);
    const lookedAt = { fromSeconds: 0, atSeconds: 9400, stepSeconds: step };
    expect(alertSpansOf([row({ alertname: 'A' }, values)], lookedAt)).toEqual([
      { alertname: 'A', fromSeconds: 0, toSeconds: 1200, isOngoing: false },
      { alertname: 'A', fromSeconds: 9000, toSeconds: 9400, isOngoing: true },
    ]);
  });
});

describe('since when', () => {
  const lookedAt = { fromSeconds: 0, atSeconds: 30_000, stepSeconds: step };

  it('is the start of the stretch that still goes on', () => {
    const rows = [steady({}, 600, 3000), steady({}, 15_000, 30_000)];
    expect(ongoingSince(rows, lookedAt)).toEqual({ timeSeconds: 15_000, isOpen: false });
  });

  it('is open at the edge of what was looked at', () => {
    expect(ongoingSince([steady({}, 0, 30_000)], lookedAt)).toMatchObject({ isOpen: true });
  });

  it('is nothing when it is over, or never was', () => {
    expect(ongoingSince([steady({}, 600, 3000)], lookedAt)).toBeUndefined();
    expect(ongoingSince([], lookedAt)).toBeUndefined();
  });

  const evidence = (bytes: number[], bootTimeSeconds?: number) => ({
    key: { node: 'a' },
    atSeconds: 1000,
    stuckPods: [],
    events: [],
    bootTimeSeconds,
    slabHistory: bytes.map((each, index) => ({ timeSeconds: index * 100, bytes: each })),
  });

  it('climbs since the boot that is seen', () => {
    expect(climbingSince(evidence([50, 60, 70, 5, 15, 25, 35], 290))).toEqual({ timeSeconds: 290, isOpen: false });
  });

  it('climbs since the end of level ground', () => {
    const climb = climbingSince(evidence([10, 10, 10, 10, 10, 20, 30, 40, 50]));
    expect(climb).toEqual({ timeSeconds: 400, isOpen: false });
  });

  it('climbs for longer than is seen', () => {
    expect(climbingSince(evidence([10, 20, 30, 40], -5000))).toEqual({ timeSeconds: 0, isOpen: true });
  });

  it('needs two samples', () => {
    expect(climbingSince(evidence([10]))).toBeUndefined();
  });

  it('tells the longest waiting pod first, and says nothing of one whose wait is not seen', () => {
    const pods = ['new', 'unseen', 'old'].map((pod) => ({ namespace: 'x', pod, reason: 'ContainerCreating' }));
    const ages = [
      steady({ namespace: 'x', pod: 'new' }, 24_000, 30_000),
      steady({ namespace: 'x', pod: 'old' }, 12_000, 30_000),
    ];
    expect(waitingPodsOf(pods, ages, lookedAt).map(({ pod, since }) => [pod, since?.timeSeconds])).toEqual([
      ['old', 12_000],
      ['new', 24_000],
      ['unseen', undefined],
    ]);
  });
});

describe('slab caches', () => {
  it('stand by growth, then by size, without growth for a single sample', () => {
    const rows = [
      row({ slab: 'single' }, [[0, 900]]),
      row({ slab: 'grown' }, [
        [0, 100],
        [600, 400],
      ]),
      row({ slab: 'shrunk' }, [
        [0, NaN],
        [300, 500],
        [600, 400],
      ]),
      row({}, [[0, 1]]),
    ];
    expect(slabCachesOf(rows)).toEqual([
      { name: 'grown', bytes: 400, grownBytes: 300, overSeconds: 600 },
      { name: 'single', bytes: 900 },
      { name: 'shrunk', bytes: 400, grownBytes: -100, overSeconds: 300 },
    ]);
  });
});
