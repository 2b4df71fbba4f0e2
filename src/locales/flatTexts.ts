/** By whole keys, from texts that the bundle holds by the words of their keys (.config/webpack/nestedTexts.ts). */
export function flatTexts(nested: object, beginning = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(nested).flatMap(([word, value]: [string, unknown]) => {
      const key = [beginning, word].filter(Boolean).join('.');
      return typeof value === 'object' && value !== null
        ? Object.entries(flatTexts(value, key))
        : [[key, String(value)]];
    })
  );
}
