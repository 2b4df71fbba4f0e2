import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { loadHistory } from '../launcher/prometheus';
import { type Service } from '../launcher/service';
import { servePrometheus } from '../launcher/servePrometheus';
import { instantQuery } from '../vm/instantQuery';
import { type LargeFleet, writeLargeFleet } from './largeFleet';

const rulesFile = path.resolve(__dirname, '../../alerts/memcg-kmem.rules.yaml');

/** The fleet as blocks of a Prometheus data folder in `workDir`; answers how much was written. */
export async function storeLargeFleet(
  workDir: string,
  fleet: LargeFleet
): Promise<{ series: number; samples: number }> {
  const file = path.join(workDir, 'history.om');
  const written = await writeLargeFleet(file, fleet);
  await loadHistory(file, path.join(workDir, 'data'));
  rmSync(file);
  return written;
}

/** Prometheus over a copy of the stored fleet, with the shipped rules at their own intervals or without any. */
export function serveLargeFleet(workDir: string, name: string, withRules: boolean): Promise<Service> {
  const dir = path.join(workDir, name);
  mkdirSync(dir, { recursive: true });
  cpSync(path.join(workDir, 'data'), path.join(dir, 'data'), { recursive: true });
  return servePrometheus({
    workDir: dir,
    config: withRules ? { rule_files: [rulesFile] } : { global: {} },
    // The fleet stands still meanwhile; its figures are not older than this.
    flags: ['--query.lookback-delta=45m'],
  });
}

/** Until the rules have recorded the growth of so many nodes. */
export async function untilRecorded(url: string, nodes: number): Promise<void> {
  const query =
    'count(node:memcg_kmem_slab_steady_growth:bytes_per_day and on (cluster, node) node:memcg_kmem_memory_total_bytes:max)';
  for (;;) {
    const [row] = await instantQuery(url, query, Date.now() / 1000);
    if (Number(row?.value[1] ?? 0) >= nodes) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  }
}
