import { type NodeEvidence } from './evidence';
import { samplesSinceBoot, trendOf } from './trend';

const hour = 3600;
const line = (count: number, perDay: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    timeSeconds: from + index * 6 * hour,
    bytes: 1000 + (index * 6 * perDay) / 24,
  }));

describe('trendOf', () => {
  it('finds the slope of a line', () => {
    expect(trendOf(line(8, 240))).toMatchObject({ slowestPerDay: 240, fastestPerDay: 240, spanSeconds: 42 * hour });
  });

  it('is not moved by a few odd samples', () => {
    const samples = line(20, 240).map((sample, index) => (index % 9 === 5 ? { ...sample, bytes: 1e9 } : sample));
    const trend = trendOf(samples);
    expect(trend?.slowestPerDay).toBeCloseTo(240, 0);
    expect(trend?.slowestPerDay).toBeLessThanOrEqual(trend?.fastestPerDay ?? 0);
  });

  it('says nothing of too few samples', () => {
    expect(trendOf([])).toBeUndefined();
    expect(trendOf(line(3, 240))).toBeUndefined();
    expect(trendOf(line(1, 240).concat(line(1, 240), line(1, 240), line(1, 240)))).toBeUndefined();
  });
});

it('samplesSinceBoot leaves out what an earlier boot had leaked', () => {
  const evidence = { slabHistory: line(8, 240), bootTimeSeconds: 13 * hour } as NodeEvidence;
  expect(samplesSinceBoot(evidence).map(({ timeSeconds }) => timeSeconds)).toEqual(
    [18, 24, 30, 36, 42].map((h) => h * hour)
  );
});
