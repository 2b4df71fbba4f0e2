import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hour } from '../fleet/curves';
import { writeHistory } from '../fleet/history';
import { type FleetNode } from '../fleet/fleetNode';
import { startFleet } from '../fleet/live';
import { startLoki } from '../fleet/loki';
import { startPushing } from '../fleet/pushEvents';
import { type HostDataSource } from '../host/data-sources';
import { type GrafanaVersion } from '../host/libraries';
import { type RunningHost, startHost } from '../host/server';
import { startNodeExporter } from './nodeExporter';
import { loadHistory, startPrometheus } from './prometheus';
import { freePort, openServices } from './service';

const root = path.resolve(__dirname, '../..');

export interface Backend {
  prometheusUrl: string;
  fleetUrl: string;
  /** One stand-in Loki for each event pipeline, below this address. */
  lokiUrl: string;
  /** One that is fed with the events of the running fleet. */
  liveLokiUrl: string;
  close(): Promise<void>;
}

export interface BackendOptions {
  /** All of the simulated fleet unless said otherwise. */
  nodes?: readonly FleetNode[];
  isThisMachineScraped?: boolean;
}

/** The simulated fleet with eight days behind it and this machine beside it, in a real Prometheus with the rules loaded. */
export async function startBackend(
  workDir: string,
  say: (text: string) => void,
  { nodes, isThisMachineScraped = true }: BackendOptions = {}
): Promise<Backend> {
  mkdirSync(workDir, { recursive: true });
  const { keep, close } = openServices();
  try {
    say('Writing eight days of history for the simulated fleet');
    const startSeconds = Math.floor(Date.now() / 1000);
    const historyFile = path.join(workDir, 'history.om');
    await writeHistory(historyFile, { endSeconds: startSeconds, days: 8, nodes });
    say('Loading the history into Prometheus');
    await loadHistory(historyFile, path.join(workDir, 'data'));
    rmSync(historyFile);
    say('Starting Prometheus, the simulated fleet and node_exporter');
    const { url: fleetUrl } = await keep(startFleet({ port: await freePort(9180), startSeconds, nodes }));
    const { url: lokiUrl, pushedUrl: liveLokiUrl } = await keep(startLoki({ port: 0, startSeconds }));
    const pushUrl = `${liveLokiUrl}/loki/api/v1/push`;
    const sayOfLoki = (text: string) => say(text.replace(pushUrl, 'The stand-in for Loki'));
    await keep(startPushing({ fleetUrl, targets: [{ url: pushUrl }], pastSeconds: hour, say: sayOfLoki }));
    const targets: Record<string, string> = { 'fleet:9180': new URL(fleetUrl).host };
    if (isThisMachineScraped) {
      const { url } = await keep(startNodeExporter(await freePort(9100)));
      targets['node-exporter:9100'] = new URL(url).host;
    }
    const { url: prometheusUrl } = await keep(startPrometheus({ workDir, port: await freePort(9090), targets }));
    return { prometheusUrl, fleetUrl, lokiUrl, liveLokiUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The stand-in Grafana of one version, with the built plugin and these data sources. */
export async function startGrafana(
  grafana: GrafanaVersion,
  dataSources: HostDataSource[],
  { wantedPort = 0, jsonData }: { wantedPort?: number; jsonData?: Record<string, unknown> } = {}
): Promise<RunningHost> {
  const port = await freePort(wantedPort);
  return startHost({ grafana, port, distDir: path.join(root, 'dist'), dataSources, jsonData });
}
