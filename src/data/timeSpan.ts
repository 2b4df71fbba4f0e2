import { dateMath, dateTime, type DateTime, type TimeRange } from '@grafana/data';
import { type AskedSpan } from '../signals/answer';

/** Ends of the time range as the URL carries them: `now-24h`, an ISO date, or epoch milliseconds. */
export interface RawSpan {
  from: string;
  to: string;
}

export const defaultSpan: Readonly<RawSpan> = { from: 'now-24h', to: 'now' };
/** Of one node: as far back as its failure is looked for, so that the charts show how it began. */
export const nodeSpan: Readonly<RawSpan> = { from: 'now-7d', to: 'now' };

export function resolveSpan(raw: RawSpan): AskedSpan {
  const { from, to } = timeRangeOf(raw);
  return { fromSeconds: from.valueOf() / 1000, atSeconds: to.valueOf() / 1000 };
}

/** A range that cannot be read, or ends before it starts, is the default one. */
export function timeRangeOf(raw: RawSpan): TimeRange {
  const from = parseTime(raw.from, false);
  const to = parseTime(raw.to, true);
  if (!from || !to || !from.isBefore(to)) {
    const now = dateTime();
    return { from: dateTime(now).subtract(24, 'hours'), to: now, raw: { ...defaultSpan } };
  }
  return { from, to, raw: { from: rawTime(raw.from, from), to: rawTime(raw.to, to) } };
}

function parseTime(text: string, roundUp: boolean): DateTime | undefined {
  const time = /^\d+$/.test(text) ? dateTime(Number(text)) : dateMath.parse(text, roundUp);
  return time?.isValid() ? time : undefined;
}

function rawTime(text: string, time: DateTime): string | DateTime {
  return dateMath.isMathString(text) ? text : time;
}

/** The reverse: what the time range picker hands out, for the URL. */
export function rawSpanOf({ raw }: TimeRange): RawSpan {
  const text = (end: string | DateTime) => (typeof end === 'string' ? end : String(end.valueOf()));
  return { from: text(raw.from), to: text(raw.to) };
}
