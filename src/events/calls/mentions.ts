import { type ErrnoMention } from './errnos';
import { findCalledCgroups, findObjects, type ObjectMention } from './objects';
import { findOperations, type OperationMention } from './operations';

/** What a text names that calls may be made of, each in the order of the text. */
export interface Mentions {
  readonly text: string;
  readonly objects: readonly ObjectMention[];
  /** Where it only says "cgroup". */
  readonly called: readonly ObjectMention[];
  /** Verbs that are no part of an object or of an error. */
  readonly operations: readonly OperationMention[];
}

export function findMentions(text: string, errnos: readonly ErrnoMention[]): Mentions {
  const objects = findObjects(
    text,
    errnos.map(({ start }) => start)
  );
  const isFree = ({ start, end }: OperationMention) =>
    !objects.some((each) => each.start < end && start < each.end) &&
    !errnos.some((each) => each.start < end && start < each.end);
  return { text, objects, called: findCalledCgroups(text), operations: findOperations(text).filter(isFree) };
}

/** Between an object and its error stand no more than a colon and a few words. */
export const isNamed = (between: string) => between.length <= 4;
export const isNear = (between: string) => between.length <= 96 && !between.includes('\n');

export function lastWithin<T extends { start: number; end: number }>(
  all: readonly T[],
  from: number,
  to: number
): T | undefined {
  for (let index = all.length - 1; index >= 0; index--) {
    const each = all[index];
    if (each && each.start >= from && each.end <= to) {
      return each;
    }
  }
  return undefined;
}

export function firstWithin<T extends { start: number; end: number }>(
  all: readonly T[],
  from: number,
  to: number
): T | undefined {
  return all.find((each) => each.start >= from && each.end <= to);
}
