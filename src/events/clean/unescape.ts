/**
 * Undoes the quoting that each layer of a runtime error adds (`"`, `\"`, `\\\"`, ...), whatever the depth, and the
 * `\x2d` of systemd unit names. Line breaks come back as line breaks.
 */
export function unescape(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\+(["'nt]|x2d)?/g, (all, escaped?: string) =>
        escaped === undefined ? all : (plain[escaped] ?? escaped)
      )
    : text;
}

const plain: Record<string, string> = { n: '\n', t: '\t', x2d: '-' };
