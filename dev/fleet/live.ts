import { createServer, type Server, type ServerResponse } from 'node:http';
import { exposition } from './exposition';
import { fleet, type FleetNode } from './fleet';
import { fleetSeries } from './fleetSeries';

export interface FleetOptions {
  /** Address to listen on; this machine only unless said otherwise. */
  host?: string;
  /** 0 takes a free port. */
  port: number;
  /** End of the history that this fleet continues. */
  startSeconds: number;
  nowSeconds?: () => number;
}

export interface RunningFleet {
  url: string;
  close: () => Promise<void>;
}

export interface ExpectedNode extends Pick<FleetNode, 'cluster' | 'archetype' | 'expected'> {
  node: string;
}

export function expectedNodes(): ExpectedNode[] {
  return fleet.map(({ cluster, name, archetype, expected }) => ({ cluster, node: name, archetype, expected }));
}

/** Serves the whole fleet as one scrape target. Job, instance and pod are in the text: scrape it with honor_labels. */
export async function startFleet({
  host = '127.0.0.1',
  port,
  startSeconds,
  nowSeconds = systemSeconds,
}: FleetOptions): Promise<RunningFleet> {
  const series = fleetSeries(startSeconds);
  const server = createServer((request, response) => {
    switch (request.url) {
      case '/metrics':
        return answer(response, 200, 'text/plain; version=0.0.4; charset=utf-8', exposition(series, nowSeconds()));
      case '/expected':
        return answer(response, 200, 'application/json', JSON.stringify(expectedNodes()));
      default:
        return answer(response, 404, 'text/plain', 'not found\n');
    }
  });
  return { url: await listen(server, host, port), close: () => close(server) };
}

function systemSeconds(): number {
  return Date.now() / 1000;
}

function answer(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType }).end(body);
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
