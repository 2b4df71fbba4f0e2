// Evaluates rule files over the scenarios with promtool and reads back every moment at which an alert began to fire.
// promtool has no output but failed expectations: we expect nothing, and each alert that begins is such a failure.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { type Readable } from 'node:stream';
import { escapeLabelValue } from '../fleet/exposition';
import { type Series } from '../fleet/series';

export interface AlertStart {
  alertname: string;
  cluster: string;
  /** Absent where the rule knows only the exporter's address. */
  node?: string;
  instance?: string;
  /** It says that it speaks of one of several machines that go by the node's name. */
  machines?: string;
  /** What it says is growing, or stands there. */
  growth?: string;
  atSeconds: number;
}

export interface RuleRun {
  series: ReadonlyArray<Pick<Series, 'metric' | 'labels' | 'at'>>;
  ruleFiles: readonly string[];
  workDir: string;
  endSeconds: number;
  scrapeSeconds: number;
  /** Of the rules, and of what they are asked. */
  evaluationSeconds: number;
  /** Names of the groups; one that comes before what it reads sees what was recorded the last time. */
  groups: readonly string[];
}

export async function alertStarts(run: RuleRun): Promise<AlertStart[]> {
  const testFile = path.join(run.workDir, 'series.yaml');
  const minutes = run.evaluationSeconds / 60;
  const labels = 'alertname, cluster, node, instance, machines';
  const firing = 'ALERTS{alertstate="firing",severity!="info"}';
  const begins = `count by (${labels}, growth) (${firing}) unless on (${labels}) ${firing} offset ${minutes}m`;
  await writeTest(testFile, run, begins);
  return parseStarts(await promtool(testFile));
}

/** A series that rules have made, with its value. */
export interface RecordedSample {
  labels: Readonly<Record<string, string>>;
  value: number;
  /** It was recorded so much before the moment that it belongs to. */
  ageSeconds?: number;
}

/** All that the rules have made, alerts among them, when they are evaluated once at the end of the run. */
export async function recordedAtEnd(run: Omit<RuleRun, 'evaluationSeconds'>): Promise<RecordedSample[]> {
  const testFile = path.join(run.workDir, 'series.yaml');
  const once = { ...run, evaluationSeconds: run.endSeconds };
  await writeTest(testFile, once, '{__name__=~"ALERTS|[a-z_]+:.+"}');
  const output = await promtool(testFile);
  return samplesIn(output.slice(output.lastIndexOf('expr: ')));
}

const sample = /\{((?:[^}"]|"(?:[^"\\]|\\.)*")*)\} ([-+.\dE]+)/g;

function samplesIn(text: string): RecordedSample[] {
  return [...text.matchAll(sample)].map(([, labels = '', value]) => ({
    labels: Object.fromEntries(
      [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name = '', quoted]) => [name, unquoted(quoted ?? '')])
    ),
    value: Number(value),
  }));
}

const unquoted = (text: string) => text.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));

async function writeTest(
  file: string,
  { series, ruleFiles, endSeconds, scrapeSeconds, evaluationSeconds, groups }: RuleRun,
  expr: string
): Promise<void> {
  const out = createWriteStream(file);
  const write = async (text: string) => {
    if (!out.write(text)) {
      await once(out, 'drain');
    }
  };
  const minutes = evaluationSeconds / 60;
  await write(
    `rule_files: ${JSON.stringify(ruleFiles)}\nevaluation_interval: ${minutes}m\n` +
      `group_eval_order: ${JSON.stringify(groups)}\ntests:\n- interval: ${scrapeSeconds}s\n  input_series:\n`
  );
  for (const { metric, labels, at } of series) {
    const name = `${metric}{${Object.entries(labels)
      .filter(([, value]) => value !== '')
      .map(([label, value]) => `${label}="${escapeLabelValue(value)}"`)
      .join(',')}}`;
    await write(`  - series: ${JSON.stringify(name)}\n    values: "${values(at, scrapeSeconds, endSeconds)}"\n`);
  }
  await write('  promql_expr_test:\n');
  for (let seconds = 0; seconds <= endSeconds; seconds += evaluationSeconds) {
    await write(`  - {expr: '${expr}', eval_time: ${seconds / 60}m, exp_samples: []}\n`);
  }
  out.end();
  await once(out, 'finish');
}

/** promtool's notation, runs of one value folded. */
function values(at: Series['at'], stepSeconds: number, endSeconds: number): string {
  const parts: string[] = [];
  let last = '';
  let repeated = 0;
  const flush = () => {
    if (repeated > 0) {
      parts.push(repeated === 1 ? last : last === '_' ? `_x${repeated}` : `${last}x${repeated - 1}`);
    }
  };
  for (let seconds = 0; seconds <= endSeconds; seconds += stepSeconds) {
    const value = at(seconds);
    const text = value === undefined ? '_' : String(value);
    if (text === last) {
      repeated++;
    } else {
      flush();
      last = text;
      repeated = 1;
    }
  }
  flush();
  return parts.join(' ');
}

function promtool(testFile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('promtool', ['test', 'rules', testFile], { stdio: ['ignore', 'pipe', 'pipe'] });
    // Each for itself: what comes of one of them may end in the middle of a line of the other.
    const [output, errors] = [textOf(child.stdout), textOf(child.stderr)];
    child.once('error', reject);
    child.once('close', () => resolve(output() + errors()));
  });
}

/** All that a stream has said so far. */
function textOf(stream: Readable): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

function parseStarts(output: string): AlertStart[] {
  const starts: AlertStart[] = [];
  let atSeconds: number | undefined;
  for (const line of output.split('\n')) {
    const time = /^\s*expr: .*, time: (\S+?),\s*$/.exec(line)?.[1];
    if (time !== undefined) {
      atSeconds = durationSeconds(time);
      continue;
    }
    for (const [, text] of line.matchAll(/\{([^}]*)\} 1?\d*E/g)) {
      const labels = Object.fromEntries(
        [...(text ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value])
      );
      if (atSeconds === undefined || !labels.alertname) {
        throw new Error(`promtool: ${line}`);
      }
      starts.push({
        alertname: labels.alertname,
        cluster: labels.cluster ?? '',
        node: labels.node,
        instance: labels.instance,
        machines: labels.machines,
        growth: labels.growth,
        atSeconds,
      });
    }
    if (/error|parse/i.test(line) && !line.includes('expr:')) {
      throw new Error(`promtool: ${line}`);
    }
  }
  return starts;
}

const unitSeconds: Record<string, number> = { d: 86400, h: 3600, m: 60, s: 1 };

/** Of `1h30m` and the like; none is zero. */
export function durationSeconds(text: string): number {
  return [...text.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (unitSeconds[unit ?? ''] ?? 0),
    0
  );
}
