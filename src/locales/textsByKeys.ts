/** Texts by their keys, from those that the bundle holds in the order of the English ones (.config/webpack/alignedTexts.ts). */
export function textsByKeys(aligned: ReadonlyArray<string | 0>, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    keys.flatMap((key, place) => {
      const text = aligned[place];
      return typeof text === 'string' ? [[key, text] as const] : [];
    })
  );
}
