import later from './wordings.json?later';
import { addTranslatedWordings } from './wordings';

/** Letters of other languages, or what JSON and YAML write for them. */
const otherLetter = /[^\0-\x7f]|\\u/;

/**
 * From here on errors are understood in every language of libc that the text may be in. Those that take other letters than
 * ASCII come with the first text that has one.
 */
export async function addLaterWordings(text: string): Promise<void> {
  addTranslatedWordings(later.translated);
  if (otherLetter.test(text)) {
    try {
      const { wordings } = await import(/* webpackChunkName: "locale-errors" */ './wordingsInOtherLetters');
      addTranslatedWordings(wordings);
    } catch {
      // The part could not be fetched: most texts with such a letter are English all the same.
    }
  }
}
