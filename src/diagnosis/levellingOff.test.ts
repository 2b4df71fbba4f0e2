import { diagnose } from './diagnose';
import { type NodeEvidence } from './evidence';

const [GiB, MiB, day] = [2 ** 30, 2 ** 20, 86400];
const bootTimeSeconds = 1_700_000_000;

/** Slab as it is after so many days since the boot, asked every six hours for a week. */
function node(bytesAfter: (days: number) => number, upDays: number, more: Partial<NodeEvidence> = {}): NodeEvidence {
  const atSeconds = bootTimeSeconds + upDays * day;
  const at = (ago: number) => bytesAfter(Math.max(0, upDays - ago));
  const floor = (ago: number) => Math.min(at(ago), at(ago + 1));
  return {
    key: { node: 'worker-01' },
    atSeconds,
    kernelRelease: '3.10.0-1160.el7.x86_64',
    bootTimeSeconds,
    memoryTotalBytes: 64 * GiB,
    memoryAvailableBytes: 40 * GiB,
    slabUnreclaimableBytes: at(0),
    slabSteadyGrowthBytesPerDay: Math.min(...[0, 1, 2].map((ago) => floor(ago) - floor(ago + 1))),
    slabHistory: Array.from({ length: 28 }, (_, i) => (27 - i) / 4)
      .filter((ago) => ago < upDays)
      .map((ago) => ({ timeSeconds: atSeconds - ago * day, bytes: at(ago) })),
    stuckPods: [],
    events: [],
    ...more,
  };
}

const filling = (bytes: number, tauDays: number) => (days: number) =>
  250 * MiB + bytes * (1 - Math.exp(-days / tauDays));

const stateOf = (evidence: NodeEvidence) => diagnose(evidence).state;
const reasonsOf = (evidence: NodeEvidence) => diagnose(evidence).reasons.map(({ key }) => key);

describe('growth that wears off', () => {
  it('is of caches that fill, where it ends below what all IDs hold', () => {
    const evidence = node(filling(1.5 * GiB, 3), 5);
    expect(evidence.slabSteadyGrowthBytesPerDay).toBeGreaterThan(64 * MiB);
    expect(stateOf(evidence)).toBe('exposed');
    expect(reasonsOf(evidence)).toContain('slabLevelsOff');
    expect(reasonsOf(evidence)).not.toContain('slabGrowing');
  });

  it('is a leak where it would end beyond that', () => {
    expect(stateOf(node(filling(8 * GiB, 3), 5))).toBe('leaking');
  });

  it('ends later where pages have 64 KiB', () => {
    const large = { kernelRelease: '3.10.0-1160.el7.ppc64le' };
    expect(stateOf(node(filling(8 * GiB, 3), 5, large))).toBe('exposed');
    expect(stateOf(node(filling(20 * GiB, 3), 5, large))).toBe('leaking');
  });

  it('is not known before four days of one boot', () => {
    expect(stateOf(node(filling(1.5 * GiB, 3), 3.5, { podStarts1d: 4_000 }))).toBe('leaking');
  });

  it.each([
    ['as much each day', (days: number) => 250 * MiB + 0.3 * GiB * days],
    ['a little less each day, as by chance', (days: number) => 250 * MiB + 0.3 * GiB * days - 0.006 * GiB * days ** 2],
    ['more each day', (days: number) => 250 * MiB + 0.05 * GiB * days ** 2],
    [
      'less on one day and more on the next',
      (days: number) => 250 * MiB + 0.3 * GiB * (days + 0.2 * (Math.floor(days) % 2)),
    ],
  ])('is none where it is %s', (_, bytesAfter) => {
    expect(stateOf(node(bytesAfter, 6))).toBe('leaking');
  });
});
