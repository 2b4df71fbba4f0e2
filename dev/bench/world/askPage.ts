// What the page says of an installation at several moments: its own questions, asked of a Prometheus that holds the series.
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { diagnose, type Diagnosis } from '../../../src/diagnosis';
import { collect } from '../../../src/signals/evidence/collect';
import { overviewQueries, podNodesQuery } from '../../../src/signals/questions/fleetQueries';
import {
  recordedForPage,
  recordedOf,
  recordedQuery,
  unrecordedQuery,
} from '../../../src/signals/questions/recordedSeries';
import { defaultSettings } from '../../../src/signals/settings/settings';
import { random, seedOf } from '../../fleet/curves';
import { seriesName, typeLine } from '../../fleet/exposition';
import { byFamily } from '../../fleet/fleetSeries';
import { loadHistory } from '../../launcher/prometheus';
import { servePrometheus } from '../../launcher/servePrometheus';
import { askOverview, askQuery } from '../../vm/askOverview';
import { type RecordedSample } from '../promtoolRun';
import { type Installation } from './installations';
import { readsOf, scrapesRead } from './reads';

/** Verdicts at one moment, by cluster (empty: none) and node. */
export interface PageReading {
  atSeconds: number;
  diagnoses: Array<{ cluster: string; node: string; diagnosis: Diagnosis }>;
}

const settings = defaultSettings();

/** With what the rules have recorded at each of the moments, if there are any. */
export async function askPage(
  installation: Installation,
  moments: readonly number[],
  recorded?: ReadonlyMap<number, readonly RecordedSample[]>
): Promise<PageReading[]> {
  const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-world-'));
  try {
    const file = path.join(workDir, 'history.om');
    await pipeline(Readable.from(lines(installation, moments, recorded)), createWriteStream(file));
    await loadHistory(file, path.join(workDir, 'data'));
    const server = await servePrometheus({ workDir, config: {}, flags: ['--storage.tsdb.retention.time=100y'] });
    try {
      const readings: PageReading[] = [];
      for (const atSeconds of moments) {
        readings.push(await readingAt(server.url, atSeconds, recorded !== undefined));
      }
      return readings;
    } finally {
      await server.close();
    }
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

async function readingAt(url: string, atSeconds: number, hasRules: boolean): Promise<PageReading> {
  const at = epochSeconds + atSeconds;
  const question = hasRules ? recordedQuery(settings) : undefined;
  const told = question && (await askQuery(url, question, at));
  const further = told && unrecordedQuery(settings, told);
  const recorded = told && recordedOf([...told, ...(further ? await askQuery(url, further, at) : [])]);
  const evidence = collect(await askOverview(url, settings, at, recorded), settings, at);
  const diagnoses = evidence.map((each) => ({
    cluster: each.key.cluster ?? '',
    node: each.key.node,
    diagnosis: diagnose(each, settings.thresholds),
  }));
  return { atSeconds, diagnoses };
}

/** When the installations' clocks stand at zero. */
const epochSeconds = 1_780_272_000;
/** A scrape takes its time, and the sample is as old as its begin. */
const latestScrapeSeconds = 2;
const clocks = new Set(['node_time_seconds', 'node_boot_time_seconds']);

/** The series as a server would have them, without what no question reads. A minute's scrapes are kept; a slow one comes late. */
function* lines(
  { nodes, stack }: Installation,
  moments: readonly number[],
  recorded: ReadonlyMap<number, readonly RecordedSample[]> = new Map()
): Generator<string> {
  const asked = [
    ...overviewQueries(settings),
    ...(recorded.size > 0
      ? overviewQueries(settings, { series: new Set(recordedForPage), isForLong: false, unrecorded: ['any'] })
      : []),
    podNodesQuery([{ labels: { pod: 'any' }, values: [] }], settings),
    recordedQuery(settings),
  ];
  const reads = readsOf(asked.filter((query) => query !== undefined));
  const everySeconds = Math.max(60, stack.scrapeSeconds);
  let family = '';
  for (const { metric, labels, at } of byFamily(nodes.flatMap(({ pageSeries }) => pageSeries))) {
    const name = seriesName(metric, labels);
    const seed = seedOf(labels.instance ?? '');
    const phaseSeconds = random(seed, 0) * everySeconds;
    const scrapes = scrapesRead(reads.get(metric) ?? [], moments, { everySeconds, phaseSeconds });
    const piece: string[] = [];
    for (const [index, scrape] of scrapes.entries()) {
      const seconds = scrape + random(seed, index + 1) * latestScrapeSeconds;
      const value = at(seconds);
      if (value !== undefined) {
        const told = clocks.has(metric) ? value + epochSeconds : value;
        piece.push(`${name} ${told} ${(epochSeconds + seconds).toFixed(3)}\n`);
      }
    }
    if (piece.length > 0) {
      yield (metric === family ? '' : typeLine(metric, 'openMetrics')) + piece.join('');
      family = metric;
    }
  }
  yield* recordedLines(recorded);
  yield '# EOF\n';
}

function* recordedLines(recorded: ReadonlyMap<number, readonly RecordedSample[]>): Generator<string> {
  const all = [...recorded].flatMap(([atSeconds, samples]) => samples.map((sample) => ({ atSeconds, ...sample })));
  const names = new Set(all.map(({ labels }) => labels.__name__ ?? ''));
  for (const name of names) {
    for (const { atSeconds, labels, value, ageSeconds = 0 } of all.filter((each) => each.labels.__name__ === name)) {
      const { __name__: _, ...own } = labels;
      // The rules' clock stands at zero where the page's does not.
      const told = name.includes('boot_time_seconds') ? value + epochSeconds : value;
      yield `${seriesName(name, own)} ${told} ${epochSeconds + atSeconds - ageSeconds}\n`;
    }
  }
}
