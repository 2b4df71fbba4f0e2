import { getTimeZone } from '@grafana/data';
import { config } from '@grafana/runtime';
import React, { createContext, type PropsWithChildren, useContext, useEffect, useState } from 'react';
import { sourceLanguage } from './catalogue';
import { type Clock } from './measures';
import { sourceWords, type Words, wordsOf } from './words';

export { sourceWords, type Words } from './words';

const WordsContext = createContext<Words | undefined>(undefined);

/** Every visible word below comes in the language of the reader's Grafana profile. */
export function TextProvider({ language = grafanaLanguage(), children }: PropsWithChildren<{ language?: string }>) {
  const [words, setWords] = useState<Words | undefined>(() =>
    isSource(language) ? sourceWords(readersClock()) : undefined
  );

  useEffect(() => {
    let isCurrent = true;
    void wordsOf(language, readersClock()).then((loaded) => {
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

function isSource(language: string): boolean {
  return !/^zh/i.test(language);
}

/** That of the reader's profile. A server whose default is `detect` leaves that word here, and the browser knows. */
export function grafanaLanguage(): string {
  const language = config.bootData?.user?.language || sourceLanguage;
  return language === 'detect' ? (navigator.languages[0] ?? navigator.language) : language;
}

/** The time zone of the reader's profile, and dates as their own country writes them: English is read in London too. */
function readersClock(): Clock {
  const zone = getTimeZone();
  // From Grafana 12 on a choice of its own, which the types do not know yet; it repeats the language until somebody makes it.
  const { language, regionalFormat }: { language?: string; regionalFormat?: unknown } = config.bootData?.user ?? {};
  const chosen = typeof regionalFormat === 'string' && regionalFormat !== language ? [regionalFormat] : [];
  return {
    locales: [...chosen, ...navigator.languages],
    timeZone: zone === 'browser' || zone === '' ? undefined : zone === 'utc' ? 'UTC' : zone,
  };
}
