import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { type Service } from './service';
import { servePrometheus } from './servePrometheus';

const root = path.resolve(__dirname, '../..');
const provisioned = path.join(root, 'provisioning/prometheus/prometheus.yml');

export interface PrometheusOptions {
  workDir: string;
  port: number;
  /** Host names of the provisioned configuration, e.g. `fleet:9180`, to what serves them here; others are dropped. */
  targets: Readonly<Record<string, string>>;
  /** As Prometheus writes durations; must reach back to the oldest sample. */
  retention?: string;
}

interface StaticConfig {
  targets: string[];
  labels?: Record<string, string>;
}
interface PrometheusConfig {
  rule_files: string[];
  alerting?: { alertmanagers: Array<{ static_configs: StaticConfig[] }> };
  /** Jobs that find their targets by name have no static ones. */
  scrape_configs: Array<{ job_name: string; static_configs?: StaticConfig[] }>;
}

/** Turns an OpenMetrics file into blocks of the data folder; replaces what was there. Debian's promtool unless another is given. */
export async function loadHistory(openMetricsFile: string, dataDir: string, promtool = 'promtool'): Promise<void> {
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  // promtool reads the whole file once per block: with blocks of two hours that would be a hundred times.
  const args = [
    'tsdb',
    'create-blocks-from',
    'openmetrics',
    '-q',
    '--max-block-duration=486h',
    openMetricsFile,
    dataDir,
  ];
  await promisify(execFile)(promtool, args, { maxBuffer: 1 << 26 });
}

/** Starts Prometheus on the data folder with the provisioned configuration and the rendered rules. */
export function startPrometheus({ workDir, port, targets, retention = '30d' }: PrometheusOptions): Promise<Service> {
  return servePrometheus({
    workDir,
    config: localConfig(targets),
    port,
    logLevel: 'warn',
    flags: [`--storage.tsdb.retention.time=${retention}`],
  });
}

function localConfig(targets: Readonly<Record<string, string>>): PrometheusConfig {
  const config = parse(readFileSync(provisioned, 'utf8')) as PrometheusConfig;
  const here = (configs: StaticConfig[]) =>
    configs
      .map((each) => ({ ...each, targets: each.targets.flatMap((target) => targets[target] ?? []) }))
      .filter((each) => each.targets.length > 0);
  const alertmanagers = (config.alerting?.alertmanagers ?? [])
    .map((each) => ({ static_configs: here(each.static_configs) }))
    .filter((each) => each.static_configs.length > 0);
  return {
    ...config,
    rule_files: [path.join(root, 'alerts/*.rules.yaml')],
    alerting: { alertmanagers },
    scrape_configs: config.scrape_configs
      .map((each) => ({ ...each, static_configs: here(each.static_configs ?? []) }))
      .filter((each) => each.static_configs.length > 0),
  };
}
