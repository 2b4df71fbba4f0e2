import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { loadHistory } from '../launcher/prometheus';
import { type Service } from '../launcher/service';
import { servePrometheus } from '../launcher/servePrometheus';
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
