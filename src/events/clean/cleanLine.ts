const ansi =
  /(?:\u001b|\u009b|\^\[|#033|\\033|\\x1b|\\u001b)(?:\[[0-9;:?]{0,32}[ -/]{0,2}[@-~]|\][^\u0007\u001b]{0,256}(?:\u0007|\u001b\\)|[@-Z\\^_])/g;
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const wideBlank = /[\u00a0\u2000-\u200a\u202f\u3000]/g;
const entities: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: ' ',
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  '#34': '"',
  '#39': "'",
  '#x27': "'",
  '#x2F': '/',
  '#47': '/',
};
const entity = /&(#x?[0-9a-f]{2,4}|[a-z]{2,5});/gi;
// Of pages and exports. What stands for a name in a text that somebody shortened (`<id>`) is none of these.
const htmlTag =
  /<\/?(?:pre|code|p|div|span|br|b|i|u|em|strong|li|ul|ol|td|tr|th|tbody|thead|table|blockquote|font|a|tt|samp|kbd|h[1-6])(?:\s[^<>]{0,400})?\/?>/gi;
const urlEncoded = /%(20|2[fF]|3[aA]|22|27|3[cCeE])/g;
const mark =
  /^\s{0,8}(?:(?:>\s{0,3}){1,16}|[-*+•]\s{1,4}(?=\S)|\d{1,3}[.)]\s{1,3}(?=\D)|[│┃|]\s|\d{1,6}:\s{1,2}(?=\D)|\d{1,6}(?:\t|\s[|│]\s))/;
const noisy =
  /[\u001b\u009b\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u2060-\u2069\u3000\ufeff&`%<]|\^\[|#033|\\033|\\x1b|\\u001b|^\s{0,8}[>\-*+•│┃|\d]|\*\*/;
/** Within a line and a word; stars that stand for a part of a path are left. */
const bold = /\*\*(?=[^\s*/])([^*\n]{1,400}?)(?<=[^\s*/])\*\*/g;
const deepest = 8;

/**
 * A line without what terminals, mails, pages and Markdown put around it: colours, invisible marks, entities, quoting,
 * list marks, line numbers, backticks. Indentation stays: tables and descriptions live by it.
 */
export function cleanLine(written: string): string {
  const line = mendPath(written);
  if (!noisy.test(line)) {
    return line;
  }
  const plain = line
    .replace(ansi, '')
    .replace(invisible, '')
    .replace(wideBlank, ' ')
    .replace(htmlTag, (tag) => (/^<(?:br|\/?(?:p|div|td|th|li))\b/i.test(tag) ? ' ' : ''))
    .replace(entity, (all, name: string) => entities[name] ?? entities[name.toLowerCase()] ?? all)
    .replace(urlEncoded, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
  return withoutMarks(plain)
    .replace(bold, '$1')
    .replace(/^(\s{0,8})(?:`{1,3}|\*\*)(?=\S)/, '$1')
    .replace(/(?:`{1,3}|\*\*)\s*$/, '');
}

/** A path whose slash somebody lost: `/sys/fs/cgroup memory/kubepods`. As long as before. */
const mendPath = (line: string): string =>
  line.includes('/sys/fs/cgroup ')
    ? line.replace(/(\/sys\/fs\/cgroup) (?=(?:memory|pids|cpu|cpuset)\/\w)/g, '$1/')
    : line;

/** Quoting and lists may lie within each other. */
function withoutMarks(line: string): string {
  let rest = line;
  for (let depth = 0; depth < deepest; depth++) {
    const found = mark.exec(rest);
    if (!found) {
      break;
    }
    rest = rest.slice(found[0].length);
  }
  return rest;
}

/** A blank line, a fence or a rule: nothing goes on across it. */
export const isBreak = (line: string): boolean => /^[\s`~=_*-]*$/.test(line);
