import { day, hour, minute } from '../fleet/curves';

export const scrapeSeconds = 60;

/** Hours before the end at which growth is measured, beyond those that are written whole. */
const growthHours = [12, 16, 24, 48, 72];
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
  const lastStep = Math.floor(endSeconds / historyStepSeconds) * historyStepSeconds;
  const ends = [
    ...growthHours.map((hours) => endSeconds - hours * hour),
    // A range query is asked at whole multiples of its step.
    ...Array.from(
      { length: (historyDays * day) / historyStepSeconds + 1 },
      (_, i) => lastStep - i * historyStepSeconds
    ),
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
