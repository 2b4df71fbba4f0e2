// npm run bench:fleet: what the overview costs over 5,000 nodes, in Chromium, on a real Prometheus with the recording
// rules and without them and on VictoriaMetrics; and what the same questions cost when asked the usual way.
// --write puts the tables into docs/performance.md, between its markers.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { inSteps } from '../../src/data/inSteps';
import { judgeFleetInSteps } from '../../src/signals/evidence/judge';
import { fleetQuestions } from '../../src/signals/questions/fleetQuestions';
import { defaultSettings } from '../../src/signals/settings/settings';
import { launchOptions } from '../../e2e/chromium';
import { ensureBuilt } from '../launcher/built';
import { ensurePackages } from '../launcher/debian';
import { startGrafana } from '../launcher/stack';
import { type Service } from '../launcher/service';
import { askAll } from '../engines/askServer';
import { startVictoriaMetrics } from '../vm/victoriaMetrics';
import { type AskedQuery } from '../host/asked';
import { type HostDataSource } from '../host/data-sources';
import { measureOverview, type PageMeasure } from './browserMeasure';
import { importLargeFleet } from './importLargeFleet';
import { type Cost, costsOfThree } from './queryCost';
import { type JudgeCost, overviewTable, type QueryCost, queryTable, usualTable, writeReport } from './fleetReport';
import { serveLargeFleet, storeLargeFleet } from './servedFleet';

/** The questions that most dashboards ask of these metrics. */
const usualQuestions = [
  { what: 'slope of the last six hours, all nodes', expr: 'deriv(node_memory_SUnreclaim_bytes[6h])' },
  {
    what: 'curve of the last six hours, all nodes, a step a minute',
    expr: 'node_memory_SUnreclaim_bytes',
    overSeconds: 6 * 3600,
    stepSeconds: 60,
  },
] as const;

const aheadSeconds = 180;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      nodes: { type: 'string', default: '5000' },
      pods: { type: 'string', default: '110' },
      write: { type: 'boolean', default: false },
    },
  });
  ensurePackages(['prometheus', 'victoria-metrics', 'chromium'], console.log);
  await ensureBuilt(console.log);
  const nodes = Number(values.nodes);
  const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-fleet-'));
  const services: Service[] = [];
  const keep = async (service: Promise<Service>) => {
    const started = await service;
    services.push(started);
    return started.url;
  };
  try {
    const fleet = { nodes, podsPerNode: Number(values.pods), endSeconds: Math.floor(Date.now() / 1000) };
    const written = await storeLargeFleet(workDir, fleet);
    const head = `${nodes} nodes, ${written.series} series, ${written.samples} samples; ${cpus().length} cores for servers, stand-in Grafana and Chromium together; ${new Date().toISOString().slice(0, 10)}`;
    console.log(head);
    const recorded = await keep(serveLargeFleet(workDir, 'recorded'));
    const plain = await keep(serveLargeFleet(workDir, 'plain'));
    const victoria = await keep(startVictoriaMetrics(workDir));
    // Its lookback cannot be made longer: its data reach past the import, and its page is measured first.
    await importLargeFleet(victoria, { ...fleet, endSeconds: Math.floor(Date.now() / 1000) + aheadSeconds });
    const sources = {
      victoria: { url: victoria },
      recorded: { url: recorded },
      frames: { url: recorded, resourcesRefused: 404 },
      plain: { url: plain },
    } as const;

    const measured = await measurePages(sources);
    const tables = [
      head,
      overviewTable(measured, await judgeCosts(plain)),
      queryTable(
        // One after the other: they share the machine.
        [
          await costsOf('Prometheus, recorded', recorded, measured.recorded.queries),
          await costsOf('Prometheus, no rules', plain, measured.plain.queries),
        ]
      ),
      usualTable(await usualCosts(plain)),
    ].join('\n\n');
    console.log(`\n${tables}`);
    if (values.write) {
      writeReport(tables);
    }
  } finally {
    for (const service of services.reverse()) {
      await service.close();
    }
    rmSync(workDir, { recursive: true, force: true });
  }
}

async function measurePages<Name extends string>(
  sources: Record<Name, Pick<HostDataSource, 'url' | 'resourcesRefused'>>
): Promise<Record<Name, PageMeasure>> {
  const names = Object.keys(sources) as Name[];
  const host = await startGrafana(
    '13.2.2',
    names.map((uid) => ({ uid, name: uid, type: 'prometheus', ...sources[uid] }))
  );
  const browser = await chromium.launch(launchOptions);
  try {
    const measures: Array<[Name, PageMeasure]> = [];
    for (const uid of names) {
      measures.push([uid, await measureOverview(browser, `${host.url}/a/memcg-kmemleak-app/nodes?ds=${uid}`)]);
    }
    return Object.fromEntries(measures) as Record<Name, PageMeasure>;
  } finally {
    await browser.close();
    await host.close();
  }
}

/** Joining and judging the whole fleet as the page does, after the engine has warmed up: five runs. */
async function judgeCosts(url: string): Promise<JudgeCost[]> {
  const settings = defaultSettings();
  const atSeconds = Math.floor(Date.now() / 1000);
  const server = { name: 'Prometheus', url, warnings: new Set<string>(), infos: new Set<string>() };
  const answers = await askAll(server, fleetQuestions(settings, atSeconds), atSeconds);
  const costs: JudgeCost[] = [];
  for (let run = 0; run < 8; run += 1) {
    // The same answers are judged once.
    costs.push(await costOf(judgeFleetInSteps({ ...answers }, settings, atSeconds)));
  }
  return costs.slice(3);
}

/** What the work takes in all, and for how long it holds up the page at a stretch. */
async function costOf(work: Iterator<void, unknown, void>): Promise<JudgeCost> {
  let [totalMs, longestMs, stretchMs, endedMs] = [0, 0, 0, 0];
  await inSteps({
    next: () => {
      const begunMs = performance.now();
      // Between two steps of one stretch nothing else is done.
      stretchMs = begunMs - endedMs > 0.5 ? 0 : stretchMs;
      const step = work.next();
      endedMs = performance.now();
      totalMs += endedMs - begunMs;
      stretchMs += endedMs - begunMs;
      longestMs = Math.max(longestMs, stretchMs);
      return step;
    },
  });
  return { totalMs, longestMs };
}

async function costsOf(
  source: string,
  url: string,
  queries: readonly AskedQuery[]
): Promise<{ source: string; costs: QueryCost[] }> {
  const costs: QueryCost[] = [];
  for (const { id, isInstant, form } of queries) {
    costs.push({ id, ...(await fastest(url, isInstant ? 'query' : 'query_range', form)) });
  }
  return { source, costs };
}

async function usualCosts(url: string): Promise<QueryCost[]> {
  const now = Math.floor(Date.now() / 1000);
  const costs: QueryCost[] = [];
  for (const question of usualQuestions) {
    const range: Record<string, string> =
      'overSeconds' in question
        ? { start: String(now - question.overSeconds), end: String(now), step: String(question.stepSeconds) }
        : { time: String(now) };
    const verb = 'overSeconds' in question ? 'query_range' : 'query';
    costs.push({ id: question.what, ...(await fastest(url, verb, { query: question.expr, ...range })) });
  }
  return costs;
}

async function fastest(...asked: Parameters<typeof costsOfThree>): Promise<Cost> {
  const costs = await costsOfThree(...asked);
  return costs.reduce((best, each) => (each.ms < best.ms ? each : best));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
