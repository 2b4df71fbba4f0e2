import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type PageMeasure } from './browserMeasure';
import { type Cost } from './queryCost';

const reportFile = path.resolve(__dirname, '../../docs/performance.md');

export interface QueryCost extends Cost {
  id: string;
}

/** Of judging all nodes once; milliseconds. */
export interface JudgeCost {
  totalMs: number;
  longestMs: number;
}

const median = (list: readonly number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;
const ms = (value: number) => (value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`);
const spread = (list: readonly number[]) => `${ms(median(list))}, ${ms(Math.max(...list))}`;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const thousands = (count: number) => (count < 1000 ? String(count) : `${Math.round(count / 1000)} k`);
export const table = (rows: readonly string[][]) =>
  rows
    .flatMap((row, i) => [`| ${row.join(' | ')} |`, ...(i === 0 ? [`|${row.map(() => '---').join('|')}|`] : [])])
    .join('\n');

/** One column a data source, the design's budget beside each figure. */
export function overviewTable(
  measured: Readonly<Record<'recorded' | 'frames' | 'plain' | 'victoria', PageMeasure>>,
  judged: readonly JudgeCost[]
): string {
  const each = (what: (measure: PageMeasure) => string) =>
    [measured.recorded, measured.frames, measured.plain, measured.victoria].map(what);
  return table([
    [
      'overview',
      'budget',
      'Prometheus, recorded',
      'the same in frames',
      'Prometheus, no rules',
      'VictoriaMetrics, no rules',
    ],
    ['plugin asked for → first rows', '1.5 s', ...each(({ pluginMs }) => ms(pluginMs))],
    ['plugin asked for → last answer', '', ...each(({ finishedMs }) => ms(finishedMs))],
    ['address → first rows, stand-in Grafana included', '', ...each(({ navigationMs }) => ms(navigationMs))],
    ['answers until then, as JSON', '1 MB', ...each(({ firstBytes }) => megabytes(firstBytes))],
    ['questions answered until then', '', ...each(({ firstQuestions }) => String(firstQuestions))],
    ['answers, all', '', ...each(({ bytes }) => megabytes(bytes))],
    ['answers, where a proxy compresses', '', ...each(({ gzipBytes }) => megabytes(gzipBytes))],
    ['answers, where only Grafana compresses', '', ...each(({ wireBytes }) => megabytes(wireBytes))],
    ['the rest wanted → all nodes there', '', ...each(({ restMs }) => (restMs === undefined ? '–' : ms(restMs)))],
    ['questions asked', '8', ...each(({ queries }) => String(queries.length))],
    ['heap of the tab', '', ...each(({ heapBytes }) => megabytes(heapBytes))],
    ['key → its letter painted, median and longest', '100 ms', ...each(({ lettersMs }) => spread(lettersMs))],
    [
      'key → the list it leaves painted, median and longest',
      '100 ms',
      ...each(({ keystrokesMs }) => spread(keystrokesMs)),
    ],
    [
      'join and diagnose, page held up, median and longest',
      '50 ms',
      spread(judged.map(({ longestMs }) => longestMs)),
      '',
      '',
      '',
    ],
    ['join and diagnose in all, median and longest', '', spread(judged.map(({ totalMs }) => totalMs)), '', '', ''],
  ]);
}

export function queryTable(sources: ReadonlyArray<{ source: string; costs: readonly QueryCost[] }>): string {
  const rows = sources.flatMap(({ source, costs }) => [
    ...costs.map(({ id, ...cost }) => [source, id, ...costCells(cost)]),
    [source, '**all**', ...costCells(sumOf(costs))],
  ]);
  return `${table([['source', 'question', 'time', 'samples read', 'rows', 'answer of the server'], ...rows])}\n\nBudget: 400 k samples for the whole overview.`;
}

export function usualTable(costs: readonly QueryCost[]): string {
  return table([
    ['the usual way, no rules', 'time', 'samples read', 'rows', 'answer of the server'],
    ...costs.map(({ id, ...cost }) => [id, ...costCells(cost)]),
  ]);
}

const costCells = (cost: Cost) => [ms(cost.ms), thousands(cost.samples), thousands(cost.rows), megabytes(cost.bytes)];

function sumOf(costs: readonly QueryCost[]): Cost {
  const sum = (pick: (cost: QueryCost) => number) => costs.reduce((total, cost) => total + pick(cost), 0);
  return {
    ms: sum((each) => each.ms),
    samples: sum((each) => each.samples),
    rows: sum((each) => each.rows),
    bytes: sum((each) => each.bytes),
  };
}

export function writeReport(tables: string): void {
  putBetween('bench:fleet', tables);
}

/** Puts a text between the markers of this name in docs/performance.md; throws when they are gone. */
export function putBetween(name: string, text: string): void {
  const whole = readFileSync(reportFile, 'utf8');
  const between = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*(<!-- end of ${name} -->)`);
  if (!between.test(whole)) {
    throw new Error(`${reportFile} has lost its markers`);
  }
  writeFileSync(
    reportFile,
    whole.replace(between, (_, begin: string, end: string) => `${begin}\n${text}\n\n${end}`)
  );
}
