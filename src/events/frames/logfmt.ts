const pair = /([A-Za-z_][A-Za-z0-9_.-]{0,63})=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))(?=\s|$)/y;
const longestLine = 64 * 1024;

/**
 * Reads a line that consists of `key=value` pairs only, as Alloy, dockerd and containerd write them. Quoted values are
 * unquoted one level. Undefined for any other line.
 */
export function parseLogfmt(line: string): Record<string, string> | undefined {
  const text = line.slice(0, longestLine).trim();
  const values: Record<string, string> = Object.create(null);
  let at = 0;
  while (at < text.length) {
    pair.lastIndex = at;
    const found = pair.exec(text);
    if (!found) {
      return undefined;
    }
    const [all, key = '', quoted, bare] = found;
    values[key] = quoted === undefined ? (bare ?? '') : unquote(quoted);
    at = skipBlanks(text, at + all.length);
  }
  return Object.keys(values).length > 1 ? values : undefined;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) {
    at++;
  }
  return at;
}

function unquote(quoted: string): string {
  return quoted.replace(/\\(.)/g, (_all, escaped: string) =>
    escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped
  );
}
