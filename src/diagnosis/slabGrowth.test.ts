import { classifyKernel } from '../kernel';
import { measuredAtSeconds as at, measuredNode } from '../test/measuredNode';
import { defaultThresholds, type NodeEvidence } from '.';
import { isSlabGrowing, mayYetLevelOff } from './slabGrowth';

const MiB = 1024 ** 2;
const day = 86400;

const isGrowing = (changes: Partial<NodeEvidence>, release = '3.10.0-1160.el7.x86_64') =>
  isSlabGrowing(node(changes), classifyKernel(release), defaultThresholds);

const mayLevelOff = (changes: Partial<NodeEvidence>, release = '3.10.0-1160.el7.x86_64') =>
  mayYetLevelOff(node(changes), classifyKernel(release), defaultThresholds);

const node = (changes: Partial<NodeEvidence>) => measuredNode({ bootTimeSeconds: at - 30 * day, ...changes });

describe('growth of slab that matters', () => {
  const slow = { slabSteadyGrowthBytesPerDay: 40 * MiB };

  it('is half as much where it is what many starts leave behind', () => {
    expect(isGrowing({ ...slow, podStarts1d: 3_000 })).toBe(true);
    expect(isGrowing(slow)).toBe(false);
    expect(isGrowing({ ...slow, podStarts1d: 400 })).toBe(false);
    // 4 KiB for each start: less than the least that a lost ID holds.
    expect(isGrowing({ ...slow, podStarts1d: 10_000 })).toBe(false);
    expect(isGrowing({ slabSteadyGrowthBytesPerDay: 20 * MiB, podStarts1d: 2_000 })).toBe(false);
    expect(isGrowing({ ...slow, podStarts1d: 3_000 }, '5.15.0-105-generic')).toBe(false);
    expect(isGrowing({ ...slow, podStarts1d: 3_000 }, '4.19.0-13-amd64')).toBe(true);
    expect(isGrowing({ ...slow, podStarts1d: 700 }, '4.19.0-13-amd64')).toBe(false);
  });

  it('is a quarter where each start leaves half an ID on a kernel with private caches', () => {
    const slower = { slabSteadyGrowthBytesPerDay: 20 * MiB, podStarts1d: 700 };
    expect(isGrowing(slower)).toBe(true);
    expect(isGrowing(slower, '4.19.0-13-amd64')).toBe(false);
    expect(isGrowing({ ...slower, slabSteadyGrowthBytesPerDay: 15 * MiB })).toBe(false);
    expect(isGrowing({ ...slower, slabUnreclaimableBytes: 400 * MiB })).toBe(false);
    // More for each start than any leak among those that were measured leaves.
    expect(isGrowing({ slabSteadyGrowthBytesPerDay: 60 * MiB, podStarts1d: 200 })).toBe(false);
  });

  it('may yet level off on a young machine that starts little', () => {
    const young = { bootTimeSeconds: at - 3 * day, slabSteadyGrowthBytesPerDay: 500 * MiB };
    const isSettled = (changes: Partial<NodeEvidence>) => !mayLevelOff(changes);
    expect(isSettled({ ...young, podStarts1d: 400 })).toBe(false);
    expect(isSettled({ ...young, podStarts1d: 4_000 })).toBe(true);
    expect(isSettled({ ...young, podStarts1d: 400, bootTimeSeconds: at - 6 * day })).toBe(true);
    // Of the first day only the last quarter of an hour is known.
    expect(isSettled({ ...young, podStarts15m: 4 })).toBe(false);
    expect(isSettled({ ...young, podStarts15m: 60 })).toBe(true);
  });

  it('may yet level off where nobody tells of starts, until a day before the IDs could be gone', () => {
    const after = (days: number, slabMiB: number, growthMiB: number, release?: string) =>
      mayLevelOff(
        {
          bootTimeSeconds: at - days * day,
          slabUnreclaimableBytes: slabMiB * MiB,
          slabSteadyGrowthBytesPerDay: growthMiB * MiB,
        },
        release
      );
    // 65,535 IDs hold 1,792 MiB at least, beside 400 that are of ordinary work.
    expect(after(0.7, 890, 885)).toBe(true);
    expect(after(2, 1_400, 900)).toBe(false);
    expect(after(4, 1_800, 250)).toBe(true);
    expect(after(5.1, 1_800, 250)).toBe(false);
    expect(after(3, 3_600, 800, '3.10.0-1127.19.1.el7.ppc64le')).toBe(true);
  });
});
