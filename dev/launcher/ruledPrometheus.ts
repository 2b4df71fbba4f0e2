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
interface Group {
  name: string;
  interval?: string;
  rules: Rule[];
}

export function shippedGroups(): Group[] {
  return (parse(readFileSync(rulesFile, 'utf8')) as { groups: Group[] }).groups;
}

/** Prometheus on the folder `data` of the work folder, scraping nothing, with the shipped rules in a hurry. */
export function startRuledPrometheus(workDir: string, lookback: string): Promise<Service> {
  const hurried = { groups: shippedGroups().map((group) => ({ ...group, interval: '5s' })) };
  const hurriedFile = path.join(workDir, 'rules.yaml');
  writeFileSync(hurriedFile, stringify(hurried));
  return servePrometheus({
    workDir,
    config: { rule_files: [hurriedFile] },
    flags: [`--query.lookback-delta=${lookback}`],
  });
}

/** Returns once the last rules have seen what the first ones recorded, and alerts are there. */
export async function rulesEvaluated({ url }: Service, giveUpSeconds: number): Promise<void> {
  for (;;) {
    const now = Date.now() / 1000;
    const settled = await instantQuery(url, 'count(count_over_time(ALERTS[5m]) >= 3)', now);
    if (Number(settled[0]?.value[1] ?? 0) > 0) {
      return;
    }
    if (now > giveUpSeconds) {
      throw new Error('the rules were not evaluated');
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
