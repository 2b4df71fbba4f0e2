import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { instantQuery } from '../vm/instantQuery';
import { type Service } from './service';
import { servePrometheus } from './servePrometheus';

const rulesFile = path.resolve(__dirname, '../../alerts/memcg-kmem.rules.yaml');

export interface Rule {
  record?: string;
  alert?: string;
  expr: string;
}
export interface Group {
  name: string;
  interval?: string;
  rules: Rule[];
}

export function shippedGroups(): Group[] {
  return (parse(readFileSync(rulesFile, 'utf8')) as { groups: Group[] }).groups;
}

/** The rules in a hurry, as a file of the work folder. */
export function writeHurriedRules(workDir: string, groups: readonly Group[] = shippedGroups()): string {
  const hurried = { groups: groups.map((group) => ({ ...group, interval: '5s' })) };
  const file = path.join(workDir, 'rules.yaml');
  writeFileSync(file, stringify(hurried));
  return file;
}

/** Prometheus on the folder `data` of the work folder, scraping nothing, with the shipped rules in a hurry; Debian's if no command. */
export function startRuledPrometheus(
  workDir: string,
  lookback: string,
  groups: readonly Group[] = shippedGroups(),
  command?: string
): Promise<Service> {
  return servePrometheus({
    command,
    workDir,
    config: { rule_files: [writeHurriedRules(workDir, groups)] },
    flags: [`--query.lookback-delta=${lookback}`],
  });
}

/** Series whose groups note what they tell of. */
function notedSeries(): string[] {
  return shippedGroups().flatMap(({ rules }) =>
    rules
      .filter(({ record }) => /^series:.+_recorded:seconds$/.test(record ?? ''))
      .flatMap(({ expr }) => [...expr.matchAll(/"series", "([^"]+)"/g)].map(([, series = '']) => series))
  );
}

/**
 * Returns once every series tells of all that is there, all rules have seen that, and alerts have seen them.
 * @param lost series that will not, as the rules of this server are
 */
export async function rulesEvaluated(
  service: Service,
  giveUpSeconds: number,
  lost: readonly string[] = []
): Promise<void> {
  const series = new Set(notedSeries().filter((each) => !lost.includes(each)));
  let silent: string[] = [];
  const isTold = async () => {
    const noted = await instantQuery(
      service.url,
      'count by (series) ({__name__=~"series:.+_recorded:seconds"})',
      now()
    );
    const there = new Set(noted.map(({ metric }) => metric.series));
    silent = [...series].filter((each) => !there.has(each));
    return silent.length === 0;
  };
  await until(giveUpSeconds, isTold, () => `nothing notes ${silent.join(', ')}`);
  for (const round of ['rules', 'alerts']) {
    const since = now();
    await until(
      giveUpSeconds,
      async () => (await lastEvaluations(service)).every((each) => each > since),
      () => `all rules, once more for ${round}`
    );
  }
}

async function lastEvaluations({ url }: Service): Promise<number[]> {
  const answer = (await (await fetch(`${url}/api/v1/rules`)).json()) as {
    data: { groups: Array<{ lastEvaluation: string }> };
  };
  return answer.data.groups.map(({ lastEvaluation }) => Date.parse(lastEvaluation) / 1000);
}

const now = () => Date.now() / 1000;

async function until(giveUpSeconds: number, isSo: () => Promise<boolean>, what: () => string): Promise<void> {
  while (!(await isSo())) {
    if (now() > giveUpSeconds) {
      throw new Error(`the rules were not evaluated: ${what()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
