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

type TextsOfPart = (part: 0 | 1, keys: readonly string[]) => Catalogue;

/** Another language takes its keys from the parts of this one, as they come. */
const firstKeys = Object.keys(sourceTexts);
let laterKeys: readonly string[] | undefined;
let other: { texts: Record<string, string>; textsOf: TextsOfPart } | undefined;

export function addSourceTexts(texts: object): void {
  if (laterKeys) {
    return;
  }
  const later = flatTexts(texts);
  laterKeys = Object.keys(later);
  Object.assign(sourceTexts, later);
  if (other) {
    Object.assign(other.texts, other.textsOf(1, laterKeys));
  }
}

export interface LoadedCatalogue {
  language: string;
  catalogue: Catalogue;
  /** Of what jsonnet renders in English only. */
  knowledge: Catalogue;
}

/** The catalogue of Grafana's language if there is one. Each other language is a chunk of its own. */
export async function loadCatalogue(language: string): Promise<LoadedCatalogue | undefined> {
  if (/^zh\b(?!.*(hant|tw|hk|mo))/i.test(language)) {
    const { zhHansTexts: textsOf, zhHansKnowledge: knowledge } = await import(
      /* webpackChunkName: "locale-zh-Hans" */ './zhHans'
    );
    other ??= { textsOf, texts: { ...textsOf(0, firstKeys), ...(laterKeys && textsOf(1, laterKeys)) } };
    return { language: 'zh-Hans', catalogue: other.texts, knowledge };
  }
  return undefined;
}
