import { defaultThresholds, type ThresholdId } from '../../diagnosis/thresholds';
import { figureText, parseFigure } from './figure';

it.each(Object.entries(defaultThresholds) as Array<[ThresholdId, number]>)(
  '%s: what the form writes reads as the same value',
  (id, value) => {
    expect(parseFigure(id, figureText(id, value))).toBe(value);
    expect(parseFigure(id, String(value))).toBe(value);
  }
);

it.each<[ThresholdId, string, number]>([
  ['slabGrowthBytesPerDay', '64 MiB', 64 * 1024 ** 2],
  ['slabGrowthBytesPerDay', '1.5gib', 1.5 * 1024 ** 3],
  ['slabGrowthBytesPerDay', '67108864', 64 * 1024 ** 2],
  ['memoryAmpleRatio', '7 %', 0.07],
  ['proofPeriodSeconds', '14 h', 14 * 3600],
])('%s takes %s', (id, typed, value) => {
  expect(parseFigure(id, typed)).toBe(value);
});

it.each<[ThresholdId, string]>([
  ['slabGrowthBytesPerDay', '64 h'],
  ['slabGrowthBytesPerDay', 'much'],
  ['slabGrowthBytesPerDay', '64 MB'],
  ['memoryCgroupsHigh', '3 MiB'],
  ['proofPeriodSeconds', '-1 h'],
  ['proofPeriodSeconds', '1 2 h'],
])('%s does not take %s', (id, typed) => {
  expect(parseFigure(id, typed)).toBeNaN();
});

it('says figures as people do', () => {
  expect(figureText('slabGrowthBytesPerDay', 64 * 1024 ** 2)).toBe('64 MiB');
  expect(figureText('proofPeriodSeconds', 86_400)).toBe('1 d');
  expect(figureText('slabGrowthBytesPerDay', 1001)).toBe('1001 B');
});
