import { type Errno } from './failedCall';
import { englishWordings, translatedWordings, type Wordings } from './wordings';

/** An errno as a text names it. */
export interface ErrnoMention {
  errno: Errno;
  start: number;
  end: number;
}

const numbers: Readonly<Record<number, Errno>> = {
  1: 'EPERM',
  2: 'ENOENT',
  4: 'EINTR',
  5: 'EIO',
  6: 'ENXIO',
  11: 'EAGAIN',
  12: 'ENOMEM',
  13: 'EACCES',
  16: 'EBUSY',
  17: 'EEXIST',
  19: 'ENODEV',
  20: 'ENOTDIR',
  22: 'EINVAL',
  23: 'ENFILE',
  24: 'EMFILE',
  28: 'ENOSPC',
  30: 'EROFS',
  32: 'EPIPE',
  34: 'ERANGE',
  38: 'ENOSYS',
  39: 'ENOTEMPTY',
  87: 'EUSERS',
  95: 'EOPNOTSUPP',
  104: 'ECONNRESET',
  110: 'ETIMEDOUT',
  122: 'EDQUOT',
  524: 'ENOTSUPP',
};

const name =
  /\bE(?:WOULDBLOCK|ACCESS|[A-Z]{2,11}|2BIG)\b|\be(?:nomem|nospc|again|busy|noent|acces|perm|inval|mfile|rofs|exist)\b/g;
