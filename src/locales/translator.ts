import { type Catalogue, sourceCatalogue, sourceLanguage, type TextKey } from './catalogue';

export type TextValues = Readonly<Record<string, string | number>>;
/** The words of a key in the reader's language, en-US where the language lacks them. */
export type Translate = (key: TextKey, values?: TextValues) => string;

interface Language {
  /** The object itself, for it grows. */
  texts: Catalogue;
  plurals: Intl.PluralRules;
}

/**
 * Reads catalogues as i18next writes them: `key_one` and `key_other` by the number `count`, values as `{{name}}`.
 * https://www.i18next.com/misc/json-format
 */
export function createTranslator(language: string, catalogue: Catalogue): Translate {
  const languages = [languageOf(language, catalogue), languageOf(sourceLanguage, sourceCatalogue)];
  return (key, values = {}) => filled(wordsIn(languages, key, values.count) ?? key, values);
}

function languageOf(language: string, texts: Catalogue): Language {
  return { texts, plurals: new Intl.PluralRules(language) };
}

function wordsIn(languages: readonly Language[], key: TextKey, count: string | number | undefined): string | undefined {
  for (const { texts, plurals } of languages) {
    const form = typeof count === 'number' ? texts[`${key}_${plurals.select(count)}`] : undefined;
    const words = form ?? texts[key];
    if (words !== undefined) {
      return words;
    }
  }
  return undefined;
}

/** In one pass: braces in a value are text, as everything in it is. */
function filled(words: string, values: TextValues): string {
  return words.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
