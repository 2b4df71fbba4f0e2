import { parseRecurrence } from './age';
import { type Occurrence } from '../pasted/eventCollection';

const columnNames = [
  'NAMESPACE',
  'LAST SEEN',
  'FIRST SEEN',
  'COUNT',
  'TYPE',
  'REASON',
  'OBJECT',
  'KIND',
  'SUBOBJECT',
  'SOURCE',
  'MESSAGE',
  'NAME',
] as const;
type ColumnName = (typeof columnNames)[number];

interface Column {
  name: ColumnName;
  start: number;
}

const header = /^(?:NAMESPACE\s+)?(?:LAST SEEN|FIRST SEEN)\s/;

/** The columns of `kubectl get events`, by the header line; undefined for any other line. */
export function parseTableHeader(line: string): Column[] | undefined {
  if (line.length > 4096 || !header.test(line)) {
    return undefined;
  }
  const columns = columnNames.map((name) => ({ name, start: startOf(name, line) })).filter(({ start }) => start >= 0);
  columns.sort((a, b) => a.start - b.start);
  return columns.some(({ name }) => name === 'MESSAGE') ? columns : undefined;
}

function startOf(name: ColumnName, line: string): number {
  return new RegExp(`(?<=^|\\s)${name}(?=\\s|$)`).exec(line)?.index ?? -1;
}

/** One row of that table, in the default, the `-o wide` and the `-A` form. */
export function parseTableRow(
  line: string,
  columns: readonly Column[],
  nowSeconds: number | undefined
): Occurrence | undefined {
  const cells = cellsOf(line, columns);
  const message = cells.get('MESSAGE');
  const object = cells.get('OBJECT') ?? `${cells.get('KIND') ?? ''}/${cells.get('NAME') ?? ''}`;
  const about = /^(pod|node)\/(\S{1,253})$/i.exec(object);
  if (!message) {
    return undefined;
  }
  const isNode = about?.[1]?.toLowerCase() === 'node';
  const seen = parseRecurrence(cells.get('LAST SEEN') ?? '', nowSeconds);
  const count = cells.get('COUNT');
  return {
    node: cells.get('SOURCE')?.split(', ')[1] ?? (isNode ? about?.[2] : undefined),
    namespace: cells.get('NAMESPACE'),
    pod: isNode ? undefined : about?.[2],
    reason: cells.get('REASON'),
    count: count !== undefined && /^[0-9]{1,15}$/.test(count) ? Number(count) : seen.count,
    firstSeen: parseRecurrence(cells.get('FIRST SEEN') ?? '', nowSeconds).lastSeen ?? seen.firstSeen,
    lastSeen: seen.lastSeen,
    message,
  };
}

/** Cells by the header's positions; where a row does not keep to them, by runs of blanks. */
function cellsOf(line: string, columns: readonly Column[]): Map<ColumnName, string> {
  const aligned = columns.every(({ start }) => start === 0 || line.charAt(start - 1) === ' ' || start >= line.length);
  const texts = aligned
    ? columns.map(({ start }, index) => line.slice(start, columns[index + 1]?.start))
    : line.split(/ {2,}/);
  return new Map(columns.map(({ name }, index) => [name, texts[index]?.trim() ?? '']));
}
