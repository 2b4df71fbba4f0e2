/** When work may be done: from one time of day to another, which may be past midnight, on these days. In the reader's zone. */
export interface MaintenanceWindow {
  /** Minutes after midnight, below 1440. */
  fromMinute: number;
  toMinute: number;
  days: WindowDays;
}

/** Of the day on which a window opens. */
export type WindowDays = 'every' | 'weekdays' | 'weekend';
export const windowDays: readonly WindowDays[] = ['every', 'weekdays', 'weekend'];

const dayMinutes = 1440;
const daySeconds = 86_400;

/** "22:00-04:00"; nothing for what is no window. The same time twice is the whole day. */
export function parseWindowTimes(text: string): Pick<MaintenanceWindow, 'fromMinute' | 'toMinute'> | undefined {
  const found = /^\s*([01]?\d|2[0-3])[:：]([0-5]\d)\s*[-–—~]\s*([01]?\d|2[0-3])[:：]([0-5]\d)\s*$/.exec(text);
  if (!found) {
    return undefined;
  }
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found.slice(1).map(Number);
  return { fromMinute: fromHour * 60 + fromMinute, toMinute: toHour * 60 + toMinute };
}

export function windowTimesText({ fromMinute, toMinute }: Pick<MaintenanceWindow, 'fromMinute' | 'toMinute'>): string {
  const time = (minutes: number) =>
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${time(fromMinute)}-${time(toMinute)}`;
}

/**
 * The first moment from `earliestSeconds` on at which work of this length fits into a window; work that is longer than every
 * window begins when one opens. Unix seconds; `timeZone` is an IANA name.
 */
export function nextSlot(
  earliestSeconds: number,
  lengthSeconds: number,
  window: MaintenanceWindow | undefined,
  timeZone: string
): number {
  if (!window) {
    return earliestSeconds;
  }
  const openMinutes = (window.toMinute - window.fromMinute + dayMinutes) % dayMinutes || dayMinutes;
  // From the day before, whose window may still be open, over a whole week and the day after it.
  for (let day = -1; day <= 8; day += 1) {
    const opens = openingOn(earliestSeconds + day * daySeconds, window, timeZone);
    const starts = Math.max(opens.atSeconds, earliestSeconds);
    const closes = opens.atSeconds + openMinutes * 60;
    const fits = starts + lengthSeconds <= closes || (lengthSeconds > openMinutes * 60 && starts === opens.atSeconds);
    if (isOn(opens.weekday, window.days) && fits) {
      return starts;
    }
  }
  return earliestSeconds;
}

function isOn(weekday: number, days: WindowDays): boolean {
  const isWeekend = weekday === 0 || weekday === 6;
  return days === 'every' || (days === 'weekend') === isWeekend;
}

function openingOn(dayOfSeconds: number, { fromMinute }: MaintenanceWindow, timeZone: string) {
  const wall = wallClock(dayOfSeconds, timeZone);
  const midnight = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()) / 1000;
  return { atSeconds: fromWallClock(midnight + fromMinute * 60, timeZone), weekday: wall.getUTCDay() };
}

/** What a clock in the zone shows, as if it were UTC. */
function wallClock(seconds: number, timeZone: string): Date {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(seconds * 1000);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value);
  return new Date(Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')));
}

/** Where a clock is put forward, the time that does not exist counts as the moment after. */
function fromWallClock(wallSeconds: number, timeZone: string): number {
  const offsetAt = (seconds: number) => wallClock(seconds, timeZone).getTime() / 1000 - Math.floor(seconds);
  const near = wallSeconds - offsetAt(wallSeconds);
  return wallSeconds - offsetAt(near);
}

/** "2026-11-30T22:00" as such a clock shows it, for a field of date and time. */
export function wallClockText(seconds: number, timeZone: string): string {
  return wallClock(seconds, timeZone).toISOString().slice(0, 16);
}

export function parseWallClock(text: string, timeZone: string): number | undefined {
  const wallSeconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? Date.parse(`${text}Z`) / 1000 : NaN;
  return Number.isFinite(wallSeconds) ? fromWallClock(wallSeconds, timeZone) : undefined;
}
