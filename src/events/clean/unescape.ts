/**
 * Undoes the quoting that each layer of a runtime error adds (`"`, `\"`, `\\\"`, ...), whatever the depth, and the
 * `\x2d` of systemd unit names, and the quotes that a word processor or a locale puts. Line breaks come back as line breaks.
 */
export function unescape(typed: string): string {
  const text = smartQuotes.test(typed) ? typed.replace(/[‘’‚‛′]/g, "'").replace(/[“”„‟«»″]/g, '"') : typed;
  return text.includes('\\')
    ? text.replace(/\\+(["'`nt]|x2d)?/g, (all, escaped?: string) =>
        escaped === undefined ? all : (plain[escaped] ?? escaped)
      )
    : text;
}

const smartQuotes = /[‘’‚‛′“”„‟«»″]/;
const plain: Record<string, string> = { n: '\n', t: '\t', x2d: '-' };
