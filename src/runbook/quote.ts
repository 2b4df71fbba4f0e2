/** One word of a POSIX shell, whatever the value holds. A NUL cannot be in an argument and is left out. */
export function quote(value: string): string {
  const word = value.replaceAll('\0', '');
  return /^[A-Za-z0-9_%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
