import { type Catalogue, loadCatalogue, sourceCatalogue, sourceLanguage } from './catalogue';
import { type Clock, createMeasures, type Measures } from './measures';
import { createTranslator, type Translate } from './translator';

/** All that speaks one language. */
export interface Words {
  text: Translate;
  measures: Measures;
  language: string;
  /** What stands in the rendered knowledge in English only: notes on kernels by their row, summaries of alerts by name. */
  knowledge?: Readonly<Partial<Record<string, string>>>;
}

/** The words of a language, as BCP 47 names it; English where there is no catalogue for it. */
export async function wordsOf(language: string, clock?: Clock): Promise<Words> {
  try {
    const loaded = await loadCatalogue(language);
    return loaded
      ? { ...createWords(loaded.language, loaded.catalogue, clock), knowledge: loaded.knowledge }
      : sourceWords(clock);
  } catch {
    // The chunk of the language could not be fetched: English is better than no page.
    return sourceWords(clock);
  }
}

export function sourceWords(clock?: Clock): Words {
  return createWords(sourceLanguage, sourceCatalogue, clock);
}

function createWords(language: string, catalogue: Catalogue, clock?: Clock): Words {
  const text = createTranslator(language, catalogue);
  return { language, text, measures: createMeasures(language, text, clock) };
}
