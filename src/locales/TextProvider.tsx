import { config } from '@grafana/runtime';
import React, { createContext, type PropsWithChildren, useContext, useEffect, useState } from 'react';
import { loadCatalogue, sourceCatalogue, sourceLanguage } from './catalogue';
import { createMeasures, type Measures } from './measures';
import { createTranslator, type Translate } from './translator';

export interface Words {
  text: Translate;
  measures: Measures;
  language: string;
}

const WordsContext = createContext<Words | undefined>(undefined);

/** Every visible word below comes in the language of the reader's Grafana profile. */
export function TextProvider({ language = grafanaLanguage(), children }: PropsWithChildren<{ language?: string }>) {
  const [words, setWords] = useState<Words | undefined>(() => (isSource(language) ? sourceWords() : undefined));

  useEffect(() => {
    let isCurrent = true;
    void wordsOf(language).then((loaded) => {
      if (isCurrent) {
        setWords((before) => (before?.language === loaded.language ? before : loaded));
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [language]);

  return words ? <WordsContext.Provider value={words}>{children}</WordsContext.Provider> : null;
}

export function useText(): Words {
  const words = useContext(WordsContext);
  if (!words) {
    throw new Error('useText is called outside a TextProvider');
  }
  return words;
}

export async function wordsOf(language: string): Promise<Words> {
  try {
    const loaded = await loadCatalogue(language);
    return loaded ? createWords(loaded.language, loaded.catalogue) : sourceWords();
  } catch {
    // The chunk of the language could not be fetched: English is better than no page.
    return sourceWords();
  }
}

function createWords(language: string, catalogue: Readonly<Record<string, string>>): Words {
  const text = createTranslator(language, catalogue);
  return { language, text, measures: createMeasures(language, text) };
}

export function sourceWords(): Words {
  return createWords(sourceLanguage, sourceCatalogue);
}

function isSource(language: string): boolean {
  return !/^zh/i.test(language);
}

/** That of the reader's profile. A server whose default is `detect` leaves that word here, and the browser knows. */
export function grafanaLanguage(): string {
  const language = config.bootData?.user?.language || sourceLanguage;
  return language === 'detect' ? (navigator.languages[0] ?? navigator.language) : language;
}
