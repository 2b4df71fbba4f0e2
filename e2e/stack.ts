import path from 'node:path';
import { fleet, incidentNodeName } from '../dev/fleet/fleet';
import { ensureBuilt } from '../dev/launcher/built';
import { ensurePackages } from '../dev/launcher/debian';
import { type Backend, startBackend, startGrafana } from '../dev/launcher/stack';
import { type GrafanaVersion, grafanaVersions } from '../dev/host/libraries';
import { type HostDataSource } from '../dev/host/data-sources';

/** What the browser tests need to find; handed to them as JSON in the environment. */
export interface TestStack {
  prometheusUrl: string;
  fleetUrl: string;
  /** A fleet of its own, to be changed by a test: all others rest on the fleet as it was described. */
  changing: { prometheusUrl: string; fleetUrl: string };
  hosts: Record<GrafanaVersion, string>;
  /** A Grafana whose stored settings of the plugin make no sense. */
  brokenSettingsHost: string;
}

const stackVariable = 'MEMCG_TEST_STACK';

/** Data sources that fail in every way the page must explain; all of them stand before the same Prometheus. */
function dataSources(url: string, changingUrl: string): HostDataSource[] {
  const prometheus = (uid: string, fault?: HostDataSource['fault'], isDefault = false): HostDataSource => ({
    uid,
    name: uid,
    type: 'prometheus',
    url,
    isDefault,
    fault,
  });
  return [
    prometheus('prometheus', undefined, true),
    prometheus('unreachable', { kind: 'unreachable' }),
    // The page says after ten seconds that it waits: longer than that, by enough to be seen.
    prometheus('slow', { kind: 'slow', delayMs: 14_000 }),
    // The question fails whether it reads the signals or what the rules have recorded of them.
    prometheus('no-memory', {
      kind: 'errorFor',
      exprContains: '"unameRelease"',
      message: 'execution: query timed out',
    }),
    prometheus('no-history', {
      kind: 'errorFor',
      exprContains: 'node_cgroups_cgroups',
      message: 'execution: query timed out',
    }),
    ...[401, 403, 414, 429, 502].map((status) =>
      prometheus(`upstream-${status}`, { kind: 'upstream', status, body: `<html><h1>${status}</h1></html>` })
    ),
    prometheus('ha-pair', { kind: 'duplicate' }),
    prometheus('hostile', { kind: 'hostile' }),
    prometheus('empty', { kind: 'empty' }),
    prometheus('malformed', { kind: 'malformed' }),
    { uid: 'changing', name: 'changing', type: 'prometheus', url: changingUrl },
    prometheus('no-resources', { kind: 'resourcesRefused', status: 405 }),
    prometheus('forbidden-rules', { kind: 'rulesRefused', status: 403 }),
    { ...prometheus('managed', { kind: 'rulesRefused', status: 404 }), type: 'grafana-amazonprometheus-datasource' },
    { ...prometheus('alertmanager'), name: 'Main Alertmanager', type: 'alertmanager' },
    prometheus('warning', { kind: 'warning', message: 'partial response: one store is away' }),
  ];
}

const brokenSettings = { version: 2, clusterLabel: 'not a label', thresholds: 'many', events: { preset: 'telepathy' } };

/** Prometheus over two fleets: one as it was described, and one that a test may change. */
export interface Backends {
  backend: Backend;
  changing: Backend;
  close(): Promise<void>;
}

export async function startBackends(workDir: string, say: (text: string) => void): Promise<Backends> {
  const backend = await startBackend(workDir, say);
  try {
    const changing = await startChangingFleet();
    const close = async () => {
      await changing.close();
      await backend.close();
    };
    return { backend, changing, close };
  } catch (error) {
    await backend.close();
    throw error;
  }
}

export interface Hosts {
  stack: TestStack;
  close(): Promise<void>;
}

/** One Grafana for each supported library version, over the same Prometheus. They serve the plugin that has been built. */
export async function startHosts({ backend, changing }: Backends): Promise<Hosts> {
  const running: Array<{ close(): Promise<void> }> = [];
  const keep = async <Service extends { close(): Promise<void> }>(starting: Promise<Service>): Promise<Service> => {
    const service = await starting;
    running.push(service);
    return service;
  };
  const sources = dataSources(backend.prometheusUrl, changing.prometheusUrl);
  const hosts = {} as TestStack['hosts'];
  for (const version of grafanaVersions) {
    hosts[version] = (await keep(startGrafana(version, sources))).url;
  }
  const broken = await keep(startGrafana('13.2.2', sources, { jsonData: brokenSettings }));
  return {
    stack: {
      prometheusUrl: backend.prometheusUrl,
      fleetUrl: backend.fleetUrl,
      changing: { prometheusUrl: changing.prometheusUrl, fleetUrl: changing.fleetUrl },
      hosts,
      brokenSettingsHost: broken.url,
    },
    close: async () => {
      for (const service of running.splice(0).reverse()) {
        await service.close();
      }
    },
  };
}

/** The seed incident alone, as it was described until a test acts on it. */
function startChangingFleet(): Promise<Backend> {
  const nodes = fleet.filter(({ name }) => name === incidentNodeName);
  const workDir = path.resolve(__dirname, '../.demo/test-changing');
  return startBackend(workDir, () => undefined, { nodes, isThisMachineScraped: false });
}

export async function startTestStack(workDir: string): Promise<{ close(): Promise<void> }> {
  ensurePackages(['prometheus', 'prometheus-node-exporter', 'chromium'], console.log);
  await ensureBuilt(console.log);
  const backends = await startBackends(workDir, console.log);
  const hosts = await startHosts(backends);
  publish(hosts.stack);
  return {
    close: async () => {
      await hosts.close();
      await backends.close();
    },
  };
}

export function publish(stack: TestStack): void {
  process.env[stackVariable] = JSON.stringify(stack);
}

/** The running stack, if somebody has started one. */
export function publishedStack(): TestStack | undefined {
  const text = process.env[stackVariable];
  return text === undefined ? undefined : (JSON.parse(text) as TestStack);
}

export function testStack(): TestStack {
  const stack = publishedStack();
  if (!stack) {
    throw new Error(
      'The services of the browser tests are not running: start them with "npm test" or "npx playwright test -c e2e".'
    );
  }
  return stack;
}
