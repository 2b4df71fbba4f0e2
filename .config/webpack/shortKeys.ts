// Keys of texts that sources say as they are, and never put together, have short names in the bundle: 2 kB gzip.
import { baseOf, saidIn } from './firstTexts';

/** The short names, by keys without their plural form. @param word what all of them begin with, and no other key does */
export function shortKeys(sources: readonly string[], keys: readonly string[], word: string): Map<string, string> {
  const { literals, forms } = saidIn(sources);
  const bases = new Set(keys.map(baseOf));
  const isShortened = (base: string) =>
    base.includes('.') && literals.has(base) && !forms.some((form) => form.test(base)) && !isBeginning(base, bases);
  const isPlural = (base: string) => keys.includes(`${base}_other`);
  const named = [...bases].filter(isShortened);
  // Those without plural forms are numbered by themselves: the bundle holds them as a list.
  return new Map([
    ...named.filter((base) => !isPlural(base)).map((base, index): [string, string] => [base, `${word}.${index}`]),
    ...named.filter(isPlural).map((base, index): [string, string] => [base, `${word}${word}.${index}`]),
  ]);
}

/** Another key may be made of it. */
const isBeginning = (base: string, all: ReadonlySet<string>) => [...all].some((each) => each.startsWith(`${base}.`));

/** The key of a text in the bundle, its plural form kept. */
export function shortened(key: string, names: ReadonlyMap<string, string>): string {
  const base = baseOf(key);
  return `${names.get(base) ?? base}${key.slice(base.length)}`;
}
