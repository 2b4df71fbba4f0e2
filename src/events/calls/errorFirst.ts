import { type ErrnoMention } from './errnos';
import { firstWithin, isNamed, lastWithin, type Mentions } from './mentions';
import { type StatedCall, statedCall } from './statedCall';

/** Characters between an error and what is named behind it. */
export const farthestBehind = 400;

/** The error is named first: `OSError: [Errno 28] No space left on device: 'X'`, `ENOSPC: …, mkdir 'X'`. */
export function errorFirst(mentions: Mentions, errno: ErrnoMention, limit: number): StatedCall | undefined {
  const { text, operations, objects, called } = mentions;
  const to = Math.min(limit, errno.end + farthestBehind);
  if (!/^["')\]]*\s*(?:[-–:,：(]|@\s\w|\/)/.test(text.slice(errno.end, errno.end + 8))) {
    return undefined;
  }
  const operation = firstWithin(operations, errno.end, to);
  if (!operation) {
    return openedOf(mentions, errno, to);
  }
  const object =
    firstWithin(objects, operation.start, to) ??
    lastWithin(objects, errno.end, operation.start) ??
    firstWithin(called, operation.start, to);
  return statedCall(mentions, errno, operation, object);
}

/** `[Errno 28] No space left on device: '/sys/fs/cgroup/X'`, the verb somewhere in the traceback before it. */
export function namedBehind(mentions: Mentions, errno: ErrnoMention, from: number, to: number): StatedCall | undefined {
  const { text, operations, objects } = mentions;
  const object = /^\s?:\s?['"]/.test(text.slice(errno.end, errno.end + 4))
    ? firstWithin(objects, errno.end, Math.min(to, errno.end + farthestBehind))
    : undefined;
  if (object?.object.kind !== 'cgroup' || !isNamed(text.slice(errno.end, object.start))) {
    return undefined;
  }
  const verb = lastWithin(operations, from, errno.start);
  return verb && object.object.file === undefined
    ? statedCall(mentions, errno, verb, object)
    : openedOf(mentions, errno, to);
}

/** `[Errno 2] No such file or directory: 'X'` names no verb; a file of a cgroup was opened. */
function openedOf(mentions: Mentions, errno: ErrnoMention, to: number): StatedCall | undefined {
  const { text, objects } = mentions;
  const object = firstWithin(objects, errno.end, to);
  const isFile = object?.object.kind === 'cgroup' && object.object.file !== undefined;
  const between = object && text.slice(errno.end, object.start);
  return isFile && between !== undefined && (isNamed(between) || rubysOpen.test(between))
    ? statedCall(mentions, errno, { operation: 'open', start: object.start, end: object.start }, object)
    : undefined;
}

/** `@ rb_sysopen - X` */
const rubysOpen = /^\s@\s\w{1,32}\s-\s$/;
