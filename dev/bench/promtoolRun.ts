// Evaluates rule files over the scenarios with promtool and reads back every moment at which an alert began to fire.
// promtool has no output but failed expectations: we expect nothing, and each alert that begins is such a failure.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { escapeLabelValue } from '../fleet/exposition';
import { type Series } from '../fleet/series';
import { shippedGroups } from '../launcher/ruledPrometheus';
import { endSeconds, stepSeconds } from './scenario';

export interface AlertStart {
  alertname: string;
  cluster: string;
  /** Absent where the rule knows only the exporter's address. */
  node?: string;
  instance?: string;
  atSeconds: number;
}

/** promtool reads the rules in this order; in the shipped file a group stands after those that it reads. */
const groupsInOrder = () => [...shippedGroups().map(({ name }) => name), 'public'];

export async function alertStarts(
  series: readonly Series[],
  ruleFiles: readonly string[],
  workDir: string
): Promise<AlertStart[]> {
  const testFile = path.join(workDir, 'scenarios.yaml');
  await writeTest(testFile, series, ruleFiles);
  return readStarts(await promtool(testFile));
}

async function writeTest(file: string, series: readonly Series[], ruleFiles: readonly string[]): Promise<void> {
  const out = createWriteStream(file);
  const write = async (text: string) => {
    if (!out.write(text)) {
      await once(out, 'drain');
    }
  };
  const minutes = stepSeconds / 60;
  await write(
    `rule_files: ${JSON.stringify(ruleFiles)}\nevaluation_interval: ${minutes}m\n` +
      `group_eval_order: ${JSON.stringify(groupsInOrder())}\ntests:\n- interval: ${minutes}m\n  input_series:\n`
  );
  for (const { metric, labels, at } of series) {
    const name = `${metric}{${Object.entries(labels)
      .filter(([, value]) => value !== '')
      .map(([label, value]) => `${label}="${escapeLabelValue(value)}"`)
      .join(',')}}`;
    await write(`  - series: ${JSON.stringify(name)}\n    values: "${values(at)}"\n`);
  }
  await write('  promql_expr_test:\n');
  const by = 'count by (alertname, cluster, node, instance)';
  const firing = 'ALERTS{alertstate="firing",severity!="info"}';
  const expr = `${by} (${firing}) unless ${by} (${firing} offset ${minutes}m)`;
  for (let seconds = 0; seconds <= endSeconds; seconds += stepSeconds) {
    await write(`  - {expr: '${expr}', eval_time: ${seconds / 60}m, exp_samples: []}\n`);
  }
  out.end();
  await once(out, 'finish');
}

/** promtool's notation, runs of one value folded. */
function values(at: Series['at']): string {
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
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}

function readStarts(output: string): AlertStart[] {
  const starts: AlertStart[] = [];
  let atSeconds: number | undefined;
  for (const line of output.split('\n')) {
    const time = /^\s*expr: .*, time: (\S+?),\s*$/.exec(line)?.[1];
    if (time !== undefined) {
      atSeconds = duration(time);
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

function duration(text: string): number {
  return [...text.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (unitSeconds[unit ?? ''] ?? 0),
    0
  );
}
