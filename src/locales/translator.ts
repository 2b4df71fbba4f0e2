import { createInstance } from 'i18next';
import { type Catalogue, sourceCatalogue, sourceLanguage, type TextKey } from './catalogue';

export type TextValues = Readonly<Record<string, string | number>>;
/** The words of a key in the reader's language, en-US where the language lacks them. */
export type Translate = (key: TextKey, values?: TextValues) => string;

// An instance of our own: the one that Grafana shares is another version on every release, or is not there.
export function createTranslator(language: string, catalogue: Catalogue): Translate {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    fallbackLng: sourceLanguage,
    resources: {
      // The objects themselves, for they grow. en-US comes last, so that it is whole whatever was asked for.
      [language]: { translation: catalogue },
      [sourceLanguage]: { translation: sourceCatalogue },
    },
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it renders; escaping here as well would show entities.
    interpolation: { escapeValue: false, skipOnVariables: true },
    showSupportNotice: false,
  });
  // A table asks for the same words once a cell.
  const plain = new Map<TextKey, string>();
  const plainText = (key: TextKey) => {
    const known = plain.get(key) ?? i18n.t(key);
    plain.set(key, known);
    return known;
  };
  return (key, values) => (values ? i18n.t(key, { ...values }) : plainText(key));
}
