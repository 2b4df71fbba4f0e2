import path from 'node:path';
import { seriesName } from '../fleet/exposition';
import { type Series } from '../fleet/series';
import { freePort, type Service, startService } from '../launcher/service';

export interface ServedVictoriaMetrics {
  /** Debian's if absent. */
  command?: string;
  port?: number;
  flags?: readonly string[];
}

/** A single-node VictoriaMetrics, empty, on a free port. */
export async function startVictoriaMetrics(
  workDir: string,
  { command = 'victoria-metrics', port: wanted, flags = [] }: ServedVictoriaMetrics = {}
): Promise<Service> {
  const port = wanted ?? (await freePort());
  return startService({
    name: 'VictoriaMetrics',
    command,
    args: [
      `-storageDataPath=${path.join(workDir, 'victoria-metrics')}`,
      `-httpListenAddr=127.0.0.1:${port}`,
      '-retentionPeriod=2',
      '-search.latencyOffset=0s',
      '-search.disableCache',
      '-memory.allowedBytes=512MB',
      '-loggerLevel=ERROR',
      ...flags,
    ],
    url: `http://127.0.0.1:${port}`,
    readyPath: '/health',
  });
}

const linesPerPost = 200_000;

/** Writes the series' samples at these moments, Unix seconds. */
export async function importSeries(url: string, series: readonly Series[], seconds: readonly number[]): Promise<void> {
  let lines: string[] = [];
  for (const { metric, labels, at } of series) {
    const name = seriesName(metric, labels);
    for (const moment of seconds) {
      const value = at(moment);
      if (value !== undefined) {
        lines.push(`${name} ${value} ${moment * 1000}`);
      }
    }
    if (lines.length > linesPerPost) {
      await importLines(url, lines);
      lines = [];
    }
  }
  await importLines(url, lines);
}

/** Lines of the Prometheus text format with timestamps in milliseconds; to be found by queries when this returns. */
export async function importLines(url: string, lines: readonly string[]): Promise<void> {
  const response = await fetch(`${url}/api/v1/import/prometheus`, { method: 'POST', body: `${lines.join('\n')}\n` });
  if (!response.ok) {
    throw new Error(`VictoriaMetrics refused the import: ${response.status} ${await response.text()}`);
  }
  await fetch(`${url}/internal/force_flush`);
}
