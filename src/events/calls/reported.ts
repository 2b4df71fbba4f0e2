import { type ErrnoMention } from './errnos';
import { type ObjectMention } from './objects';

/** A program reports the call: no sentence about it, no question, no condition. */
export const isReportedAt = (
  text: string,
  errno: ErrnoMention,
  object: ObjectMention | undefined,
  start: number,
  end: number
): boolean => (isAttached(text, errno) || isRightBehind(text, object, errno)) && !isSupposed(text, start, end);

const attaching =
  /(?:[:：=([{\-–—,/]|=\s{0,2}-1\b|\b(?:errno|error|err|code|with|failed|returned|caused|because|by|to|got|reason|fehler|erreur)\b)["'`\s]*(?:\[?)$/i;

/** The error stands for itself, or where something failed of it. */
export function isAttached(text: string, { start, end }: ErrnoMention): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  // An elision that runs into the error stands for the path and its colon.
  return (
    before.trim() === '' ||
    attaching.test(before) ||
    /(?:\.{3}|…)$/.test(before) ||
    /^\s{0,2}[-–:]\s/.test(text.slice(end, end + 3))
  );
}

/** `X No space left on device`: nothing stands between what was asked for and the error. */
const isRightBehind = (text: string, object: ObjectMention | undefined, { start }: ErrnoMention): boolean =>
  object !== undefined && object.end < start && /^["'`]?\s{1,2}$/.test(text.slice(object.end, start));

const supposing =
  /\b(?:if|whether|would|should|might|e\.g|for example|such as|instead of|fix(?:es|ed)?|workarounds?|prevents?|avoids?|no longer|why|how (?:do|to|can)|never|without|expected|similar to|looks? like|wenn|warum|weshalb|pourquoi|если|почему)\b|如果|为什么|怎么|如何|修复|避免|なぜ|場合/i;

/** A question, a condition or a cure speaks of the call; no program reports it there. */
export function isSupposed(text: string, start: number, end: number): boolean {
  const line = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 160);
  const before =
    text
      .slice(line, start)
      .split(/[.!?。]\s/)
      .at(-1) ?? '';
  return supposing.test(before) || /^["'`’”)\]*_]{0,4}\s?[?？]/.test(text.slice(end, end + 8));
}
