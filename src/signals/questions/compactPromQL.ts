// Strings, which stay as they are, and comments, which end with their line.
const apart = /("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|`[^`]*`)|#[^\n]*/g;
const stringMark = '\u0000';

/**
 * The same question in fewer bytes: many proxies take no more than 8 kB where a data source asks with GET, and a line's end alone
 * takes three of them there. Written as it was, it is for people to read.
 */
export function compactPromQL(expr: string): string {
  if (expr.includes(stringMark)) {
    return expr;
  }
  const strings: string[] = [];
  const bare = expr.replace(apart, (_, text?: string) => {
    if (text === undefined) {
      return ' ';
    }
    strings.push(text);
    return stringMark;
  });
  return bare
    .replace(/\s+/g, ' ')
    .replace(/(\w) ?{[ ,]*} ?/g, '$1 ')
    .replace(/ ?([()[\]{},]|[=!<>]=|[*/+<>-]) ?/g, '$1')
    .replace(/,}/g, '}')
    .replace(new RegExp(stringMark, 'g'), () => strings.shift() ?? '')
    .trim();
}
