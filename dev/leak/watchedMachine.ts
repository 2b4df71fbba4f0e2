import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { hasCommand } from '../launcher/debian';
import { freePort, type Service, startService } from '../launcher/service';
import { servePrometheus } from '../launcher/servePrometheus';

const probe = path.resolve(__dirname, '../../deploy/node-probe/memcg-kmem-probe');

/** This machine, seen as a node is: node probe -> node_exporter's textfile collector -> Prometheus. */
export interface WatchedMachine {
  prometheusUrl: string;
  /** Folder of the textfile collector. */
  textfileDir: string;
  /** Runs the node probe once. */
  runProbe(): Promise<void>;
  /** The newest value of a series; undefined where there is none. */
  value(query: string): Promise<number | undefined>;
  /** Runs the probe and waits until Prometheus holds a value that `enough` accepts; the last one seen otherwise. */
  watch(query: string, enough: (value: number) => boolean): Promise<number | undefined>;
  close(): Promise<void>;
}

/** What is not installed, or undefined when the machine can be watched. */
export function missingCommand(): string | undefined {
  return ['prometheus', 'prometheus-node-exporter'].find((command) => !hasCommand(command));
}

/** With a rule file, Prometheus evaluates it; the machine's series carry `node`, as a relabelling gives them in a cluster. */
export async function watchThisMachine(ruleFile?: string): Promise<WatchedMachine> {
  const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-watch-'));
  const textfileDir = path.join(workDir, 'textfile');
  mkdirSync(textfileDir);
  const env = { ...process.env, TEXTFILE_DIR: textfileDir, STATE_DIR: path.join(workDir, 'state') };
  const runProbe = async () => void (await promisify(execFile)('sh', [probe], { env }));
  const started: Service[] = [];
  const close = async () => {
    for (const service of started.reverse()) {
      await service.close();
    }
    rmSync(workDir, { recursive: true, force: true });
  };
  try {
    await runProbe();
    const exporter = await startExporter(textfileDir);
    started.push(exporter);
    const prometheus = await startPrometheus(workDir, new URL(exporter.url).host, ruleFile);
    started.push(prometheus);
    const value = (query: string) => newestValue(prometheus.url, query);
    return {
      prometheusUrl: prometheus.url,
      textfileDir,
      runProbe,
      value,
      watch: async (query, enough) => {
        let seen: number | undefined;
        for (let attempt = 0; attempt < 60; attempt++) {
          await runProbe();
          await new Promise((resolve) => setTimeout(resolve, 1000));
          seen = await value(query);
          if (seen !== undefined && enough(seen)) {
            break;
          }
        }
        return seen;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startExporter(textfileDir: string): Promise<Service> {
  const port = await freePort();
  return startService({
    name: 'node_exporter',
    command: 'prometheus-node-exporter',
    args: [
      '--collector.disable-defaults',
      '--collector.cgroups',
      '--collector.meminfo',
      '--collector.textfile',
      `--collector.textfile.directory=${textfileDir}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    url: `http://127.0.0.1:${port}`,
    readyPath: '/metrics',
  });
}

function startPrometheus(workDir: string, target: string, ruleFile: string | undefined): Promise<Service> {
  return servePrometheus({
    workDir,
    config: {
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: ruleFile === undefined ? [] : [ruleFile],
      scrape_configs: [
        { job_name: 'node-exporter', static_configs: [{ targets: [target], labels: { node: hostname() } }] },
      ],
    },
    logLevel: 'warn',
  });
}

async function newestValue(url: string, query: string): Promise<number | undefined> {
  const response = await fetch(`${url}/api/v1/query`, { method: 'POST', body: new URLSearchParams({ query }) });
  const answer = (await response.json()) as { data?: { result: Array<{ value: [number, string] }> }; error?: string };
  if (answer.data === undefined) {
    throw new Error(answer.error ?? `Prometheus answered ${response.status}`);
  }
  const value = answer.data.result[0]?.value[1];
  return value === undefined ? undefined : Number(value);
}
