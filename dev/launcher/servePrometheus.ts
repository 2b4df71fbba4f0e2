import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { freePort, type Service, startService } from './service';

export interface ServedPrometheus {
  /** Debian's if absent. */
  command?: string;
  /** Holds its configuration, and its blocks in the folder `data`. */
  workDir: string;
  /** As in prometheus.yml. */
  config: object;
  /** Any free one if absent. */
  port?: number;
  logLevel?: 'warn' | 'error';
  flags?: readonly string[];
}

export async function servePrometheus({
  command = 'prometheus',
  workDir,
  config,
  port: wanted,
  logLevel = 'error',
  flags = [],
}: ServedPrometheus): Promise<Service> {
  const configFile = path.join(workDir, 'prometheus.yml');
  writeFileSync(configFile, stringify(config));
  const port = wanted ?? (await freePort());
  return startService({
    name: 'Prometheus',
    command,
    args: [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${path.join(workDir, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      `--log.level=${logLevel}`,
      ...flags,
    ],
    url: `http://127.0.0.1:${port}`,
    readyPath: '/-/ready',
  });
}
