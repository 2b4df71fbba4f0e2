// npm run bench:fleet: what the pages cost in Chromium, by size of the fleet, on a real Prometheus that holds what the rules
// have recorded; and beside it today's way, a fleet with its history and no rules. Every step is bounded, and each figure is
// kept as soon as it is known.
//   --only 1000,5000,5000-20,50000,today   these parts, in this order; 5000-20: with 20 % suspects instead of 2
//   --minutes 12       no step is begun after that, and none goes on for longer
//   --results FILE     where figures are kept: what is there of other parts stays, so that parts can be run one by one
//   --today 5000       nodes of the part "today", --pods 110 of each
//   --write            puts the tables into docs/performance.md, of all that is kept
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { launchOptions } from '../../e2e/chromium';
import { ensureBuilt } from '../launcher/built';
import { ensurePackages } from '../launcher/debian';
import { boundedSteps } from './boundedSteps';
import { fleetTables, putBetween } from './fleetReport';
import { type Part, readResults, type Results, type SizePart, type TodayPart, writeResults } from './partResults';
import { type FleetSize, measureSize } from './sizePart';
import { measureToday } from './todayPart';

const usualSuspectPercent = 2;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '1000,5000,5000-20,50000,today' },
      minutes: { type: 'string', default: '12' },
      results: { type: 'string', default: path.join(tmpdir(), 'memcg-kmem-bench-fleet.json') },
      today: { type: 'string', default: '5000' },
      pods: { type: 'string', default: '110' },
      write: { type: 'boolean', default: false },
    },
  });
  ensurePackages(['prometheus', 'victoria-metrics', 'chromium'], console.log);
  await ensureBuilt(console.log);
  const results = readResults(values.results, cpus().length);
  const untilMs = Date.now() + Number(values.minutes) * 60_000;
  for (const part of values.only.split(',').filter(Boolean)) {
    console.log(`\n${part}`);
    const keep = () => writeResults(values.results, results);
    // One for each part: what a fleet has left in it is none of the next one's.
    const browser = await chromium.launch(launchOptions);
    try {
      if (part === 'today') {
        const fleet = { nodes: Number(values.today), podsPerNode: Number(values.pods) };
        await runToday(fleet, { browser, results, untilMs, keep });
      } else {
        await runSize(part, { browser, results, untilMs, keep });
      }
    } finally {
      await browser.close();
    }
  }
  const tables = fleetTables(results);
  console.log(`\n${tables}\n\nKept in ${values.results}`);
  if (values.write) {
    putBetween('bench:fleet', tables);
  }
}

interface Run {
  browser: Browser;
  results: Results;
  untilMs: number;
  keep: () => void;
}

async function runSize(id: string, { browser, results, untilMs, keep }: Run): Promise<void> {
  const size = sizeOf(id);
  const steps = boundedSteps(untilMs, console.log);
  const part: Part<SizePart> = { figures: size, ...begun(steps.missing) };
  results.sizes[id] = part;
  await timed(part, keep, (note) =>
    measureSize(size, browser, steps, (figures) => {
      Object.assign(part.figures, figures);
      note();
    })
  );
}

async function runToday(
  fleet: { nodes: number; podsPerNode: number },
  { browser, results, untilMs, keep }: Run
): Promise<void> {
  const steps = boundedSteps(untilMs, console.log);
  const part: Part<TodayPart> = { figures: { nodes: fleet.nodes, series: NaN, samples: NaN }, ...begun(steps.missing) };
  results.today = part;
  await timed(part, keep, (note) =>
    measureToday(fleet, browser, steps, (figures) => {
      Object.assign(part.figures, figures);
      note();
    })
  );
}

const begun = (missing: string[]) => ({ missing, day: new Date().toISOString().slice(0, 10), seconds: 0 });

async function timed<Figures>(
  part: Part<Figures>,
  keep: () => void,
  work: (note: () => void) => Promise<void>
): Promise<void> {
  const begunMs = Date.now();
  const note = () => {
    part.seconds = Math.round((Date.now() - begunMs) / 1000);
    keep();
  };
  try {
    await work(note);
  } catch (error) {
    part.missing.push(String(error));
    console.error(error);
  } finally {
    note();
  }
}

/** Throws where a part is not called so. */
function sizeOf(id: string): FleetSize {
  const [, nodes, percent] = /^(\d+)(?:-(\d+))?$/.exec(id) ?? [];
  if (nodes === undefined) {
    throw new Error(`no part is called ${id}: a number of nodes, with suspects as 5000-20, or today`);
  }
  return { nodes: Number(nodes), suspectPercent: Number(percent ?? usualSuspectPercent) };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
