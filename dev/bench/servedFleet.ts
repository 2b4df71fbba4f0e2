import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { loadHistory } from '../launcher/prometheus';
import { rulesEvaluated, writeHurriedRules } from '../launcher/ruledPrometheus';
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

/** Prometheus over a copy of the stored fleet without any rules, or over one that has recorded all, with the shipped ones at their own intervals. */
export async function serveLargeFleet(workDir: string, name: 'recorded' | 'plain'): Promise<Service> {
  const dir = path.join(workDir, name);
  mkdirSync(dir, { recursive: true });
  cpSync(path.join(workDir, 'data'), path.join(dir, 'data'), { recursive: true });
  if (name === 'plain') {
    return servePrometheus({ workDir: dir, config: { global: {} }, flags });
  }
  // Groups read each other, and at their own intervals it is minutes until the last of them knows everything.
  const hurried = await servePrometheus({ workDir: dir, config: { rule_files: [writeHurriedRules(dir)] }, flags });
  try {
    await rulesEvaluated(hurried, Date.now() / 1000 + patienceSeconds);
  } finally {
    await hurried.close();
  }
  return servePrometheus({ workDir: dir, config: { rule_files: [rulesFile] }, flags });
}

const patienceSeconds = 1_500;
// The fleet stands still meanwhile; its figures are not older than this.
const flags = ['--query.lookback-delta=45m'];
