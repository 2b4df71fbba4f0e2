import enUS from './en-US.json';
import { flatTexts } from './flatTexts';

export type Catalogue = Readonly<Record<string, string>>;

type CatalogueKey = keyof typeof enUS;
/** A key of the catalogue; the plural forms `…_one` and `…_other` are one key. */
export type TextKey = CatalogueKey extends infer K ? (K extends `${infer Base}_${'one' | 'other'}` ? Base : K) : never;

export const sourceLanguage = 'en-US';

const sourceTexts: Record<string, string> = flatTexts(enUS);
/** In the bundle of the plugin those of the nodes page at first, and all once another part is loaded (`withTexts`). */
export const sourceCatalogue: Catalogue = sourceTexts;

export function addSourceTexts(texts: object): void {
  Object.assign(sourceTexts, flatTexts(texts));
}

/** The catalogue of Grafana's language if there is one. Each other language is a chunk of its own. */
export async function loadCatalogue(language: string): Promise<{ language: string; catalogue: Catalogue } | undefined> {
  if (/^zh\b(?!.*(hant|tw|hk|mo))/i.test(language)) {
    return {
      language: 'zh-Hans',
      catalogue: (await import(/* webpackChunkName: "locale-zh-Hans" */ './zhHans')).zhHans,
    };
  }
  return undefined;
}
