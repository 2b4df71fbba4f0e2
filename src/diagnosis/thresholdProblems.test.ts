import { contradictionsOf, thresholdProblem } from './thresholdProblems';
import { defaultThresholds } from './thresholds';

describe('thresholds that cannot be used', () => {
  it.each([
    ['memoryShortRatio', 5, 'ratio'],
    ['memoryShortRatio', 1, undefined],
    ['percpuHighRatio', 1.01, 'ratio'],
    ['stuckPodMinutes', 1.5, 'whole'],
    ['stuckPodMinutes', 15, undefined],
    ['proofPeriodSeconds', 0.5, 'whole'],
    ['memcgIdLimit', 65535.5, 'whole'],
    ['slabGrowthBytesPerDay', 0, 'number'],
    ['slabGrowthBytesPerDay', -1, 'number'],
    ['slabGrowthBytesPerDay', NaN, 'number'],
    ['slabGrowthBytesPerDay', Infinity, 'number'],
    ['slabGrowthBytesPerDay', 0.5, undefined],
  ])('%s of %p: %p', (id, value, expected) => {
    expect(thresholdProblem(id, value)).toBe(expected);
  });

  it('contradict each other', () => {
    expect(contradictionsOf(defaultThresholds)).toEqual([]);
    expect(contradictionsOf({ ...defaultThresholds, memoryShortRatio: 0.5 })).toEqual([
      { id: 'memoryShortRatio', mustNotExceed: 'memoryAmpleRatio', problem: 'shortAboveAmple' },
    ]);
    expect(contradictionsOf({ ...defaultThresholds, slabEntriesWarning: 90_000 })).toMatchObject([
      { id: 'slabEntriesWarning', mustNotExceed: 'slabEntriesCritical' },
    ]);
  });

  it.each(Object.entries(defaultThresholds))('%s has a default that can be used', (id, value) => {
    expect(thresholdProblem(id, value)).toBeUndefined();
  });
});
