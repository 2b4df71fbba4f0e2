import { type Mark } from './placedReading';

/** A stretch of the original text, as it stands there. */
export interface Source {
  text: string;
  /** Where it begins, 1-based. */
  line: number;
  column: number;
}

// Noise that a reader takes out, or that differs by the depth of quoting: it counts for nothing when a place is looked up.
const noise = /\u001b\[[0-9;:?]{0,32}[ -/]?[@-~]|\\u00[0-9a-f]{2}|\\x2d|\\+[nrt"'`/]?|&(?:[a-z]{2,6}|#\d{1,6});/iy;
const counts = /[\p{L}\p{N}/._]/u;
const longestNeedle = 64;

/**
 * Where in the source the words stand, whatever quoting, wrapping and escapes lie between; the whole of it where they are
 * not found.
 */
export function marksOf(source: Source, words: string): Mark[] {
  const { text, places } = squeeze(source.text);
  const needle = squeeze(words).text;
  const start = needle === '' ? -1 : text.indexOf(needle.slice(0, longestNeedle));
  const tail = needle.slice(-longestNeedle);
  const behind = start < 0 ? -1 : text.indexOf(tail, start + Math.max(0, needle.length - longestNeedle));
  const first = places[start];
  const last = places[behind + tail.length - 1];
  return first === undefined || last === undefined || behind < 0
    ? linesOf(source, 0, source.text.length)
    : linesOf(source, first, last + 1);
}

/** Only what counts, in small letters, and where each of it stood. */
function squeeze(text: string): { text: string; places: number[] } {
  const kept: string[] = [];
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) {
    noise.lastIndex = at;
    const skipped = noise.exec(text)?.[0].length ?? 0;
    if (skipped > 0) {
      at += skipped - 1;
      continue;
    }
    const character = text.charAt(at);
    if (counts.test(character)) {
      const small = character.toLowerCase();
      kept.push(small.length === 1 ? small : character);
      places.push(at);
    }
  }
  return { text: kept.join(''), places };
}

function linesOf({ text, line, column }: Source, from: number, to: number): Mark[] {
  const marks: Mark[] = [];
  let start = 0;
  for (const [index, each] of text.split('\n').entries()) {
    const first = Math.max(from, start) - start;
    const last = Math.min(to, start + each.length) - start;
    if (last > first) {
      const shift = index === 0 ? column : 1;
      marks.push({ line: line + index, columns: { start: first + shift, end: last + shift } });
    }
    start += each.length + 1;
  }
  return marks;
}
