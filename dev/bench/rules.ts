// npm run bench:rules: how long the rule groups take over 5,000 nodes on a real Prometheus, beside the two public rules,
// and what the page's questions cost with the recorded series and without them. For a first look: -- --nodes 1000
// --interval 15s --slowest 40.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { ensurePackages } from '../launcher/debian';
import { defaultSettings } from '../../src/signals/settings/settings';
import { signalQueries } from '../../src/signals/questions/fleetQueries';
import { recordedForPage } from '../../src/signals/questions/recordedSeries';
import { type Service } from '../launcher/service';
import { servePrometheus } from '../launcher/servePrometheus';
import { costsOfThree } from './queryCost';
import { storeLargeFleet } from './servedFleet';

const root = path.resolve(__dirname, '../..');
const evaluations = 5;

interface EvaluatedRule {
  name: string;
  evaluationTime: number;
  lastError?: string;
}
interface EvaluatedGroup {
  name: string;
  evaluationTime: number;
  lastEvaluation: string;
  rules: EvaluatedRule[];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      nodes: { type: 'string', default: '5000' },
      pods: { type: 'string', default: '110' },
      // The shipped intervals are longer. Prometheus spreads groups over the interval, so that they seldom run at once.
      interval: { type: 'string', default: '60s' },
      slowest: { type: 'string', default: '8' },
    },
  });
  ensurePackages(['prometheus'], console.log);
  const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-rules-'));
  let prometheus: Service | undefined;
  try {
    const { series, samples } = await storeLargeFleet(workDir, {
      nodes: Number(values.nodes),
      podsPerNode: Number(values.pods),
      endSeconds: Math.floor(Date.now() / 1000),
    });
    console.log(`${values.nodes} nodes, ${series} series, ${samples} samples, ${cpus().length} cores`);
    prometheus = await startPrometheus(workDir, values.interval);
    printGroups(await evaluatedGroups(prometheus.url), Number(values.slowest));
    await printQueries(prometheus.url);
  } finally {
    await prometheus?.close();
    rmSync(workDir, { recursive: true, force: true });
  }
}

function startPrometheus(workDir: string, interval: string): Promise<Service> {
  const read = (file: string) =>
    (parse(readFileSync(file, 'utf8')) as { groups: Array<{ name: string; rules: unknown[] }> }).groups;
  const ours = read(path.join(root, 'alerts/memcg-kmem.rules.yaml'));
  const groups = [
    ...ours,
    // Each public rule in a group of its own.
    ...read(path.join(__dirname, 'public.rules.yaml')).flatMap(({ rules }) =>
      rules.map((rule, i) => ({ name: `public rule ${i + 1}`, rules: [rule] }))
    ),
  ].map((group) => ({ ...group, interval }));
  const rulesFile = path.join(workDir, 'rules.yaml');
  writeFileSync(rulesFile, stringify({ groups }));
  return servePrometheus({
    workDir,
    config: { rule_files: [rulesFile] },
    // The fleet stands still while the rules run; the rest of its figures is not older than this.
    flags: ['--query.lookback-delta=45m'],
  });
}

/** Evaluation times of each group, one by one; the first is left out: it reads from a cold disk and finds nothing recorded. */
async function evaluatedGroups(url: string): Promise<Map<string, EvaluatedGroup[]>> {
  const seen = new Map<string, EvaluatedGroup[]>();
  for (;;) {
    const response = await fetch(`${url}/api/v1/rules`);
    const { data } = (await response.json()) as { data: { groups: EvaluatedGroup[] } };
    for (const group of data.groups) {
      const past = seen.get(group.name) ?? [];
      if (!group.lastEvaluation.startsWith('0001') && past.at(-1)?.lastEvaluation !== group.lastEvaluation) {
        seen.set(group.name, [...past, group]);
      }
      const failed = group.rules.find(({ lastError }) => lastError);
      if (failed) {
        throw new Error(`${failed.name}: ${failed.lastError}`);
      }
    }
    if (seen.size > 0 && data.groups.every(({ name }) => (seen.get(name)?.length ?? 0) > evaluations)) {
      return new Map([...seen].map(([name, groups]) => [name, groups.slice(1)]));
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;
const seconds = (value: number) => `${value.toFixed(3)} s`;

function printGroups(evaluated: Map<string, EvaluatedGroup[]>, slowestShown: number): void {
  const medianOf = (name: string) => median((evaluated.get(name) ?? []).map(({ evaluationTime }) => evaluationTime));
  const publicSum = medianOf('public rule 1') + medianOf('public rule 2');
  console.log('\n| group | rules | median | fastest | against both public rules |\n|---|---|---|---|---|');
  for (const [name, groups] of evaluated) {
    const fastest = Math.min(...groups.map(({ evaluationTime }) => evaluationTime));
    console.log(
      `| ${name} | ${groups[0]?.rules.length ?? 0} | ${seconds(medianOf(name))} | ${seconds(fastest)} | ${(medianOf(name) / publicSum).toFixed(1)} times |`
    );
  }
  const slowest = [...evaluated.values()]
    .flatMap((groups) =>
      (groups[0]?.rules ?? []).map(({ name }, i) => ({
        name,
        time: median(groups.map(({ rules }) => rules[i]?.evaluationTime ?? NaN)),
      }))
    )
    .sort((a, b) => b.time - a.time);
  console.log('\nslowest rules:');
  slowest.slice(0, slowestShown).forEach(({ name, time }) => console.log(`  ${seconds(time)}  ${name}`));
}

/** The two questions of the overview that read signals, asked both ways. */
async function printQueries(url: string): Promise<void> {
  console.log('\n| question of the page | way | time | samples read | rows |\n|---|---|---|---|---|');
  const recorded = { series: new Set(recordedForPage), isForLong: true, unrecorded: [] };
  for (const id of ['facts', 'memory'] as const) {
    for (const [way, queries] of [
      ['signals', signalQueries(defaultSettings())],
      ['recorded', signalQueries(defaultSettings(), recorded)],
    ] as const) {
      const expr = queries.find((query) => query.id === id)?.expr ?? '';
      const costs = await costsOfThree(url, 'query', { query: expr });
      const [{ samples, rows }] = costs;
      console.log(`| ${id} | ${way} | ${seconds(median(costs.map(({ ms }) => ms / 1000)))} | ${samples} | ${rows} |`);
    }
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
