import path from 'node:path';
import { fleet, incidentNodeName } from '../fleet/fleet';
import { testDataSources, type TestServer } from '../proxies/dataSources';
import { type RunningProxies, startProxies } from '../proxies/proxies';
import { openServices } from './service';
import { type Backend, startBackend } from './stack';

/** Prometheus over two fleets: one as it was described, and one that a test may change; with proxies that fail before them. */
export interface Backends {
  backend: Backend;
  changing: Backend;
  proxies: RunningProxies<TestServer>;
  close(): Promise<void>;
}

export interface BackendsOptions {
  /** Where the proxies listen; any free port of the loopback address unless said otherwise. */
  port?: number;
  host?: string;
  /** The name under which a Grafana reaches them. */
  reachedAs?: string;
}

export async function startBackends(
  workDir: string,
  say: (text: string) => void,
  { port = 0, ...reached }: BackendsOptions = {}
): Promise<Backends> {
  const { keep, close } = openServices();
  try {
    const backend = await keep(startBackend(workDir, say));
    const changing = await keep(startChangingFleet(`${workDir}-changing`));
    const servers: Record<TestServer, string> = {
      prometheus: backend.prometheusUrl,
      loki: backend.liveLokiUrl,
      fleet: backend.fleetUrl,
      changing: changing.prometheusUrl,
      'changing-fleet': changing.fleetUrl,
    };
    const tells = (addressOf: RunningProxies<TestServer>['addressOf']) => ({
      dataSources: testDataSources({ addressOf }),
    });
    const proxies = await keep(startProxies({ port, servers, tells, ...reached }));
    return { backend, changing, proxies, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The seed incident alone, as it was described until a test acts on it. */
function startChangingFleet(workDir: string): Promise<Backend> {
  const nodes = fleet.filter(({ name }) => name === incidentNodeName);
  return startBackend(path.resolve(workDir), () => undefined, { nodes, isThisMachineScraped: false });
}
