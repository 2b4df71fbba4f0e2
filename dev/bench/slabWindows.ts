import { hour, minute } from '../fleet/curves';

export const scrapeSeconds = 60;

/** At whole multiples of its step, growth looks so far back: jsonnet/lib/slabMoments.libsonnet has the spans. */
const growthLooks = [
  { stepSeconds: 240 * minute, hours: 168 },
  { stepSeconds: 80 * minute, hours: 32 },
  { stepSeconds: 40 * minute, hours: 16 },
];
/** Written whole up to the end: what the usual questions over six hours read. */
const wholeHours = 8;
const historyDays = 7;
const historyStepSeconds = 6 * hour;

export interface Window {
  from: number;
  until: number;
}

/** The last hours whole; before them what growth and history look at, joined where they overlap. */
export function slabWindows(endSeconds: number): Window[] {
  const multiples = (stepSeconds: number, hours: number) => {
    const last = Math.floor(endSeconds / stepSeconds) * stepSeconds;
    return Array.from({ length: Math.ceil((hours * hour) / stepSeconds) + 1 }, (_, i) => last - i * stepSeconds);
  };
  const ends = [
    ...growthLooks.flatMap(({ stepSeconds, hours }) => multiples(stepSeconds, hours)),
    // A range query is asked at whole multiples of its step, too.
    ...multiples(historyStepSeconds, historyDays * 24),
  ];
  const whole = endSeconds - wholeHours * hour;
  const earlier = ends
    .filter((until) => until < whole)
    .map((until) => ({ from: until - 10 * minute, until }))
    .sort((a, b) => a.from - b.from);
  return joinedWindows([...earlier, { from: whole, until: endSeconds }]);
}

/** Sorted windows, each sample in one of them only. */
function joinedWindows(sorted: readonly Window[]): Window[] {
  const joined: Window[] = [];
  for (const window of sorted) {
    const last = joined.at(-1);
    if (last && window.from <= last.until + scrapeSeconds) {
      last.until = Math.max(last.until, window.until);
    } else {
      joined.push({ ...window });
    }
  }
  return joined;
}
