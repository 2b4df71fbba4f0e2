import { statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildHost } from './build';
import { listDataSources, type HostDataSource } from './data-sources';
import { abandonment, bodyOf, send, sendFile, sendJson } from './http';
import { renderIndexPage } from './index-page';
import { librariesRoot, type GrafanaVersion } from './libraries';
import { isRole, mayDo, roleHeader, type Permission } from './permissions';
import {
  createSettingsStore,
  pluginId,
  type SettingsStore,
  type SettingsUpdate,
  type StoredSettings,
} from './plugin-settings';
import { passOn } from './proxy';
import { answerQueries, type QueryRequest } from './query/ds-query';
import { passQuestionOn } from './query/raw';

export interface HostOptions {
  grafana: GrafanaVersion;
  /** 0 takes any free port. */
  port: number;
  distDir: string;
  dataSources: HostDataSource[];
  jsonData?: Record<string, unknown>;
  /** Where the built host page is kept; default `.demo/host-<version>` in the project. */
  outDir?: string;
}

export interface RunningHost {
  url: string;
  /** Takes effect for queries at once, for the data source list at the next page load. */
  setDataSources(dataSources: HostDataSource[]): void;
  settings(): StoredSettings;
  close(): Promise<void>;
}

interface HostState {
  options: HostOptions;
  outDir: string;
  /** Changes with every build, so that browsers may keep the ten megabytes of libraries for good. */
  buildStamp: string;
  dataSources: HostDataSource[];
  settings: SettingsStore;
}

interface Exchange {
  state: HostState;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** What the route's pattern captured. */
  captures: string[];
}

type Handler = (exchange: Exchange) => Promise<void> | void;

const emptyIcon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" />';

function findDataSource(state: HostState, uid: string | undefined): HostDataSource | undefined {
  return state.dataSources.find((dataSource) => dataSource.uid === uid);
}

const servePage: Handler = ({ state, response }) => {
  const configuration = { grafana: state.options.grafana, pluginId, dataSources: listDataSources(state.dataSources) };
  send(response, 200, 'text/html; charset=utf-8', renderIndexPage(configuration, state.buildStamp));
};

async function serveFrom(exchange: Exchange, root: string, cacheControl?: string): Promise<void> {
  const relative = decodeURIComponent(exchange.captures[0] ?? '');
  if (!(await sendFile(exchange.response, root, relative, cacheControl))) {
    send(exchange.response, 404, 'text/plain', 'Not found');
  }
}

const serveIcon: Handler = async ({ state, response, captures }) => {
  const icons = path.join(librariesRoot(state.options.grafana), 'node_modules/@grafana/ui/dist/public/img/icons');
  const name = captures[0] ?? '';
  if (await sendFile(response, icons, name)) {
    return;
  }
  // The package leaves some icons to Grafana's own server, among them the left one of a pair.
  const mirrored =
    name.endsWith('-left.svg') && (await mirroredIcon(path.join(icons, name.replace(/left\.svg$/, 'right.svg'))));
  send(response, 200, 'image/svg+xml', mirrored || emptyIcon);
};

async function mirroredIcon(file: string): Promise<string | undefined> {
  const icon = await readFile(file, 'utf8').catch(() => undefined);
  return icon?.replace('<path ', '<path transform="matrix(-1 0 0 1 24 0)" ');
}

/** Whether it may go on; what a real server answers otherwise. The role is taken from the page, Admin where it says none. */
function isAllowed({ request, response }: Exchange, permission: Permission): boolean {
  const header = request.headers[roleHeader];
  const role = typeof header === 'string' && isRole(header) ? header : 'Admin';
  if (mayDo(role, permission)) {
    return true;
  }
  const message = `You'll need additional permissions to perform this action. Permissions needed: ${permission}`;
  sendJson(response, 403, { title: 'Access denied', accessErrorId: 'ACE0000000000', message });
  return false;
}

const saveSettings: Handler = async (exchange) => {
  const { state, request, response } = exchange;
  if (!isAllowed(exchange, 'plugins:write')) {
    return;
  }
  state.settings.update(JSON.parse((await bodyOf(request)).toString('utf8')) as SettingsUpdate);
  sendJson(response, 200, { message: 'Plugin settings updated' });
};

const query: Handler = async (exchange) => {
  const { state, request, response } = exchange;
  if (!isAllowed(exchange, 'datasources:query')) {
    return;
  }
  const body = JSON.parse((await bodyOf(request)).toString('utf8')) as QueryRequest;
  const reply = await answerQueries(body, state.dataSources, abandonment(response));
  sendJson(response, reply.status, reply.body);
};

const describeDataSource: Handler = ({ state, response, captures }) => {
  const found = listDataSources(state.dataSources).find((dataSource) => dataSource.uid === captures[0]);
  sendJson(response, found ? 200 : 404, found ?? { message: 'Data source not found' });
};

