import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { abandonment, bodyOf, send, sendJson } from '../host/http';
import { freePort } from '../launcher/service';
import { faultNamed, type Fault, type FaultName, type SpoilingFault } from './fault';
import { spoiled, type Answered } from './spoiled';

export interface ProxiesOptions<Server extends string> {
  /** 0 takes any free port. */
  port: number;
  /** The address to listen on; loopback unless said otherwise. */
  host?: string;
  /** Base addresses of what stands behind, by the names that stand in the proxies' paths. */
  servers: Readonly<Record<Server, string>>;
  /** The name under which a Grafana reaches them; loopback unless said otherwise. */
  reachedAs?: string;
  /** What is answered, as JSON, to whoever asks for nothing below the proxies' address. */
  tells?: (addressOf: RunningProxies<Server>['addressOf']) => unknown;
}

export interface RunningProxies<Server extends string> {
  url: string;
  /** The base address of a server with a fault before it, as a data source takes it. */
  addressOf(fault: FaultName, server: Server): string;
  close(): Promise<void>;
}

interface Asked {
  method: string;
  /** Below the server's address, with a slash before it and the query string after it. */
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

interface Reply {
  status: number;
  contentType: string;
  body: string | Buffer;
}

/** Before servers stand proxies that fail in one way each: `<url>/<fault>/<server>/api/v1/query`. */
export async function startProxies<Server extends string>({
  port,
  host = '127.0.0.1',
  reachedAs = '127.0.0.1',
  servers,
  tells = () => ({}),
}: ProxiesOptions<Server>): Promise<RunningProxies<Server>> {
  // Out of the range from which a system gives ports away: nobody will listen there later.
  const closedPort = await freePort(9199);
  const addressOf = (fault: FaultName, name: Server) =>
    fault === 'unreachable'
      ? `http://${reachedAs}:${closedPort}`
      : `http://${reachedAs}:${(server.address() as AddressInfo).port}/${fault}/${name}`;
  const server = createServer((request, response) => {
    if (request.url === '/') {
      sendJson(response, 200, tells(addressOf));
    } else {
      answer(request, response, servers).catch(() => response.destroy());
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: listening } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${listening}`,
    addressOf,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  servers: Readonly<Record<string, string>>
): Promise<void> {
  const [, name = '', server = '', path = ''] = /^\/([^/?]+)\/([^/?]+)(.*)$/.exec(request.url ?? '') ?? [];
  const fault = faultNamed(name);
  const base = Object.hasOwn(servers, server) ? servers[server] : undefined;
  if (!fault || base === undefined) {
    sendJson(response, 404, { message: `There is no /${name}/${server} here` });
    return;
  }
  const asked = { method: request.method ?? 'GET', path, headers: passedHeaders(request), body: await bodyOf(request) };
  const reply = await replyThrough(fault, base, asked, abandonment(response));
  send(response, reply.status, reply.contentType, reply.body);
}

/** What concerns the connection to the proxy itself is not the server's. */
function passedHeaders({ headers }: IncomingMessage): Record<string, string> {
  const own = ['host', 'connection', 'content-length', 'accept-encoding', 'transfer-encoding', 'expect', 'keep-alive'];
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !own.includes(name) ? [[name, value]] : []
    )
  );
}

async function replyThrough(fault: Fault, base: string, asked: Asked, signal: AbortSignal): Promise<Reply> {
  switch (fault.kind) {
    case 'unreachable':
      throw new Error('nobody listens');
    case 'slow':
      await sleep(fault.delayMs, undefined, { signal });
      return replyOf(base, asked, signal);
    case 'errorFor': {
      const { status, errorType, error } = fault;
      return queryOf(asked).includes(fault.queryContains)
        ? json(status, { status: 'error', errorType, error })
        : replyOf(base, asked, signal);
    }
    case 'upstream':
      return { status: fault.status, contentType: 'text/html', body: fault.body };
    case 'rulesRefused':
      return asked.path.startsWith('/api/v1/rules')
        ? json(fault.status, { message: 'No rules for you' })
        : replyOf(base, asked, signal);
    case 'malformed':
      return { status: 200, contentType: 'text/html', body: '<html><body>Sign in</body></html>' };
    default:
      return spoiledReply(fault, await replyOf(base, asked, signal));
  }
}

function queryOf({ path, body }: Asked): string {
  const inAddress = new URL(path, 'http://server').searchParams.get('query');
  return new URLSearchParams(body.toString('utf8')).get('query') ?? inAddress ?? '';
}

async function replyOf(base: string, { method, path, headers, body }: Asked, signal: AbortSignal): Promise<Reply> {
  const carried = method === 'GET' || method === 'HEAD' ? undefined : new Uint8Array(body);
  const answered = await fetch(base.replace(/\/$/, '') + path, {
    method,
    headers,
    body: carried,
    signal,
    redirect: 'manual',
  });
  const contentType = answered.headers.get('content-type') ?? 'application/octet-stream';
  return { status: answered.status, contentType, body: Buffer.from(await answered.arrayBuffer()) };
}

function spoiledReply(fault: SpoilingFault, reply: Reply): Reply {
  const answered = fault.kind !== 'none' && reply.status === 200 ? answeredIn(reply.body.toString()) : undefined;
  return answered ? json(200, spoiled(fault, answered)) : reply;
}

/** Undefined of what holds no result: lists of labels, rules, pages. */
function answeredIn(text: string): Answered | undefined {
  try {
    const parsed = JSON.parse(text) as { data?: { resultType?: string } } | null;
    return parsed?.data?.resultType === undefined ? undefined : (parsed as Answered);
  } catch {
    return undefined;
  }
}

function json(status: number, body: unknown): Reply {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}
