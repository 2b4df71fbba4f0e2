// The chunk's own source: one of JSON alone has no source map, which the plugin catalogue asks of every script.
import texts from './zh-Hans.json';
import zhHansKnowledge from './zh-Hans.knowledge.json';
import { textsByKeys } from './textsByKeys';

/**
 * The texts of one part of the English catalogue, the first or the later one, whose keys are given. In the bundle they stand
 * in the order of those keys; elsewhere all of them stand under their own.
 */
export function zhHansTexts(part: 0 | 1, keys: readonly string[]): Readonly<Record<string, string>> {
  const known: unknown = texts;
  return Array.isArray(known)
    ? textsByKeys((known as Array<Array<string | 0>>)[part] ?? [], keys)
    : (known as Record<string, string>);
}

export { zhHansKnowledge };
