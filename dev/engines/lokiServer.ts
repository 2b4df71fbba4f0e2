import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { type LoggedLine } from '../fleet/loggedEvents';
import { type LogStream, parseAnswer } from '../host/query/prometheus';
import { freePort, type Service, startService } from '../launcher/service';
import { engineCommand } from './engines';

const shippedConfig = path.resolve(__dirname, '../docker/loki.yaml');

interface LokiConfig {
  server: Record<string, unknown>;
  common: Record<string, unknown>;
  ingester: Record<string, unknown>;
}

/** Today's Loki as docker compose configures it, but for its folders, its ports and a tenant for each pipeline. */
export async function startLokiServer(workDir: string): Promise<Service> {
  const [port, grpcPort] = [await freePort(), await freePort()];
  mkdirSync(workDir, { recursive: true });
  const text = readFileSync(shippedConfig, 'utf8').replaceAll('/tmp/loki', workDir);
  const { server, common, ingester, ...shipped } = parse(text) as LokiConfig;
  const config = {
    ...shipped,
    auth_enabled: true,
    // It listens nowhere else, so its parts must find each other here.
    common: { ...common, instance_addr: '127.0.0.1' },
    server: {
      ...server,
      http_listen_address: '127.0.0.1',
      http_listen_port: port,
      grpc_listen_address: '127.0.0.1',
      grpc_listen_port: grpcPort,
      log_level: 'error',
    },
    // It alone is the ring: nobody has to hear of it first.
    ingester: { ...ingester, lifecycler: { min_ready_duration: '0s' } },
  };
  const file = path.join(workDir, 'loki.yaml');
  writeFileSync(file, stringify(config));
  return startService({
    name: 'loki',
    command: engineCommand('loki', 'loki'),
    args: [`-config.file=${file}`],
    url: `http://127.0.0.1:${port}`,
    readyPath: '/ready',
  });
}

/** Pushes lines as a pipeline does. @returns what Loki says about those that it refuses */
export async function pushLines({ url }: Service, tenant: string, lines: readonly LoggedLine[]): Promise<string> {
  const response = await fetch(`${url}/loki/api/v1/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'X-Scope-OrgID': tenant },
    body: JSON.stringify({
      streams: lines.map(({ seconds, line, stream, metadata }) => ({
        stream,
        values: [[`${Math.round(seconds * 1000)}000000`, line, metadata]],
      })),
    }),
  });
  return response.ok ? '' : response.text();
}

export interface LineQuestion {
  expr: string;
  fromSeconds: number;
  toSeconds: number;
  maxLines: number;
}

/** Asks as Grafana's data source does. Throws with what Loki says instead. */
export async function askLines(
  { url }: Service,
  tenant: string,
  { expr, fromSeconds, toSeconds, maxLines }: LineQuestion
): Promise<LogStream[]> {
  const form = {
    query: expr,
    direction: 'backward',
    start: `${Math.round(fromSeconds * 1000)}000000`,
    end: `${Math.round(toSeconds * 1000)}000000`,
    limit: String(maxLines),
  };
  const response = await fetch(`${url}/loki/api/v1/query_range?${new URLSearchParams(form)}`, {
    headers: { 'X-Loki-Response-Encoding-Flags': 'categorize-labels', 'X-Scope-OrgID': tenant },
  });
  const { data } = parseAnswer(await response.text(), response.status);
  if (data.resultType !== 'streams') {
    throw new Error(`Loki answered with ${data.resultType}`);
  }
  return data.result;
}
