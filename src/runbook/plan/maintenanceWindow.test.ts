import fc from 'fast-check';
import {
  type MaintenanceWindow,
  nextSlot,
  parseWallClock,
  parseWindowTimes,
  wallClockText,
  windowDays,
  windowTimesText,
} from './maintenanceWindow';

const night: MaintenanceWindow = { fromMinute: 22 * 60, toMinute: 4 * 60, days: 'every' };
const at = (text: string, zone = 'UTC') => parseWallClock(text, zone) ?? NaN;
const slot = (from: string, hours: number, window: MaintenanceWindow | undefined, zone = 'UTC') =>
  wallClockText(nextSlot(at(from, zone), hours * 3600, window, zone), zone);

describe('the next slot', () => {
  it.each([
    ['before the window opens', '2026-11-30T15:00', 2, '2026-11-30T22:00'],
    ['while it is open', '2026-11-30T23:30', 2, '2026-11-30T23:30'],
    ['past midnight, in the window of the day before', '2026-12-01T01:00', 2, '2026-12-01T01:00'],
    ['too late for what is left of it', '2026-12-01T02:30', 2, '2026-12-01T22:00'],
    ['longer than any window', '2026-11-30T23:00', 8, '2026-12-01T22:00'],
  ])('%s', (_, from, hours, expected) => {
    expect(slot(from, hours, night)).toBe(expected);
  });

  it('is at once where there is no window', () => {
    expect(slot('2026-11-30T15:00', 2, undefined)).toBe('2026-11-30T15:00');
  });

  // 28 November 2026 is a Saturday.
  it('keeps to the days on which a window opens', () => {
    expect(slot('2026-11-28T12:00', 2, { ...night, days: 'weekdays' })).toBe('2026-11-30T22:00');
    expect(slot('2026-11-30T12:00', 2, { ...night, days: 'weekend' })).toBe('2026-12-05T22:00');
    expect(slot('2026-12-07T01:00', 2, { ...night, days: 'weekend' })).toBe('2026-12-07T01:00');
  });

  it('is told by the clocks of the zone, also in the nights in which they are changed', () => {
    expect(slot('2026-11-30T15:00', 2, night, 'Asia/Shanghai')).toBe('2026-11-30T22:00');
    expect(slot('2026-03-28T12:00', 2, { ...night, fromMinute: 60 }, 'Europe/Berlin')).toBe('2026-03-29T01:00');
    expect(slot('2026-10-24T12:00', 2, { ...night, fromMinute: 23 * 60 }, 'Europe/Berlin')).toBe('2026-10-24T23:00');
  });

  it('lies within a window of its days and is never in the past', () => {
    const window = fc.record({
      fromMinute: fc.integer({ min: 0, max: 1439 }),
      toMinute: fc.integer({ min: 0, max: 1439 }),
      days: fc.constantFrom(...windowDays),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1.7e9, max: 1.9e9 }),
        fc.integer({ min: 60, max: 86_400 }),
        window,
        (from, length, each) => {
          const found = nextSlot(from, length, each, 'UTC');
          expect(found).toBeGreaterThanOrEqual(from);
          const open = (each.toMinute - each.fromMinute + 1440) % 1440 || 1440;
          const sinceOpening = (Math.floor((found % 86_400) / 60) - each.fromMinute + 1440) % 1440;
          expect(sinceOpening * 60 + Math.min(length, open * 60)).toBeLessThanOrEqual(open * 60);
        }
      )
    );
  });
});

describe('what is typed', () => {
  it.each([
    ['22:00-04:00', '22:00-04:00'],
    [' 9:30 – 17:00 ', '09:30-17:00'],
    ['00:00-00:00', '00:00-00:00'],
  ])('%j is a window', (text, expected) => {
    const times = parseWindowTimes(text);
    expect(times && windowTimesText(times)).toBe(expected);
  });

  it.each(['', '22', '25:00-04:00', '22:00', '22:60-04:00', 'night'])('%j is none', (text) => {
    expect(parseWindowTimes(text)).toBeUndefined();
  });

  it('a moment is that of the zone, and nonsense is none', () => {
    expect(parseWallClock('2026-11-30T22:00', 'Asia/Shanghai')).toBe(Date.UTC(2026, 10, 30, 14) / 1000);
    expect(['', 'soon', '2026-13-40T99:99'].map((text) => parseWallClock(text, 'UTC'))).toEqual(
      Array(3).fill(undefined)
    );
  });
});
