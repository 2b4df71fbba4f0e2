// Today's way: a fleet with its history and without rules, asked for everything; beside it the questions that most
// dashboards ask of these metrics.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser } from '@playwright/test';
import { openServices } from '../launcher/service';
import { startGrafana } from '../launcher/stack';
import { startVictoriaMetrics } from '../vm/victoriaMetrics';
import { type BoundedSteps } from './boundedSteps';
import { measureOverview } from './browserMeasure';
import { importLargeFleet } from './importLargeFleet';
import { type TodayPart } from './partResults';
import { costOf, type QueryCost } from './queryCost';
import { serveLargeFleet, storeLargeFleet } from './servedFleet';

const usualQuestions = [
  { what: 'slope of the last six hours, all nodes', expr: 'deriv(node_memory_SUnreclaim_bytes[6h])' },
  {
    what: 'curve of the last six hours, all nodes, a step a minute',
    expr: 'node_memory_SUnreclaim_bytes',
    overSeconds: 6 * 3600,
    stepSeconds: 60,
  },
] as const;

const aheadSeconds = 300;
const patienceMs = 120_000;

/** Keeps each figure as soon as it is known. */
export async function measureToday(
  { nodes, podsPerNode }: { nodes: number; podsPerNode: number },
  browser: Browser,
  { step }: BoundedSteps,
  keep: (figures: Partial<TodayPart>) => void
): Promise<void> {
  const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-today-'));
  const { keep: started, close } = openServices();
  try {
    const fleet = { nodes, podsPerNode, endSeconds: Math.floor(Date.now() / 1000) };
    const written = await step('history written', 300, () => storeLargeFleet(workDir, fleet));
    if (!written) {
      return;
    }
    keep(written);
    const plain = await started(serveLargeFleet(workDir));
    const victoria = await step('history imported into VictoriaMetrics', 240, async () => {
      const server = await started(startVictoriaMetrics(workDir));
      // Its lookback cannot be made longer: its data reach past the import, and its page is measured first.
      await importLargeFleet(server.url, { ...fleet, endSeconds: Math.floor(Date.now() / 1000) + aheadSeconds });
      return server;
    });
    const servers = { ...(victoria && { victoria }), plain };
    const host = await started(
      startGrafana(
        '13.2.2',
        Object.entries(servers).map(([uid, { url }]) => ({ uid, name: uid, type: 'prometheus', url }))
      )
    );
    for (const uid of Object.keys(servers)) {
      const address = `${host.url}/a/memcg-kmemleak-app/nodes?ds=${uid}`;
      const measured = await step(`overview, ${uid}, no rules`, 300, () =>
        measureOverview(browser, address, { patienceMs, hasKeys: true })
      );
      keep({ [uid]: measured });
      if (uid === 'plain' && measured) {
        const costs: QueryCost[] = [];
        for (const { id, isInstant, form } of measured.queries) {
          const cost = await step(`question ${id}`, 60, () =>
            costOf(plain.url, isInstant ? 'query' : 'query_range', form)
          );
          costs.push(...(cost ? [{ id, ...cost }] : []));
        }
        keep({ plainCosts: costs });
      }
    }
    keep({ usual: await step('the usual questions', 120, () => usualCosts(plain.url)) });
  } finally {
    await close();
    rmSync(workDir, { recursive: true, force: true });
  }
}

async function usualCosts(url: string): Promise<QueryCost[]> {
  const now = Math.floor(Date.now() / 1000);
  const costs: QueryCost[] = [];
  for (const question of usualQuestions) {
    const isRange = 'overSeconds' in question;
    const span: Record<string, string> = isRange
      ? { start: String(now - question.overSeconds), end: String(now), step: String(question.stepSeconds) }
      : { time: String(now) };
    const verb = isRange ? 'query_range' : 'query';
    costs.push({ id: question.what, ...(await costOf(url, verb, { query: question.expr, ...span })) });
  }
  return costs;
}
