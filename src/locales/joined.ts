import { type Translate } from './translator';

type Parts = ReadonlyArray<string | false | undefined>;

function joined(key: 'join.sentences' | 'join.list', parts: Parts, text: Translate): string {
  const said = parts.filter((part): part is string => Boolean(part));
  return said.length === 0 ? '' : said.reduce((before, next) => text(key, { before, next }));
}

/** One sentence after another: Chinese puts no space behind a full stop. */
export const sentences = (parts: Parts, text: Translate): string => joined('join.sentences', parts, text);

/** Several things of a kind, with the comma of the reader's language. */
export const listed = (parts: Parts, text: Translate): string => joined('join.list', parts, text);
