// The figures of the world in words and tables, for docs/quality.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(0)} %`);
export const share = (part: number, whole: number) =>
  whole === 0 ? '–' : `${percent(part, whole)} (${part} of ${whole})`;
export const inHours = (value: number | undefined) => (value === undefined ? 'never' : `${value.toFixed(1)} h`);

export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Array<[key: string, items: T[]]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return [...groups];
}

/** Puts the text between this section's marks; what others wrote stays. */
export function putInto(file: string, section: string, text: string): void {
  const begin = `<!-- ${section}: written by "npm run bench:${section}" -->`;
  const end = `<!-- end of ${section} -->`;
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '# Quality\n';
  const from = before.indexOf(begin);
  const until = before.indexOf(end);
  const block = `${begin}\n${text}\n${end}`;
  const after =
    from >= 0 && until > from
      ? before.slice(0, from) + block + before.slice(until + end.length)
      : `${before.trimEnd()}\n\n${block}\n`;
  writeFileSync(file, after);
}
