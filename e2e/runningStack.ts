import { type HostDataSource } from '../dev/host/data-sources';
import { type TestServer } from '../dev/proxies/dataSources';

/** Servers of the browser tests, wherever they run: "npm run stack", or what a run has started itself. */
export interface RunningStack {
  dataSources: HostDataSource[];
  /** Where the tests themselves reach a server. */
  urlOf(server: TestServer): string;
}

/** What runs behind the proxies at this address, which say themselves under which name a Grafana reaches them. */
export async function runningStack(proxiesUrl: string): Promise<RunningStack> {
  const base = proxiesUrl.replace(/\/+$/, '');
  const response = await fetch(`${base}/`).catch((error: unknown) => {
    throw new Error(`Nothing answers at ${base}: is "npm run stack" running?`, { cause: error });
  });
  const { dataSources } = (await response.json()) as { dataSources: HostDataSource[] };
  return { dataSources, urlOf: (server) => `${base}/none/${server}` };
}