const proxyToDataSource: Handler = (exchange) => {
  const { state, request, response, url, captures } = exchange;
  if (isAllowed(exchange, 'datasources:query')) {
    return passOn(request, response, findDataSource(state, captures[0]), (captures[1] ?? '') + url.search);
  }
};

const passRawQuestion: Handler = async (exchange) => {
  const { state, request, response, url, captures } = exchange;
  if (!isAllowed(exchange, 'datasources:query')) {
    return;
  }
  const dataSource = findDataSource(state, decodeURIComponent(captures[0] ?? ''));
  const { method } = request;
  if (!dataSource || (method !== 'GET' && method !== 'POST')) {
    sendJson(response, 404, { message: dataSource ? 'Not found' : 'Data source not found' });
    return;
  }
  const verb = captures[1] === 'query' ? 'query' : 'query_range';
  const question = {
    verb,
    method,
    search: url.search.slice(1),
    body: (await bodyOf(request)).toString('utf8'),
  } as const;
  const reply = await passQuestionOn(dataSource, question, abandonment(response));
  send(response, reply.status, reply.contentType, reply.body);
};

/** Grafana's ruler view of a data source: Prometheus's own rules API below another path. */
const proxyRules: Handler = ({ state, request, response, url, captures }) => {
  if (captures[0] === 'grafana') {
    sendJson(response, 200, { status: 'success', data: captures[1] === 'rules' ? { groups: [] } : { alerts: [] } });
    return;
  }
  const dataSource = findDataSource(state, captures[0]);
  if (dataSource?.type === 'grafana-amazonprometheus-datasource') {
    // Grafana knows two types by name here; apps must ask the data source itself.
    sendJson(response, 500, { message: 'unexpected datasource type. expecting loki or prometheus' });
    return;
  }
  return passOn(request, response, dataSource, `api/v1/${captures[1] ?? ''}${url.search}`);
};

const routes: ReadonlyArray<readonly [method: string, pattern: RegExp, handler: Handler]> = [
  ['GET', /^\/$|^\/(?:a|plugins|explore|alerting|d|connections)(?:\/|$)|^\/extension-points$/, servePage],
  [
    'GET',
    new RegExp(`^/public/plugins/${pluginId}/(.+)$`),
    (exchange) => serveFrom(exchange, exchange.state.options.distDir),
  ],
  ['GET', /^\/public\/(?:build\/)?img\/icons\/(.+)$/, serveIcon],
  [
    'GET',
    /^\/public\/build\/(host\.(?:js|css|js\.map|css\.map))$/,
    (exchange) => serveFrom(exchange, exchange.state.outDir, 'max-age=31536000, immutable'),
  ],
  [
    'GET',
    new RegExp(`^/api/plugins/${pluginId}/settings$`),
    ({ state, response }) => sendJson(response, 200, state.settings.describe()),
  ],
  ['POST', new RegExp(`^/api/plugins/${pluginId}/settings$`), saveSettings],
  ['POST', /^\/api\/ds\/query$/, query],
  ['GET', /^\/api\/datasources$/, ({ state, response }) => sendJson(response, 200, listDataSources(state.dataSources))],
  ['GET', /^\/api\/datasources\/uid\/([^/]+)$/, describeDataSource],
  ['*', /^\/api\/datasources\/proxy\/uid\/([^/]+)\/(.*)$/, proxyToDataSource],
  ['*', /^\/api\/datasources\/uid\/([^/]+)\/resources\/api\/v1\/(query|query_range)$/, passRawQuestion],
  ['*', /^\/api\/datasources\/uid\/([^/]+)\/resources\/(.*)$/, proxyToDataSource],
  ['GET', /^\/api\/prometheus\/([^/]+)\/api\/v1\/(rules|alerts)$/, proxyRules],
  [
    'GET',
    /^\/api\/health$/,
    ({ state, response }) => sendJson(response, 200, { database: 'ok', version: state.options.grafana, commit: '' }),
  ],
];

async function dispatch(state: HostState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://host');
  for (const [method, pattern, handler] of routes) {
    const match = pattern.exec(url.pathname);
    if (match && (method === '*' || method === request.method)) {
      await handler({ state, request, response, url, captures: match.slice(1) });
      return;
    }
  }
  sendJson(response, 404, { message: 'Not found' });
}

export async function startHost(options: HostOptions): Promise<RunningHost> {
  const outDir = options.outDir ?? path.resolve(__dirname, `../../.demo/host-${options.grafana}`);
  await buildHost({ grafana: options.grafana, outDir });
  const state: HostState = {
    options,
    outDir,
    buildStamp: String(statSync(path.join(outDir, 'host.js')).mtimeMs),
    dataSources: options.dataSources,
    settings: createSettingsStore(options.distDir, options.jsonData ?? {}),
  };
  const server = createServer((request, response) => {
    dispatch(state, request, response).catch((error: unknown) => {
      if (!response.headersSent && !response.destroyed) {
        sendJson(response, 500, { message: error instanceof Error ? error.message : String(error) });
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    setDataSources: (dataSources) => {
      state.dataSources = dataSources;
    },
    settings: () => state.settings.read(),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
