import { hour, minute } from '../fleet/curves';

export const scrapeSeconds = 60;

/** At whole multiples of its step, growth looks so far back. */
interface Look {
  stepSeconds: number;
  hours: number;
}
/** jsonnet/signals.libsonnet has the spans, and the week of the page's history. */
const slabLooks: readonly Look[] = [
  { stepSeconds: 240 * minute, hours: 168 },
  { stepSeconds: 80 * minute, hours: 32 },
  { stepSeconds: 40 * minute, hours: 16 },
  { stepSeconds: 360 * minute, hours: 168 },
];
/** jsonnet/cgroupGrowth.libsonnet has the spans. */
const cgroupLooks: readonly Look[] = [
  { stepSeconds: 240 * minute, hours: 96 },
  { stepSeconds: 60 * minute, hours: 24 },
  { stepSeconds: 20 * minute, hours: 8 },
];

export interface Window {
  from: number;
  until: number;
}

/** The hours whole that the usual questions read; before them what growth and history look at. */
export const slabWindows = (endSeconds: number): Window[] => windowsOf(slabLooks, 8, endSeconds);

export const cgroupWindows = (endSeconds: number): Window[] => windowsOf(cgroupLooks, 1, endSeconds);

/** The last hours whole; before them what is looked at, joined where it overlaps. */
function windowsOf(looks: readonly Look[], wholeHours: number, endSeconds: number): Window[] {
  const ends = looks.flatMap(({ stepSeconds, hours }) => {
    const last = Math.floor(endSeconds / stepSeconds) * stepSeconds;
    return Array.from({ length: Math.ceil((hours * hour) / stepSeconds) + 1 }, (_, i) => last - i * stepSeconds);
  });
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
