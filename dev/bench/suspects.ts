// npm run bench:suspects: what the page's first questions cost a Prometheus whose rules have recorded everything, beside all
// of its questions, by size of the fleet. --write puts the table into docs/performance.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compactPromQL } from '../../src/signals/questions/compactPromQL';
import { fleetQuestions, type FleetScope } from '../../src/signals/questions/fleetQuestions';
import { type SignalQuery } from '../../src/signals/series';
import { defaultSettings } from '../../src/signals/settings/settings';
import { askAll } from '../engines/askServer';
import { putBetween, table } from './fleetReport';
import { type Cost, costsOfThree } from './queryCost';
import { serveRecordedFleet } from './recordedFleet';

const settings = defaultSettings();
const suspectShare = 0.02;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { nodes: { type: 'string', default: '1000,5000,20000' }, write: { type: 'boolean', default: false } },
  });
  const rows = [['nodes', 'asked', 'for', 'questions', 'samples read', 'rows', 'answers', 'time, one after the other']];
  for (const nodes of values.nodes.split(',').map(Number)) {
    rows.push(...(await rowsOf(nodes)));
  }
  const head = `${100 * suspectShare} % of the nodes are suspects; ${cpus().length} cores; ${new Date().toISOString().slice(0, 10)}`;
  const text = `${head}\n\n${table(rows)}`;
  console.log(text);
  if (values.write) {
    putBetween('bench:suspects', text);
  }
}

async function rowsOf(nodes: number): Promise<string[][]> {
  const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-suspects-'));
  const atSeconds = Math.floor(Date.now() / 1000);
  try {
    const server = await serveRecordedFleet(workDir, { nodes, suspects: Math.round(suspectShare * nodes), atSeconds });
    try {
      const rows: string[][] = [];
      for (const scope of ['suspects', 'everything'] as const) {
        const costs = await costsOf(server.url, scope, atSeconds);
        const asked = scope === 'suspects' ? 'suspects first' : 'everything';
        const isEarly = ({ isNeeded }: QuestionCost) => isNeeded;
        rows.push(cells(nodes, asked, 'the first rows', costs.filter(isEarly)));
        rows.push(
          cells(
            nodes,
            asked,
            'what comes after',
            costs.filter((each) => !isEarly(each))
          )
        );
      }
      return rows;
    } finally {
      await server.close();
    }
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

/** No verdict is given without it. */
type QuestionCost = Cost & { isNeeded: boolean };

function cells(nodes: number, asked: string, wanted: string, costs: readonly Cost[]): string[] {
  const sum = (of: (cost: Cost) => number) => costs.reduce((total, cost) => total + of(cost), 0);
  return [
    String(nodes),
    asked,
    wanted,
    String(costs.length),
    `${(sum(({ samples }) => samples) / 1000).toFixed(1)} k`,
    String(sum((cost) => cost.rows)),
    `${(sum(({ bytes }) => bytes) / 1e6).toFixed(2)} MB`,
    `${sum(({ ms }) => ms).toFixed(0)} ms`,
  ];
}

/** Of each question the fastest of three. */
async function costsOf(url: string, scope: FleetScope, atSeconds: number): Promise<QuestionCost[]> {
  const queries: Array<SignalQuery<string> & { isNeeded: boolean }> = [];
  const questions = fleetQuestions(settings, atSeconds, scope).map((each) => ({
    ...each,
    queryAfter: (answers: Parameters<typeof each.queryAfter>[0]) => {
      const query = each.queryAfter(answers);
      if (query?.kind === 'instant' || query?.kind === 'range') {
        // Those that others come after are waited for as well.
        queries.push({ ...query, isNeeded: each.isNeeded || ['recorded', 'unrecorded'].includes(each.id) });
      }
      return query;
    },
  }));
  await askAll({ name: 'Prometheus', url, warnings: new Set(), infos: new Set() }, questions, atSeconds);
  const costs: QuestionCost[] = [];
  for (const query of queries) {
    const asked = { query: compactPromQL(query.expr) };
    const times: Record<string, string> =
      query.kind === 'instant'
        ? { time: String(atSeconds) }
        : { start: String(atSeconds - query.windowSeconds), end: String(atSeconds), step: String(query.stepSeconds) };
    const three = await costsOfThree(url, query.kind === 'instant' ? 'query' : 'query_range', { ...asked, ...times });
    costs.push({ isNeeded: query.isNeeded, ...three.reduce((best, each) => (each.ms < best.ms ? each : best)) });
  }
  return costs;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
