import known from './wordings.json';

/** How libc and coreutils word their errors, in small letters; `%s` stands for a path. */
export interface Wordings {
  errnos: Readonly<Record<string, readonly string[]>>;
  createDirectory: readonly string[];
}

export const englishWordings: Wordings = known;

// All of them, but in the bundle of the plugin: there they come with what people paste (.config/webpack/webpack.config.ts).
let translated: readonly Wordings[] = [known.translated];

/** In all other languages, as far as they are loaded; the same object until more are. */
export function translatedWordings(): readonly Wordings[] {
  return translated;
}

export function addTranslatedWordings(more: Wordings): void {
  if (!translated.includes(more)) {
    translated = [...translated, more];
  }
}
