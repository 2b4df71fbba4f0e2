import { type Backend, startBackend, startGrafana } from '../dev/launcher/stack';
import { type GrafanaVersion, grafanaVersions } from '../dev/host/libraries';
import { type HostDataSource } from '../dev/host/data-sources';
import { type RunningHost } from '../dev/host/server';

/** What the browser tests need to find; handed to them as JSON in the environment. */
export interface TestStack {
  prometheusUrl: string;
  fleetUrl: string;
  hosts: Record<GrafanaVersion, string>;
  /** A Grafana whose stored settings of the plugin make no sense. */
  brokenSettingsHost: string;
}

const stackVariable = 'MEMCG_TEST_STACK';

/** Data sources that fail in every way the page must explain; all of them stand before the same Prometheus. */
function dataSources(url: string): HostDataSource[] {
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
    prometheus('slow', { kind: 'slow', delayMs: 30_000 }),
    prometheus('no-history', {
      kind: 'errorFor',
      exprContains: 'node_cgroups_cgroups',
      message: 'execution: query timed out',
    }),
    prometheus('ha-pair', { kind: 'duplicate' }),
    prometheus('hostile', { kind: 'hostile' }),
    prometheus('empty', { kind: 'empty' }),
    prometheus('malformed', { kind: 'malformed' }),
    prometheus('warning', { kind: 'warning', message: 'partial response: one store is away' }),
  ];
}

const brokenSettings = { version: 2, clusterLabel: 'not a label', thresholds: 'many', events: { preset: 'telepathy' } };

/** One Grafana for each supported library version, over the same Prometheus. */
export async function startHosts(backend: Backend): Promise<{ stack: TestStack; close(): Promise<void> }> {
  const running: Array<readonly [GrafanaVersion, RunningHost]> = [];
  for (const version of grafanaVersions) {
    running.push([version, await startGrafana(version, dataSources(backend.prometheusUrl))]);
  }
  const broken = await startGrafana('13.2.2', dataSources(backend.prometheusUrl), { jsonData: brokenSettings });
  const hosts = Object.fromEntries(running.map(([version, { url }]) => [version, url])) as TestStack['hosts'];
  return {
    stack: { prometheusUrl: backend.prometheusUrl, fleetUrl: backend.fleetUrl, hosts, brokenSettingsHost: broken.url },
    close: async () => {
      await broken.close();
      for (const [, host] of running) {
        await host.close();
      }
    },
  };
}

export async function startTestStack(workDir: string): Promise<{ close(): Promise<void> }> {
  const backend = await startBackend(workDir, (text) => console.log(text));
  const hosts = await startHosts(backend);
  publish(hosts.stack);
  return {
    close: async () => {
      await hosts.close();
      await backend.close();
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
