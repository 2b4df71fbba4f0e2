/** Translations of a gettext catalogue (.mo), by the text they translate. */
export function parseCatalogue(bytes: Buffer): Map<string, string> {
  const isLittle = bytes.readUInt32LE(0) === 0x950412de;
  const number = (at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const count = number(8);
  const pieces = (table: number) =>
    Array.from({ length: count }, (_, index) => {
      const length = number(table + 8 * index);
      const start = number(table + 8 * index + 4);
      return bytes.subarray(start, start + length);
    });
  const originals = pieces(number(12));
  const translations = pieces(number(16));
  const decoder = new TextDecoder(charsetOf(translations[0]));
  return new Map(
    originals.map((original, index) => [original.toString('latin1'), decoder.decode(translations[index])])
  );
}

/** The header is the translation of the empty text. */
function charsetOf(header: Buffer | undefined): string {
  return /charset=([\w-]+)/.exec(header?.toString('latin1') ?? '')?.[1] ?? 'utf-8';
}
