// The figures of the world in words and tables, for docs/quality.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(0)} %`);
export const share = (part: number, whole: number) =>
  whole === 0 ? '–' : `${percent(part, whole)} (${part} of ${whole})`;
export const inHours = (value: number | undefined) => (value === undefined ? 'never' : `${value.toFixed(1)} h`);

/** A table of the report; so many cells at the begin of each row say what the row is about, one unless said otherwise. */
export interface Table {
  id: string;
  labels?: number;
  head: readonly string[];
  rows: ReadonlyArray<readonly string[]>;
}

export type Part = string | Table;

/** Cells of tables: table, row by its labels, cells after the labels. */
export type Cells = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

const rowName = ({ labels = 1 }: Table, row: readonly string[]) => row.slice(0, labels).join(', ');
const isTable = (part: Part): part is Table => typeof part !== 'string';

export function cellsOf(parts: readonly Part[]): Cells {
  const tables = parts.filter(isTable).map((table) => {
    const rows = table.rows.map((row) => [rowName(table, row), row.slice(table.labels ?? 1)]);
    return [table.id, Object.fromEntries(rows)];
  });
  return Object.fromEntries(tables) as Cells;
}

/** Paragraphs and tables; a cell that once said something else says what it was. */
export function reportText(parts: readonly Part[], earlier: Cells = {}): string {
  return parts.map((part) => (isTable(part) ? tableText(part, earlier[part.id] ?? {}) : part)).join('\n\n');
}

function tableText(table: Table, earlier: Cells[string]): string {
  const { head, labels = 1 } = table;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = table.rows.map((row) => {
    const were = earlier[rowName(table, row)] ?? [];
    return row.map((cell, column) => besideEarlier(cell, column < labels ? undefined : were[column - labels]));
  });
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

const besideEarlier = (cell: string, was: string | undefined) =>
  was === undefined || was === cell ? cell : `${cell}, was ${was}`;

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
