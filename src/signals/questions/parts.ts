import { type SeriesRow, type SignalQuery } from '../series';
import { compactPromQL } from './compactPromQL';

/** A piece of a question. Of several, which have the same labels, the largest value counts. */
export type Part = string | readonly string[];

/** Many proxies take 8 kB of address, and a data source may be set to ask with GET: some of it is left for the rest. */
const longestBytes = 7_000;

/** Of all parts, the first that has a series says what it is. */
export function inParts(parts: readonly string[]): { expr: string; parts: readonly string[] } {
  return { expr: unionOf(parts), parts };
}

/** As a balanced tree: in a chain the growing left side would be gone through once for every further member. */
export function unionOf(exprs: readonly string[]): string {
  const half = Math.ceil(exprs.length / 2);
  return exprs.length <= 1
    ? (exprs[0] ?? '')
    : `(\n${unionOf(exprs.slice(0, half))}\nor\n${unionOf(exprs.slice(half))}\n)`;
}

/** What is sent for a question: itself, or where it is too long for an address its parts, as many at once as are not. */
export function sentFor({ expr, parts, maxBytes = longestBytes }: SignalQuery<string>): string[][] {
  const whole = compactPromQL(expr);
  return parts === undefined || addressBytes(whole) <= maxBytes ? [[whole]] : packed(parts, maxBytes);
}

function packed(parts: readonly Part[], maxBytes: number): string[][] {
  const sent: string[][] = [];
  let open = '';
  for (const part of parts) {
    if (typeof part !== 'string') {
      sent.push(part.map(compactPromQL));
      open = '';
      continue;
    }
    const alone = compactPromQL(part);
    const joined = open === '' ? alone : compactPromQL(`(${open}) or (${part})`);
    if (open !== '' && addressBytes(joined) <= maxBytes) {
      sent[sent.length - 1] = [joined];
      open = joined;
    } else {
      sent.push([alone]);
      open = alone;
    }
  }
  return sent;
}

export function addressBytes(expr: string): number {
  return new URLSearchParams({ query: expr }).toString().length;
}

type Values = SeriesRow['values'];

/** So many rows take about a millisecond. */
const rowsAtOnce = 500;

/** The answer to the whole, of the answers to what was sent for it. */
export function* putTogether(
  answers: ReadonlyArray<ReadonlyArray<readonly SeriesRow[]>>
): Generator<void, readonly SeriesRow[], void> {
  const [first = []] = answers;
  if (answers.length === 1 && first.length === 1) {
    return first[0] ?? [];
  }
  let whole = new Map<string, SeriesRow>();
  for (const group of answers) {
    let largest = new Map<string, SeriesRow>();
    for (const rows of group) {
      largest = yield* merged(largest, rows, Math.max);
    }
    whole = yield* merged(whole, [...largest.values()], (before) => before);
  }
  return [...whole.values()];
}

function* merged(
  into: Map<string, SeriesRow>,
  rows: readonly SeriesRow[],
  choose: (before: number, value: number) => number
): Generator<void, Map<string, SeriesRow>, void> {
  for (const [index, row] of rows.entries()) {
    if (index % rowsAtOnce === rowsAtOnce - 1) {
      yield;
    }
    const key = keyOf(row);
    const before = into.get(key);
    into.set(key, before ? { labels: before.labels, values: valuesOf(before.values, row.values, choose) } : row);
  }
  return into;
}

const keyOf = ({ labels }: SeriesRow) =>
  JSON.stringify(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)));

function valuesOf(before: Values, more: Values, choose: (before: number, value: number) => number): Values {
  const values = new Map(before);
  for (const [seconds, value] of more) {
    const known = values.get(seconds);
    values.set(seconds, known === undefined ? value : choose(known, value));
  }
  return [...values].sort(([one], [other]) => one - other);
}
