import path from 'node:path';
import { fleet, incidentNodeName } from '../dev/fleet/fleet';
import { ensureBuilt } from '../dev/launcher/built';
import { ensurePackages } from '../dev/launcher/debian';
import { type Backend, startBackend, startGrafana } from '../dev/launcher/stack';
import { type GrafanaVersion, grafanaVersions } from '../dev/host/libraries';
import { testDataSources, type TestServer } from '../dev/proxies/dataSources';
import { type RunningProxies, startProxies } from '../dev/proxies/proxies';

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

const brokenSettings = { version: 2, clusterLabel: 'not a label', thresholds: 'many', events: { preset: 'telepathy' } };

/** Prometheus over two fleets: one as it was described, and one that a test may change; with proxies that fail before them. */
export interface Backends {
  backend: Backend;
  changing: Backend;
  proxies: RunningProxies<TestServer>;
  close(): Promise<void>;
}

export async function startBackends(workDir: string, say: (text: string) => void): Promise<Backends> {
  const { keep, close } = openServices();
  try {
    const backend = await keep(startBackend(workDir, say));
    const changing = await keep(startChangingFleet());
    const { prometheusUrl: prometheus, liveLokiUrl: loki } = backend;
    const servers = { prometheus, loki, changing: changing.prometheusUrl };
    return { backend, changing, proxies: await keep(startProxies({ port: 0, servers })), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Services that are stopped together, the last one first. */
function openServices() {
  const open: Array<{ close(): Promise<void> }> = [];
  return {
    keep: async <Service extends { close(): Promise<void> }>(starting: Promise<Service>): Promise<Service> => {
      const service = await starting;
      open.push(service);
      return service;
    },
    close: async () => {
      for (const service of open.splice(0).reverse()) {
        await service.close();
      }
    },
  };
}

export interface Hosts {
  stack: TestStack;
  close(): Promise<void>;
}

/** One Grafana for each supported library version, over the same Prometheus. They serve the plugin that has been built. */
export async function startHosts({ backend, changing, proxies }: Backends): Promise<Hosts> {
  const { keep, close } = openServices();
  const sources = testDataSources(proxies);
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
    close,
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
