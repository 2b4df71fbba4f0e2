// How errors are worded in other languages, in two parts: what a text of plain ASCII can hold, and the rest of it.

export interface TranslatedWordings {
  errnos: Record<string, string[]>;
  createDirectory: string[];
}

type Is = (beginning: string) => boolean;

const isAscii: Is = (text) => /^[\0-\x7f]*$/.test(text);

/** Those that a text of ASCII may hold, cut off by a table as it may be. */
export const inAscii = (all: TranslatedWordings) => pick(all, isAscii);

/** The others: a text that holds one of them holds another letter too. */
export const inOtherLetters = (all: TranslatedWordings) => pick(all, (text) => !isAscii(text));

function pick({ errnos, createDirectory }: TranslatedWordings, is: Is): TranslatedWordings {
  return {
    errnos: Object.fromEntries(
      Object.entries(errnos).map(([errno, words]) => [errno, words.filter((each) => is(recognised(each)))])
    ),
    createDirectory: createDirectory.filter((template) => is(plainestOf(template))),
  };
}

/** So much of a wording, without blanks and apostrophes, is enough for the reader (src/events/calls/errnos.ts). */
function recognised(words: string): string {
  const squeezed = words.replace(/[\s'’‘`]/g, '');
  return squeezed.slice(0, Math.max(10, Math.ceil(squeezed.length * 0.75)));
}

/** The reader looks for what stands before the path, or behind it (src/events/calls/operations.ts). */
function plainestOf(template: string): string {
  const fragments = template.split('%s');
  return fragments.find((each) => each.length >= 8 && isAscii(each)) ?? template;
}
