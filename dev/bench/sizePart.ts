// One size of the fleet, as the rules have recorded it at one moment: what the pages cost in Chromium, asked of a real
// Prometheus with the shipped alerts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser } from '@playwright/test';
import { inSteps } from '../../src/data/inSteps';
import { judgeFleetInSteps } from '../../src/signals/evidence/judge';
import { fleetQuestions, type FleetScope } from '../../src/signals/questions/fleetQuestions';
import { defaultSettings } from '../../src/signals/settings/settings';
import { askAll } from '../engines/askServer';
import { type AskedQuery } from '../host/asked';
import { openServices } from '../launcher/service';
import { startGrafana } from '../launcher/stack';
import { type BoundedSteps } from './boundedSteps';
import { measureOverview, measurePage, type PageVisit } from './browserMeasure';
import { type SampledVisit, type SizePart, type JudgeCost } from './partResults';
import { costOf } from './queryCost';
import { serveRecordedFleet } from './recordedFleet';

export interface FleetSize {
  nodes: number;
  suspectPercent: number;
}

/** So many of the other nodes are exposed. */
const exposedPercent = 1;
const patienceMs = 90_000;

/** Keeps each figure as soon as it is known. */
export async function measureSize(
  { nodes, suspectPercent }: FleetSize,
  browser: Browser,
  { step }: BoundedSteps,
  keep: (figures: Partial<SizePart>) => void
): Promise<void> {
  const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-size-'));
  const { keep: started, close } = openServices();
  try {
    const atSeconds = Math.floor(Date.now() / 1000);
    const fleet = {
      nodes,
      suspects: (nodes * suspectPercent) / 100,
      exposed: (nodes * exposedPercent) / 100,
      atSeconds,
    };
    const served = await step('fleet written and served', 240, () =>
      started(serveRecordedFleet(workDir, { ...fleet, hasExporters: true }))
    );
    if (!served) {
      return;
    }
    const { url } = served;
    const type = 'prometheus' as const;
    const host = await started(
      startGrafana('13.2.2', [
        { uid: 'raw', name: 'raw', type, url },
        { uid: 'frames', name: 'frames', type, url, resourcesRefused: 404 },
      ])
    );
    const address = (page: string, uid: string) => `${host.url}/a/memcg-kmemleak-app/${page}?ds=${uid}`;
    const overview = (uid: string, hasKeys: boolean) =>
      step(`overview, ${uid}`, 300, () => measureOverview(browser, address('nodes', uid), { patienceMs, hasKeys }));

    const raw = await overview('raw', true);
    if (raw) {
      keep({ raw });
      const firstSamples = await step('samples of the first rows', 60, () => samplesOf(url, raw.firstQueries));
      const allSamples = await step('samples of all questions', 60, () => samplesOf(url, raw.queries));
      keep({ firstSamples, allSamples });
    }
    keep({ frames: await overview('frames', false) });

    const pages = {
      node: ['nodes/node-00000', '[data-testid=node-verdict]', '&cluster=c0'],
      plan: ['plan', '[data-testid=wave-node]', ''],
      coverage: ['coverage', '[data-testid=coverage-table]', ''],
      alerts: ['alerts', '[data-testid=alert-node]', ''],
    } as const;
    for (const [id, [page, usable, query]] of Object.entries(pages)) {
      const visit = await step(`${id} page`, 150, () =>
        measurePage(browser, address(page, 'raw') + query, usable, { patienceMs })
      );
      const samples = visit && (await step(`samples of the ${id} page`, 60, () => samplesOf(url, visit.queries)));
      keep({ [id]: visit && ({ ...visit, samples: samples ?? NaN } satisfies PageVisit & SampledVisit) });
    }

    const judged = (scope: FleetScope) =>
      step(`join and judge, ${scope}`, 120, () => judgeCosts(url, scope, Math.floor(Date.now() / 1000)));
    keep({ judgedSuspects: await judged('suspects') });
    keep({ judgedEverybody: await judged('everything') });
  } finally {
    await close();
    rmSync(workDir, { recursive: true, force: true });
  }
}

async function samplesOf(url: string, queries: readonly AskedQuery[]): Promise<number> {
  let samples = 0;
  for (const { isInstant, form } of queries) {
    samples += (await costOf(url, isInstant ? 'query' : 'query_range', form)).samples;
  }
  return samples;
}

/** Joining and judging as the page does, after the engine has warmed up: five runs. */
async function judgeCosts(url: string, scope: FleetScope, atSeconds: number): Promise<JudgeCost[]> {
  const settings = defaultSettings();
  const server = { name: 'Prometheus', url, warnings: new Set<string>(), infos: new Set<string>() };
  const answers = await askAll(server, fleetQuestions(settings, atSeconds, scope), atSeconds);
  const costs: JudgeCost[] = [];
  for (let run = 0; run < 8; run += 1) {
    // The same answers are judged once.
    costs.push(await judgeCostOf(judgeFleetInSteps({ ...answers }, settings, atSeconds)));
  }
  return costs.slice(3);
}

/** What the work takes in all, and for how long it holds up the page at a stretch. */
async function judgeCostOf(work: Iterator<void, unknown, void>): Promise<JudgeCost> {
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
