import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type LoggedLine, loggedLines, type LoggedSpan, pipelines } from './loggedEvents';
import { BadPush, PushedLogs } from './pushedLogs';
import { type Labels } from './series';

export interface LokiOptions {
  /** 0 takes a free port. */
  port: number;
  /** The fleet's start, as its history and live metrics have it. */
  startSeconds: number;
  /** Whether a pushed line is too old or too new; the machine's clock unless said otherwise. */
  nowSeconds?: () => number;
}

export interface RunningLoki {
  /** Below it stands one Loki for each pipeline: `<url>/<pipeline>/loki/api/v1/query_range`. */
  url: string;
  /** And one that holds what is pushed to `<pushedUrl>/loki/api/v1/push`. */
  pushedUrl: string;
  close: () => Promise<void>;
}

interface LineQuery {
  matches: (labels: Labels) => boolean;
  keeps: (line: string) => boolean;
}

class BadQuery extends Error {}

/**
 * Stands in for Loki: answers range queries over what a pipeline would have written of the fleet's events, and over what
 * was pushed. Understands `{matchers} |~ "pattern"` and nothing else of LogQL.
 */
export async function startLoki({ port, startSeconds, nowSeconds }: LokiOptions): Promise<RunningLoki> {
  const store = new Store(startSeconds, nowSeconds);
  const server = createServer((request, response) => {
    answer(request, response, store).catch((error: unknown) => {
      response
        .writeHead(error instanceof BadQuery || error instanceof BadPush ? 400 : 500, { 'content-type': 'text/plain' })
        .end(error instanceof Error ? error.message : String(error));
    });
  });
  const url = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`);
    });
  });
  return { url, pushedUrl: `${url}/pushed`, close: () => close(server) };
}

/** The lines of each of the Lokis: what a pipeline would have written, or what was pushed. */
class Store {
  private readonly pushed = new PushedLogs();

  constructor(
    private readonly startSeconds: number,
    private readonly nowSeconds = () => Date.now() / 1000
  ) {}

  push(body: unknown): void {
    this.pushed.push(body, this.nowSeconds());
  }

  /** Undefined where there is no such Loki. */
  linesOf(name: string | undefined): ((span: LoggedSpan) => LoggedLine[]) | undefined {
    if (name === 'pushed') {
      return (span) => this.pushed.lines(span);
    }
    const pipeline = pipelines.find((each) => each === name);
    return pipeline && ((span) => loggedLines(pipeline, this.startSeconds, span));
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, store: Store): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loki');
  const [, name, path] = /^\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
  if (request.method === 'POST' && name === 'pushed' && path === 'loki/api/v1/push') {
    store.push(parseJson(await bodyOf(request)));
    response.writeHead(204).end();
    return;
  }
  const lines = store.linesOf(name);
  if (!lines || path !== 'loki/api/v1/query_range') {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n');
    return;
  }
  const form = request.method === 'POST' ? new URLSearchParams(await bodyOf(request)) : searchParams;
  const categorized = String(request.headers['x-loki-response-encoding-flags'] ?? '').includes('categorize-labels');
  const result = streamsOf(foundLines(lines, form), categorized);
  const encoding = categorized ? { encodingFlags: ['categorize-labels'] } : {};
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ status: 'success', data: { resultType: 'streams', result, ...encoding, stats: {} } }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BadPush('loghttp.PushRequest: not JSON');
  }
}

function foundLines(lines: (span: LoggedSpan) => LoggedLine[], form: URLSearchParams): LoggedLine[] {
  const { matches, keeps } = parseQuery(form.get('query') ?? '');
  const span = { fromSeconds: secondsIn(form, 'start'), toSeconds: secondsIn(form, 'end') };
  const newestFirst = lines(span).reverse();
  return newestFirst
    .filter(({ stream, line }) => matches(stream) && keeps(line))
    .slice(0, Number(form.get('limit') ?? 100));
}

function streamsOf(lines: readonly LoggedLine[], categorized: boolean) {
  const streams = new Map<string, { stream: Labels; values: unknown[] }>();
  for (const { seconds, line, stream, metadata } of lines) {
    const labels = categorized ? stream : { ...stream, ...metadata };
    const key = JSON.stringify(labels);
    const group = streams.get(key) ?? { stream: labels, values: [] };
    const nanoseconds = `${Math.round(seconds * 1000)}000000`;
    const categories = Object.keys(metadata).length > 0 ? { structuredMetadata: metadata } : {};
    group.values.push(categorized ? [nanoseconds, line, categories] : [nanoseconds, line]);
    streams.set(key, group);
  }
  return [...streams.values()];
}

const matcher = /^\s*([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)/;

export function parseQuery(query: string): LineQuery {
  const [, selector = '', pattern = ''] = /^\{([^}]*)\}\s*(?:\|~\s*`([^`]*)`\s*)?$/.exec(query) ?? [];
  if (selector.trim() === '') {
    throw new BadQuery(`parse error : queries require at least one regexp or equality matcher: ${query}`);
  }
  const filters: Array<(labels: Labels) => boolean> = [];
  for (let rest = selector; rest.trim() !== '';) {
    const found = matcher.exec(rest);
    if (!found) {
      throw new BadQuery(`parse error : syntax error: unexpected ${rest}`);
    }
    const [all, name = '', operator = '', value = ''] = found;
    const whole = operator.endsWith('~') ? new RegExp(`^(?:${value})$`) : undefined;
    const is = (labels: Labels) => whole?.test(labels[name] ?? '') ?? (labels[name] ?? '') === value;
    filters.push(operator.startsWith('!') ? (labels) => !is(labels) : is);
    rest = rest.slice(all.length);
  }
  const line = re2(pattern);
  return { matches: (labels) => filters.every((filter) => filter(labels)), keeps: (text) => line.test(text) };
}

function re2(pattern: string): RegExp {
  return pattern.startsWith('(?i)') ? new RegExp(pattern.slice('(?i)'.length), 'i') : new RegExp(pattern);
}

/** Loki takes seconds with a fraction as well as nanoseconds. */
function secondsIn(form: URLSearchParams, name: string): number {
  const value = Number(form.get(name));
  return value > 1e15 ? value / 1e9 : value;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) {
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
