import later from './wordings.json?later';
import { addTranslatedWordings } from './wordings';

/** From here on errors are understood in every language of libc. */
export function addLaterWordings(): void {
  addTranslatedWordings(later.translated);
}
