import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { hour, minute } from '../../fleet/curves';
import { type Series } from '../../fleet/series';
import { type AlertStart, alertStarts, durationSeconds, type RecordedSample, recordedAtEnd } from '../promtoolRun';
import { type Installation } from './installations';
import { readsOf, scrapesRead } from './reads';
import { type RuleFile } from './ruleFaults';

/** Hours are enough for alerts that look back over days; what lasts for less than one is not seen. */
const evaluationSeconds = hour;
const scrapeSeconds = 5 * minute;

/** Every alert that began to fire in an installation. */
export function askRules(
  { nodes, endSeconds }: Pick<Installation, 'nodes' | 'endSeconds'>,
  ruleFiles: readonly string[]
): Promise<AlertStart[]> {
  const rules: RuleFile = { groups: ruleFiles.flatMap((file) => ruleFileOf(readFileSync(file, 'utf8')).groups) };
  const moments = Array.from(
    { length: Math.floor(endSeconds / evaluationSeconds) + 1 },
    (_, i) => i * evaluationSeconds
  );
  return inFolder(async (workDir) => {
    const series = seriesRead(nodes, rules, moments);
    const groups = namesOf(rules);
    const starts = await alertStarts({
      ruleFiles,
      groups,
      series,
      workDir,
      endSeconds,
      scrapeSeconds,
      evaluationSeconds,
    });
    return starts.map((start) => asEvaluatedOften(start, rules));
  });
}

/** In the shipped file a group stands after those that it reads. */
const namesOf = ({ groups }: RuleFile) => groups.map(({ name }) => name);

export const ruleFileOf = (text: string) => parse(text) as RuleFile;

/** What was true for one step of ours had fired earlier where rules are evaluated every minute. */
function asEvaluatedOften(start: AlertStart, { groups }: RuleFile): AlertStart {
  const rule = groups.flatMap(({ rules }) => rules).find(({ alert }) => alert === start.alertname);
  const pendingSeconds = durationSeconds(rule?.for ?? '');
  const isEarly = pendingSeconds > 0 && pendingSeconds < evaluationSeconds;
  return isEarly ? { ...start, atSeconds: start.atSeconds - evaluationSeconds + pendingSeconds } : start;
}

/** What rules make of an installation at one moment, if they are evaluated then for the first time. */
export function recordedAt(
  nodes: Installation['nodes'],
  rules: RuleFile,
  atSeconds: number,
  { seenSeconds = Infinity, beside = [] }: { seenSeconds?: number; beside?: readonly RecordedSample[] } = {}
): Promise<RecordedSample[]> {
  return inFolder((workDir) => {
    const file = path.join(workDir, 'rules.yaml');
    writeFileSync(file, stringify(rules));
    const kept = seriesRead(nodes, rules, [atSeconds]).map((series) => ({
      ...series,
      at: (seconds: number) => (seconds < atSeconds - seenSeconds ? undefined : series.at(seconds)),
    }));
    return recordedAtEnd({
      ruleFiles: [file],
      groups: namesOf(rules),
      series: [...kept, ...beside.map((sample) => asSeries(sample, atSeconds))],
      workDir,
      endSeconds: atSeconds,
      scrapeSeconds,
    });
  });
}

/** What the rules ask for, where they look: the rest is not worth loading. promtool's store opens with the first sample. */
function seriesRead(nodes: Installation['nodes'], { groups }: RuleFile, moments: readonly number[]): Series[] {
  const exprs = groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
  const reads = readsOf(exprs.map((expr, index) => ({ id: String(index), kind: 'instant', expr })));
  const scrapes = new Map(
    [...reads].map(([metric, read]) => [
      metric,
      new Set([0, ...scrapesRead(read, moments, { everySeconds: scrapeSeconds, phaseSeconds: 0 })]),
    ])
  );
  return nodes
    .flatMap(({ ruleSeries }) => ruleSeries)
    .flatMap((series) => {
      const read = scrapes.get(series.metric);
      return read ? [{ ...series, at: (seconds: number) => (read.has(seconds) ? series.at(seconds) : undefined) }] : [];
    });
}

function asSeries({ labels: { __name__: metric = '', ...labels }, value }: RecordedSample, atSeconds: number) {
  return { metric, labels, at: (seconds: number) => (seconds > atSeconds - scrapeSeconds ? value : undefined) };
}

async function inFolder<T>(task: (workDir: string) => Promise<T>): Promise<T> {
  const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-rules-'));
  try {
    return await task(workDir);
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}
