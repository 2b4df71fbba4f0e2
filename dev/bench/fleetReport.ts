import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type PageMeasure, type PageVisit } from './browserMeasure';
import {
  type JudgeCost,
  type Part,
  type Results,
  type SampledVisit,
  type SizePart,
  type TodayPart,
} from './partResults';
import { type Cost, type QueryCost } from './queryCost';

const reportFile = path.resolve(__dirname, '../../docs/performance.md');

const median = (list: readonly number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;
const ms = (value: number) =>
  Number.isNaN(value) ? '–' : value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
const spread = (list: readonly number[]) => `${ms(median(list))}, ${ms(Math.max(...list))}`;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const thousands = (count: number) => (count < 1000 ? String(count) : `${Math.round(count / 1000)} k`);
export const table = (rows: readonly string[][]) =>
  rows
    .flatMap((row, i) => [`| ${row.join(' | ')} |`, ...(i === 0 ? [`|${row.map(() => '---').join('|')}|`] : [])])
    .join('\n');

type Sized = Part<SizePart>;

/** What was asked for, in this order: of the figures that are there. */
export function fleetTables({ cores, sizes, today }: Results): string {
  const parts = Object.values(sizes)
    .flatMap((part) => part ?? [])
    .sort(({ figures: a }, { figures: b }) => a.nodes - b.nodes || a.suspectPercent - b.suspectPercent);
  const days = [...new Set([...parts, ...(today ? [today] : [])].map(({ day }) => day))].join(', ');
  const missing = [...parts.map(missingOf), ...(today ? [todayMissing(today)] : [])].filter(Boolean);
  return [
    `${cores} cores for server, stand-in Grafana and Chromium together; ${days}`,
    ...(parts.length > 0 ? [sizeTable(parts), pagesTable(parts)] : []),
    ...(today ? todayTables(today.figures) : []),
    ...(missing.length > 0 ? [`Not measured: ${missing.join('; ')}.`] : []),
  ].join('\n\n');
}

const nameOf = ({ figures: { nodes, suspectPercent } }: Sized) =>
  `${nodes.toLocaleString('en-US')} nodes, ${suspectPercent} %`;
const missingOf = (part: Sized) => part.missing.map((each) => `${nameOf(part)}: ${each}`).join('; ');
const todayMissing = (part: Part<TodayPart>) => part.missing.map((each) => `today's way: ${each}`).join('; ');

/** The design's budgets, by the nodes of the fleet. */
const budgets: Readonly<Record<string, Partial<Record<number, number>>>> = {
  firstRowsMs: { 1_000: 800, 5_000: 1_500, 50_000: 2_500 },
  firstBytes: { 1_000: 0.5e6, 5_000: 1e6, 50_000: 3e6 },
  firstSamples: { 5_000: 100e3, 50_000: 1e6 },
};
const anyFleet = { letterMs: 50, listMs: 100, judgeMs: 50 } as const;

/** A figure beside its budget, in bold where it is missed. */
function against(value: number | undefined, budget: number | undefined, written: (value: number) => string): string {
  if (value === undefined || Number.isNaN(value)) {
    return '–';
  }
  if (budget === undefined) {
    return written(value);
  }
  return value > budget ? `**${written(value)}** of ${written(budget)}` : `${written(value)} of ${written(budget)}`;
}

function sizeTable(parts: readonly Sized[]): string {
  const row = (what: string, cell: (figures: SizePart) => string) => [
    what,
    ...parts.map(({ figures }) => cell(figures)),
  ];
  const budget = (id: string, nodes: number) => budgets[id]?.[nodes];
  const both = (list: readonly number[] | undefined, limit: number) =>
    list && list.length > 0 ? `${against(median(list), limit, ms)}, ${ms(Math.max(...list))}` : '–';
  const judged = (list: readonly JudgeCost[] | undefined) =>
    list
      ? `${both(
          list.map(({ longestMs }) => longestMs),
          anyFleet.judgeMs
        )}; in all ${ms(median(list.map(({ totalMs }) => totalMs)))}`
      : '–';
  return table([
    ['rules loaded; share of suspects', ...parts.map(nameOf)],
    row('plugin asked for → first rows', ({ raw, nodes }) => against(raw?.usableMs, budget('firstRowsMs', nodes), ms)),
    row('the same in frames', ({ frames }) => against(frames?.usableMs, undefined, ms)),
    row('plugin asked for → last answer', ({ raw }) => against(raw?.finishedMs, undefined, ms)),
    row('address → first rows, stand-in Grafana included', ({ raw }) => against(raw?.navigationMs, undefined, ms)),
    row('answers until the first rows, as JSON', ({ raw, nodes }) =>
      against(raw?.firstBytes, budget('firstBytes', nodes), fineMegabytes)
    ),
    row('the same in frames', ({ frames }) => against(frames?.firstBytes, undefined, fineMegabytes)),
    row('all answers; where a proxy compresses; where only Grafana does', ({ raw }) => sizesOf(raw)),
    row('the same in frames', ({ frames }) => sizesOf(frames)),
    row('samples read until the first rows', ({ firstSamples, nodes }) =>
      against(firstSamples, budget('firstSamples', nodes), thousands)
    ),
    row('samples read by all questions', ({ allSamples }) => against(allSamples, undefined, thousands)),
    row('questions until the first rows, all', ({ raw }) =>
      raw ? `${raw.firstQuestions}, ${raw.queries.length}` : '–'
    ),
    row('longest task of the page until the first rows', ({ raw }) => against(raw?.longestTaskMs, undefined, ms)),
    row('the rest wanted → all nodes there', ({ raw }) => against(raw?.restMs, undefined, ms)),
    row('key → its letter painted, median and longest', ({ raw }) => both(raw?.lettersMs, anyFleet.letterMs)),
    row('key → the list it leaves painted, median and longest', ({ raw }) => both(raw?.keystrokesMs, anyFleet.listMs)),
    row('suspects joined and judged: page held up, median and longest', ({ judgedSuspects }) => judged(judgedSuspects)),
    row('everybody joined and judged', ({ judgedEverybody }) => judged(judgedEverybody)),
    row('heap of the tab', ({ raw }) => against(raw?.heapBytes, undefined, megabytes)),
  ]);
}

const fineMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
const sizesOf = (visit: PageVisit | undefined) =>
  visit ? [visit.bytes, visit.gzipBytes, visit.wireBytes].map(fineMegabytes).join(', ') : '–';

/** The other pages: until they can be used, and what that took. */
function pagesTable(parts: readonly Sized[]): string {
  const pages = ['node', 'plan', 'coverage', 'alerts'] as const;
  const cells = (visit: (PageVisit & SampledVisit) | undefined) =>
    visit
      ? [
          `${ms(visit.usableMs)}, ${Number.isNaN(visit.finishedMs) ? '–' : ms(visit.finishedMs)}`,
          fineMegabytes(visit.bytes),
          String(visit.queries.length),
          thousands(visit.samples),
          ms(visit.longestTaskMs),
        ]
      : ['–', '–', '–', '–', '–'];
  return table([
    ['page', 'fleet', 'usable, last answer', 'answers', 'questions', 'samples read', 'longest task'],
    ...pages.flatMap((id) => parts.map((part) => [id, nameOf(part), ...cells(part.figures[id])])),
  ]);
}

function todayTables({ nodes, series, samples, plain, victoria, plainCosts, usual }: TodayPart): string[] {
  const each = (what: (measure: PageMeasure) => string) =>
    [plain, victoria].map((measure) => (measure ? what(measure) : '–'));
  return [
    `Today's way, without rules: ${nodes} nodes, ${series} series, ${samples} samples.`,
    table([
      ['overview, no rules', 'Prometheus', 'VictoriaMetrics'],
      ['plugin asked for → first rows', ...each(({ usableMs }) => ms(usableMs))],
      ['plugin asked for → last answer', ...each(({ finishedMs }) => ms(finishedMs))],
      ['answers until the first rows, as JSON', ...each(({ firstBytes }) => megabytes(firstBytes))],
      ['answers, all', ...each(({ bytes }) => megabytes(bytes))],
      ['questions asked', ...each(({ queries }) => String(queries.length))],
      ['heap of the tab', ...each(({ heapBytes }) => megabytes(heapBytes))],
      ['key → its letter painted, median and longest', ...each(({ lettersMs }) => spread(lettersMs))],
      ['key → the list it leaves painted, median and longest', ...each(({ keystrokesMs }) => spread(keystrokesMs))],
    ]),
    ...(plainCosts ? [queryTable([{ source: 'Prometheus, no rules', costs: plainCosts }])] : []),
    ...(usual ? [usualTable(usual)] : []),
  ];
}

function queryTable(sources: ReadonlyArray<{ source: string; costs: readonly QueryCost[] }>): string {
  const rows = sources.flatMap(({ source, costs }) => [
    ...costs.map(({ id, ...cost }) => [source, id, ...costCells(cost)]),
    [source, '**all**', ...costCells(sumOf(costs))],
  ]);
  return `${table([['source', 'question', 'time', 'samples read', 'rows', 'answer of the server'], ...rows])}\n\nBudget: 400 k samples for the whole overview.`;
}

function usualTable(costs: readonly QueryCost[]): string {
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
