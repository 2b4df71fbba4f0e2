const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Grafana's rounding ladder: the first limit that is not exceeded gives the step. */
const LADDER: ReadonlyArray<readonly [limit: number, step: number]> = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1.5 * SECOND, SECOND],
  [3.5 * SECOND, 2 * SECOND],
  [7.5 * SECOND, 5 * SECOND],
  [12.5 * SECOND, 10 * SECOND],
  [17.5 * SECOND, 15 * SECOND],
  [25 * SECOND, 20 * SECOND],
  [45 * SECOND, 30 * SECOND],
  [1.5 * MINUTE, MINUTE],
  [3.5 * MINUTE, 2 * MINUTE],
  [7.5 * MINUTE, 5 * MINUTE],
  [12.5 * MINUTE, 10 * MINUTE],
  [17.5 * MINUTE, 15 * MINUTE],
  [25 * MINUTE, 20 * MINUTE],
  [45 * MINUTE, 30 * MINUTE],
  [1.5 * HOUR, HOUR],
  [2.5 * HOUR, 2 * HOUR],
  [4.5 * HOUR, 3 * HOUR],
  [9 * HOUR, 6 * HOUR],
  [DAY, 12 * HOUR],
  [7 * DAY, DAY],
  [21 * DAY, 7 * DAY],
  [42 * DAY, 30 * DAY],
];

const SAFE_POINTS = 11_000;
const DEFAULT_POINTS = 100;
const DEFAULT_MIN_STEP = 15 * SECOND;

export interface TimeRangeMs {
  from: number;
  to: number;
}

function roundInterval(milliseconds: number): number {
  return LADDER.find(([limit]) => milliseconds <= limit)?.[1] ?? 365 * DAY;
}

/**
 * `intervalMs` is only the floor, as in Grafana: a request that leaves out `maxDataPoints` gets 100 points,
 * which surprises callers and would stay hidden if the host were kinder than the server.
 */
export function stepFor(range: TimeRangeMs, intervalMs: number | undefined, maxDataPoints: number | undefined): number {
  const span = Math.max(0, range.to - range.from);
  const floor = intervalMs !== undefined && intervalMs > 0 ? intervalMs : DEFAULT_MIN_STEP;
  const points = maxDataPoints !== undefined && maxDataPoints > 0 ? maxDataPoints : DEFAULT_POINTS;
  const wanted = span / points;
  const calculated = wanted < floor ? floor : roundInterval(wanted);
  const safe = roundInterval(span / SAFE_POINTS);
  return Math.max(calculated, safe);
}

export function alignRange(range: TimeRangeMs, step: number): TimeRangeMs {
  return { from: Math.floor(range.from / step) * step, to: Math.floor(range.to / step) * step };
}

export function interpolate(expr: string, range: TimeRangeMs, step: number): string {
  const span = range.to - range.from;
  const seconds = Math.round(span / SECOND);
  const rate = Math.max(step + DEFAULT_MIN_STEP, 4 * DEFAULT_MIN_STEP);
  const values: Record<string, string> = {
    __interval_ms: String(step),
    __interval: `${step}ms`,
    __range_ms: String(span),
    __range_s: String(seconds),
    __range: `${seconds}s`,
    __rate_interval_ms: String(rate),
    __rate_interval: `${rate}ms`,
  };
  return expr.replace(/\$(?:\{(__\w+)\}|(__\w+))/g, (whole: string, braced?: string, bare?: string) => {
    return values[braced ?? bare ?? ''] ?? whole;
  });
}

const UNITS: Readonly<Record<string, number>> = {
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
  M: 30 * DAY,
  y: 365 * DAY,
};

/** Grafana's backend takes epoch milliseconds or `now`, `now-6h`. */
export function parseTime(value: string | number | undefined, now: number): number {
  if (typeof value === 'number') {
    return value;
  }
  const text = (value ?? 'now').trim();
  if (/^\d+$/.test(text)) {
    return Number(text);
  }
  const relative = /^now(?:-(\d+)([smhdwMy]))?$/.exec(text);
  if (!relative) {
    throw new Error(`invalid time range value "${text}"`);
  }
  const [, amount, unit] = relative;
  return amount === undefined || unit === undefined ? now : now - Number(amount) * (UNITS[unit] ?? 0);
}
