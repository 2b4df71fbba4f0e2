import { type Measure } from '../diagnosis/diagnosis';
import { type Translate } from './translator';

/** Figures with their units in the reader's language. */
export interface Measures {
  bytes: (bytes: number) => string;
  bytesPerDay: (bytes: number) => string;
  count: (count: number) => string;
  ratio: (ratio: number) => string;
  duration: (seconds: number) => string;
  durationRange: (earliestSeconds: number, latestSeconds: number) => string;
  /** Date and time of day, with the name of the time zone. */
  dateTime: (seconds: number) => string;
  /** Date and time of day, where the time zone is named beside it. */
  minute: (seconds: number) => string;
  /** Day of the week and date. */
  day: (seconds: number) => string;
  time: (seconds: number) => string;
  /** IANA name of the zone that all times are told in. */
  timeZone: string;
  measure: (measure: Measure | undefined) => string;
}

/** How the reader tells the time. */
export interface Clock {
  /** BCP 47, by preference: the first that speaks the language gives the way to write dates. */
  locales?: readonly string[];
  /** IANA name; the machine's own where it is absent. */
  timeZone?: string;
}

const daySeconds = 86400;
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

export function createMeasures(language: string, text: Translate, clock: Clock = {}): Measures {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const oneDecimal = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const [spoken] = language.split('-');
  const locale = clock.locales?.find((each) => each.split('-')[0] === spoken) ?? language;
  const times = (options: Intl.DateTimeFormatOptions) => dateFormat(locale, clock.timeZone, options);
  const date = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  const minute = times({ dateStyle: 'medium', timeStyle: 'short' });
  const day = times({ weekday: 'long', ...date });
  const time = times({ timeStyle: 'short' });
  const moment = times({ ...date, hour: 'numeric', minute: '2-digit', timeZoneName: 'short' });

  const bytes = (value: number) => {
    const exponent = Math.min(binaryUnits.length - 1, Math.max(0, Math.floor(Math.log2(Math.abs(value) || 1) / 10)));
    const scaled = value / 1024 ** exponent;
    return `${(Math.abs(scaled) < 10 ? oneDecimal : whole).format(scaled)} ${binaryUnits[exponent] ?? 'B'}`;
  };
  const signed = (value: number, formatted: string) => (value > 0 ? `+${formatted}` : formatted);
  const bytesPerDay = (value: number) => text('unit.perDay', { value: signed(value, bytes(value)) });
  const count = (value: number) => whole.format(value);
  const ratio = (value: number) => percent.format(value);

  const duration = (seconds: number) => {
    const minutes = Math.max(0, Math.floor(seconds / 60));
    const parts = [
      [Math.floor(minutes / 1440), 'unit.days'],
      [Math.floor(minutes / 60) % 24, 'unit.hours'],
      [minutes % 60, 'unit.minutes'],
    ] as const;
    const first = parts.findIndex(([value]) => value > 0);
    if (first < 0) {
      return text('unit.underAMinute');
    }
    return parts
      .slice(first, first + 2)
      .filter(([value]) => value > 0)
      .map(([value, key]) => text(key, { value: whole.format(value) }))
      .join(' ');
  };
  const durationRange = (earliestSeconds: number, latestSeconds: number) => {
    const [unitSeconds, key] =
      latestSeconds < 2 * daySeconds ? ([3600, 'unit.hoursRange'] as const) : ([daySeconds, 'unit.daysRange'] as const);
    const from = Math.floor(earliestSeconds / unitSeconds);
    const to = Math.max(from + 1, Math.ceil(latestSeconds / unitSeconds));
    return to > 365 && unitSeconds === daySeconds && from > 365
      ? text('unit.overAYear')
      : text(key, { from: whole.format(from), to: whole.format(to) });
  };

  const measure = (each: Measure | undefined) => {
    switch (each?.unit) {
      case undefined:
        return '';
      case 'bytes':
        return bytes(each.value);
      case 'bytesPerDay':
        return bytesPerDay(each.value);
      case 'count':
        return count(each.value);
      case 'countPerDay':
        return text('unit.perDay', { value: signed(each.value, count(each.value)) });
      case 'ratio':
        return ratio(each.value);
      case 'seconds':
        return duration(each.value);
    }
  };
  return {
    bytes,
    bytesPerDay,
    count,
    ratio,
    duration,
    durationRange,
    dateTime: (seconds) => moment.format(seconds * 1000),
    minute: (seconds) => minute.format(seconds * 1000),
    day: (seconds) => day.format(seconds * 1000),
    time: (seconds) => time.format(seconds * 1000),
    timeZone: moment.resolvedOptions().timeZone,
    measure,
  };
}

/** A zone that this browser does not know is told by its own clock. */
function dateFormat(locale: string, timeZone: string | undefined, options: Intl.DateTimeFormatOptions) {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat(undefined, options);
  }
}
