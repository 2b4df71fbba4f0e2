import { constants } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { englishWordings } from './calls/wordings';
import cases from './cases/source-messages.json';
import { parsePasted } from './pasted/parsePasted';
import { type PlacedReading } from './pasted/placedReading';

type Meanings = string | readonly string[];

interface SourceMessage {
  program: string;
  /** Whose source prints it, and the file where it was read for this. */
  repository: string;
  file?: string;
  /** `{E}` stands for an error in words, `{N}` for its number. */
  text: string;
  /** How the program words its errors. */
  errors?: 'C' | 'Go' | 'Rust';
  /** What it means; several where the message cannot tell. By errno, where one follows. */
  reads: Meanings | Readonly<Record<string, Meanings>>;
  /** Still read otherwise: all of it, or with these errors. */
  notYet?: true | readonly string[];
}
const messages = cases as unknown as SourceMessage[];

interface Printed {
  program: string;
  text: string;
  /** The error that ends the text. */
  error: string;
  means: readonly string[];
  isNotYet: boolean;
}

function worded(errno: string, how: SourceMessage['errors']): string {
  const words = englishWordings.errnos[errno]?.[0] ?? errno;
  const inC = words.charAt(0).toUpperCase() + words.slice(1);
  return how === 'Go' ? words : how === 'Rust' ? `${inC} (os error ${numberOf(errno)})` : inC;
}

const numberOf = (errno: string) => (constants.errno as Record<string, number>)[errno] ?? NaN;
const listOf = (meanings: Meanings) => (typeof meanings === 'string' ? [meanings] : meanings);

function printedOf({ program, text, errors, reads, notYet }: SourceMessage): Printed[] {
  if (typeof reads === 'string' || Array.isArray(reads)) {
    return [{ program, text, error: '', means: listOf(reads as Meanings), isNotYet: notYet === true }];
  }
  return Object.entries(reads as Record<string, Meanings>).map(([errno, meanings]) => {
    const error = worded(errno, errors);
    return {
      program,
      text: text.replaceAll('{E}', error).replaceAll('{N}', String(numberOf(errno))),
      error,
      means: listOf(meanings),
      isNotYet: notYet === true || (notYet ?? []).includes(errno),
    };
  });
}

function read(text: string): string {
  const readings: PlacedReading[] = [];
  const reading = parsePasted(text, { onReading: (placed) => readings.push(placed) });
  while (!reading.next().done) {}
  return [...new Set(readings.map(({ meaning }) => meaning))].sort().join(' and ') || 'nothing';
}

const all = messages.flatMap(printedOf);
const right = all.filter(({ isNotYet }) => !isNotYet);

// What programs can print of cgroups, limits, mounts, processes and slab, by their sources, in our own shortening and with
// neutral names (docs/quality.md, Messages by their sources). What is right was written down before the reader was asked.
describe('messages by their sources', () => {
  it.each(right.map((each) => [`${each.program}: ${each.text}`, each] as const))('%s', (_, { text, means }) => {
    expect(means).toContain(read(text));
  });

  it('marks as not yet right only what is not', () => {
    const mended = all.filter(({ isNotYet, means, text }) => isNotYet && means.includes(read(text)));
    expect(mended).toEqual([]);
  });

  it('calls nothing else this fault', () => {
    const wrong = all.filter(
      ({ means, text }) => !means.includes('creation-refused') && read(text).includes('creation-refused')
    );
    expect(wrong).toEqual([]);
  });

  const lxc = 'lxc-start c1 20240102030405.100 WARN     initutils - initutils.c:setproctitle:341 - ';
  const surroundings: ReadonlyArray<[name: string, around: (text: string) => string]> = [
    ["another line of LXC's before it", (text) => `${lxc}Invalid argument - Failed to set cmdline\n${text}`],
    ["another line of LXC's behind it", (text) => `${text}\n${lxc}No such file or directory - Failed to set cmdline`],
    ['an error of another program before it', (text) => `error: open /etc/a.conf: no such file or directory\n${text}`],
    ['an error of another program behind it', (text) => `${text}\nerror: open /etc/a.conf: no such file or directory`],
    [
      'sentences before and behind it',
      (text) => `Tried again:\n\`\`\`\n${text}\n\`\`\`\nThe host has 64 GB of memory.`,
    ],
    ['an indent', (text) => text.replace(/^/gm, '    ')],
  ];
  it.each(surroundings)('means the same with %s', (_, around) => {
    for (const { text, means } of right) {
      const shown = around(text);
      expect(means.includes(read(shown)) ? shown : [shown, read(shown), means]).toBe(shown);
    }
  });

  it('means the same in the field of a record', () => {
    for (const { text, means, program } of right.filter((each) => each.program !== 'kernel')) {
      const record = `time="2024-01-02T03:04:05Z" level=error msg="request failed" error=${JSON.stringify(text)}`;
      expect([program, text, means.includes(read(record))]).toEqual([program, text, true]);
    }
  });

  it('takes an error that stands one line below its call', () => {
    const broken = right.filter(({ text, error }) => error !== '' && text.endsWith(`: ${error}`));
    const same = broken.filter(({ text, error, means }) =>
      means.includes(read(`${text.slice(0, -error.length).trimEnd()}\n  ${error}`))
    );
    expect(broken.length).toBeGreaterThan(400);
    expect(same.length / broken.length).toBeGreaterThan(0.99);
  });
});
