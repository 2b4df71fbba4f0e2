import { type Catalogue, loadCatalogue, sourceCatalogue, sourceLanguage } from './catalogue';
import { createMeasures, type Measures } from './measures';
import { createTranslator, type Translate } from './translator';

/** All that speaks one language. */
export interface Words {
  text: Translate;
  measures: Measures;
  language: string;
}

/** The words of a language, as BCP 47 names it; English where there is no catalogue for it. */
export async function wordsOf(language: string): Promise<Words> {
  try {
    const loaded = await loadCatalogue(language);
    return loaded ? createWords(loaded.language, loaded.catalogue) : sourceWords();
  } catch {
    // The chunk of the language could not be fetched: English is better than no page.
    return sourceWords();
  }
}

export function sourceWords(): Words {
  return createWords(sourceLanguage, sourceCatalogue);
}

function createWords(language: string, catalogue: Catalogue): Words {
  const text = createTranslator(language, catalogue);
  return { language, text, measures: createMeasures(language, text) };
}
