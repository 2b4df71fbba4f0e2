import { createServer, type IncomingMessage, type Server } from 'node:http';
import { isAction } from './actions';
import { controlPage, controlPagePolicy } from './controlPage';
import { hour } from './curves';
import { fleet } from './fleet';
import { type FleetNode } from './fleetNode';
import { LiveFleet } from './liveFleet';

export interface FleetOptions {
  /** Address to listen on; this machine only unless said otherwise. */
  host?: string;
  /** 0 takes a free port. */
  port: number;
  /** End of the history that this fleet continues. */
  startSeconds: number;
  nowSeconds?: () => number;
  nodes?: readonly FleetNode[];
}

export interface RunningFleet {
  url: string;
  close: () => Promise<void>;
}

export interface ExpectedNode extends Pick<FleetNode, 'cluster' | 'archetype' | 'expected'> {
  node: string;
}

export function expectedNodes(nodes: readonly FleetNode[] = fleet): ExpectedNode[] {
  return nodes.map(({ cluster, name, archetype, expected }) => ({ cluster, node: name, archetype, expected }));
}

interface Answer {
  status: number;
  body: string;
  headers?: Readonly<Record<string, string>>;
}

/**
 * Serves the whole fleet as one scrape target, and takes commands: POST /nodes/<cluster>/<node>/<action>. Job, instance
 * and pod are in the text: scrape it with honor_labels.
 */
export async function startFleet({
  host = '127.0.0.1',
  port,
  startSeconds,
  nowSeconds = systemSeconds,
  nodes = fleet,
}: FleetOptions): Promise<RunningFleet> {
  const live = new LiveFleet(startSeconds, nodes);
  const server = createServer((request, response) => {
    request.resume();
    const { status, body, headers } = answerTo(request, live, nodes, nowSeconds());
    response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body);
  });
  return { url: await listen(server, host, port), close: () => close(server) };
}

function answerTo(request: IncomingMessage, live: LiveFleet, nodes: readonly FleetNode[], nowSeconds: number): Answer {
  const { url = '/', method } = request;
  if (method === 'POST') {
    return command(request, live, nowSeconds);
  }
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, body: 'only GET and POST\n', headers: { allow: 'GET, HEAD, POST' } };
  }
  const { pathname, searchParams } = new URL(url, 'http://fleet');
  switch (pathname) {
    case '/':
      return {
        status: 200,
        body: controlPage(live.list(), nowSeconds),
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': controlPagePolicy },
      };
    case '/metrics':
      return {
        status: 200,
        body: live.exposition(nowSeconds),
        headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      };
    case '/expected':
      return json(200, expectedNodes(nodes));
    case '/nodes':
      return json(200, live.list());
    case '/events':
      return events(searchParams, live, nowSeconds);
    default:
      return { status: 404, body: 'not found\n' };
  }
}

/** `since`, Unix seconds, or `past`, seconds before now; `cluster` for one of them only. */
function events(asked: URLSearchParams, live: LiveFleet, nowSeconds: number): Answer {
  const since = asked.has('since') ? Number(asked.get('since')) : nowSeconds - Number(asked.get('past') ?? hour);
  if (!Number.isFinite(since)) {
    return { status: 400, body: 'since and past are seconds\n' };
  }
  return json(200, live.eventsSince(since, nowSeconds, asked.get('cluster') ?? undefined));
}

const commandForm = /^\/nodes\/([^/?#]{1,200})\/([^/?#]{1,800})\/([a-z]{1,20})$/;

function command(request: IncomingMessage, live: LiveFleet, nowSeconds: number): Answer {
  // Any page that is open in the same browser could send a form here.
  const { origin, host } = request.headers;
  if (origin !== undefined && hostOf(origin) !== host) {
    return { status: 403, body: 'not from another site\n' };
  }
  const [, cluster = '', node = '', action = ''] = (commandForm.exec(request.url ?? '') ?? []).map(decoded);
  if (!isAction(action)) {
    return { status: 404, body: 'POST /nodes/<cluster>/<node>/<action>\n' };
  }
  if (!live.act(cluster, node, action, nowSeconds)) {
    return { status: 404, body: 'no such node\n' };
  }
  const isForm = request.headers.accept?.includes('text/html') ?? false;
  return isForm
    ? { status: 303, body: '', headers: { location: '/' } }
    : json(200, { cluster, node, action, atSeconds: nowSeconds });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}

function json(status: number, value: unknown): Answer {
  return { status, body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}

function systemSeconds(): number {
  return Date.now() / 1000;
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
