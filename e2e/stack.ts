import { type GrafanaVersion, grafanaVersions } from '../dev/host/libraries';
import { type Role } from '../dev/host/permissions';
import { type HostDataSource } from '../dev/host/data-sources';
import { type RunningHost } from '../dev/host/server';
import { startBackends } from '../dev/launcher/backends';
import { ensureBuilt } from '../dev/launcher/built';
import { ensurePackages } from '../dev/launcher/debian';
import { openServices } from '../dev/launcher/service';
import { startGrafana } from '../dev/launcher/stack';
import { extendGivenGrafana, type GivenGrafana, provideGivenGrafana, type Session } from './givenGrafana';
import { isGivenGrafana } from './hosts';
import { type RunningStack, runningStack } from './runningStack';

/** What the browser tests need to find; handed to them as JSON in the environment. */
export interface TestStack {
  prometheusUrl: string;
  fleetUrl: string;
  /** A fleet of its own, to be changed by a test: all others rest on the fleet as it was described. */
  changing: { prometheusUrl: string; fleetUrl: string };
  /** A Grafana that was given stands for every version. */
  hosts: Record<GrafanaVersion | 'given', string>;
  /** Absent where the stand-ins are tested: nobody has to log in there. */
  given?: GivenGrafana;
}

const stackVariable = 'MEMCG_TEST_STACK';

export interface Hosts {
  stack: TestStack;
  close(): Promise<void>;
}

/** Every Grafana under test, over the same servers: the one that was given, else a stand-in for each supported version. */
export async function startHosts(proxiesUrl: string): Promise<Hosts> {
  const running = await runningStack(proxiesUrl);
  return isGivenGrafana ? givenHosts(running) : standInHosts(running);
}

async function givenHosts(running: RunningStack): Promise<Hosts> {
  const { given, close } = await provideGivenGrafana(running.dataSources);
  console.log(`Testing Grafana ${given.version} at ${given.url}`);
  const hosts = { given: given.url, '11.6.16': given.url, '13.2.2': given.url };
  return { stack: { ...serversOf(running), hosts, given }, close };
}

/** They serve the plugin that has been built. */
async function standInHosts(running: RunningStack): Promise<Hosts> {
  const { keep, close } = openServices();
  const hosts: TestStack['hosts'] = { given: '', '11.6.16': '', '13.2.2': '' };
  for (const version of grafanaVersions) {
    hosts[version] = (await keep(startGrafana(version, running.dataSources))).url;
  }
  return { stack: { ...serversOf(running), hosts }, close };
}

function serversOf({ urlOf }: RunningStack): Pick<TestStack, 'prometheusUrl' | 'fleetUrl' | 'changing'> {
  return {
    prometheusUrl: urlOf('prometheus'),
    fleetUrl: urlOf('fleet'),
    changing: { prometheusUrl: urlOf('changing'), fleetUrl: urlOf('changing-fleet') },
  };
}

/** Starts what is not given: `STACK_URL` names servers that run, `GRAFANA_URL` a Grafana. */
export async function startTestStack(workDir: string): Promise<{ close(): Promise<void> }> {
  const { STACK_URL } = process.env;
  const { keep, close } = openServices();
  ensurePackages(
    [...(STACK_URL ? [] : (['prometheus', 'prometheus-node-exporter'] as const)), 'chromium'],
    console.log
  );
  try {
    if (!isGivenGrafana) {
      await ensureBuilt(console.log);
    }
    const proxiesUrl = STACK_URL ?? (await keep(startBackends(workDir, console.log))).proxies.url;
    publish((await keep(startHosts(proxiesUrl))).stack);
    return { close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A Grafana over servers that a test has started itself, which it names by `?ds=`. */
export function grafanaOver(dataSources: HostDataSource[]): Promise<RunningHost> {
  return isGivenGrafana ? extendGivenGrafana(dataSources) : startGrafana('13.2.2', dataSources);
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

/** Who has logged in with this role; undefined where nobody has to. */
export function sessionOf(role: Role): Session | undefined {
  return testStack().given?.sessions[role];
}