const aliases: Readonly<Record<string, Errno>> = { EWOULDBLOCK: 'EAGAIN', EACCESS: 'EACCES' };
/** By a word before it, as a negative result, in brackets, or as Go prints it with `%#v`. */
const number =
  /\b(?:os\s+error|errno(?:\s+is)?|error(?:\s+code)?|err|rc|ret(?:urned|val)?|returns?)["']?\s{0,2}[:=]?\s{0,2}\(?(-?\d{1,3})\b(?![/:.-]\d)|\bfailed(?:\s+with)?[:,]?\s{0,2}\(?-(\d{1,3})\b|\((-?\d{1,3})\)(?=\s*(?:$|[\n.,;:"']))|\bErr:(0x[0-9a-f]{1,2})\b/gi;

/** Every errno that the text names, by words in any language of libc, by name or by number, in order. */
export function findErrnos(text: string): ErrnoMention[] {
  const found = [...wordedIn(text), ...namedIn(text), ...numberedIn(text)].sort((a, b) => a.start - b.start);
  const merged: ErrnoMention[] = [];
  for (const each of found) {
    const last = merged.at(-1);
    // "[Errno 28] No space left on device" and "ENOSPC (No space left on device)" name one error twice.
    if (last && (each.start < last.end || (last.errno === each.errno && isGlue(text.slice(last.end, each.start))))) {
      last.end = Math.max(last.end, each.end);
    } else {
      merged.push({ ...each });
    }
  }
  return merged;
}

const isGlue = (between: string) =>
  between.length <= 12 && !/[\p{L}\p{N}]/u.test(between.replace(/message|kind/gi, ''));

function namedIn(text: string): ErrnoMention[] {
  return [...text.matchAll(name)].flatMap(({ 0: word, index }) => {
    const upper = word.toUpperCase();
    const errno = aliases[upper] ?? (upper in englishWordings.errnos ? (upper as Errno) : undefined);
    return errno ? [{ errno, start: index, end: index + word.length }] : [];
  });
}

/** `rc: 1`, `returned -1`, `Error 2`: programs end and calls fail with these, whatever the reason. */
const isStatus = (value: string | undefined, all: string) =>
  /^(?:-?0?1|0?2)$/.test(value ?? '') && !/^(?:os|errno|error -)/i.test(all);

function numberedIn(text: string): ErrnoMention[] {
  return [...text.matchAll(number)].flatMap(({ 0: all, 1: told, 2: result, 3: bare, 4: hex, index }) => {
    const value = told ?? result ?? bare ?? hex;
    const errno = isStatus(value, all) ? undefined : numbers[Math.abs(Number(value))];
    return errno ? [{ errno, start: index, end: index + all.length }] : [];
  });
}

const keyLength = 3;
type Wording = [words: string, errno: Errno];
let indexed: { translated: readonly Wordings[]; byKey: Map<string, Wording[]> } | undefined;

/** Wordings without blanks, by their first characters, longest first. */
function wordingsOf(key: string): readonly Wording[] {
  const translated = translatedWordings();
  if (indexed?.translated !== translated) {
    indexed = { translated, byKey: indexOf([englishWordings, ...translated]) };
  }
  return indexed.byKey.get(key) ?? [];
}

function indexOf(wordings: readonly Wordings[]): Map<string, Wording[]> {
  const errnos = wordings.flatMap((each) => Object.entries(each.errnos));
  const all = errnos.flatMap(([errno, words]) => words.map((each): Wording => [squeeze(each).text, errno as Errno]));
  const index = new Map<string, Wording[]>();
  for (const wording of all.sort(([a], [b]) => b.length - a.length)) {
    const key = wording[0].slice(0, keyLength);
    index.set(key, [...(index.get(key) ?? []), wording]);
  }
  return index;
}

const squeezedOut = /[\s'’‘`]/;

/** Small letters without blanks and apostrophes: a line may be broken anywhere. */
function squeeze(text: string): { text: string; places: number[] } {
  const kept: string[] = [];
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (!squeezedOut.test(character)) {
      const small = character.toLowerCase();
      kept.push(small.length === 1 ? small : character);
      places.push(at);
    }
  }
  return { text: kept.join(''), places };
}

const wordCharacter = /[a-z0-9_]/i;

function wordedIn(text: string): ErrnoMention[] {
  const { text: squeezed, places } = squeeze(
    text.normalize('NFC').length === text.length ? text.normalize('NFC') : text
  );
  const found: ErrnoMention[] = [];
  for (let at = 0; at < squeezed.length; at++) {
    const start = places[at] ?? 0;
    if (wordCharacter.test(squeezed.charAt(at)) && wordCharacter.test(text.charAt(start - 1))) {
      continue;
    }
    const hit = longestAt(squeezed, at);
    if (hit) {
      const last = at + hit.length - 1;
      const end = (places[last] ?? 0) + 1;
      const isWhole = !(wordCharacter.test(squeezed.charAt(last)) && wordCharacter.test(text.charAt(end)));
      if (hit.isCutOff ? cut.test(text.slice(end, end + 8)) : isWhole) {
        found.push({ errno: hit.errno, start, end });
        at = last;
      }
    }
  }
  return found;
}

/** What a table or a field that is too short leaves of a wording is enough from here on. */
const enough = { characters: 10, share: 0.75 };
/** Where a text is cut off: at the end of a line, or where it says so. */
const cut = /^[ \t]{0,4}(?:$|\n|\.{3}|…)/;

/** The longest wording that stands there, or else the beginning of one. */
function longestAt(squeezed: string, at: number): { errno: Errno; length: number; isCutOff: boolean } | undefined {
  const wordings = wordingsOf(squeezed.slice(at, at + keyLength));
  const whole = wordings.find(([words]) => squeezed.startsWith(words, at));
  if (whole) {
    return { errno: whole[1], length: whole[0].length, isCutOff: false };
  }
  for (const [words, errno] of wordings) {
    const least = Math.max(enough.characters, Math.ceil(words.length * enough.share));
    if (squeezed.startsWith(words.slice(0, least), at)) {
      return { errno, length: commonLength(words, squeezed, at, least), isCutOff: true };
    }
  }
  return undefined;
}

function commonLength(words: string, squeezed: string, at: number, least: number): number {
  let length = least;
  while (length < words.length && words.charAt(length) === squeezed.charAt(at + length)) {
    length++;
  }
  return length;
}
