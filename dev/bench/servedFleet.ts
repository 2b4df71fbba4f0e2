import { rmSync } from 'node:fs';
import path from 'node:path';
import { loadHistory } from '../launcher/prometheus';
import { type Service } from '../launcher/service';
import { servePrometheus } from '../launcher/servePrometheus';
import { type LargeFleet, writeLargeFleet } from './largeFleet';

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

/** Prometheus over the stored fleet, without any rules. */
export function serveLargeFleet(workDir: string): Promise<Service> {
  return servePrometheus({ workDir, config: { global: {} }, flags });
}

// The fleet stands still meanwhile; its figures are not older than this.
const flags = ['--query.lookback-delta=45m'];
