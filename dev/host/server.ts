import { statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { accountRoutes, admitted } from './account-routes';
import { Accounts, type Credentials } from './accounts';
import { buildHost } from './build';
import { dataSourceRoutes } from './data-source-routes';
import { DataSourceStore, type StoredDataSource } from './data-source-store';
import type { HostDataSource } from './data-sources';
import { isAllowed, jsonBody, roleOf, type Exchange, type Handler, type HostState, type Route } from './exchange';
import { abandonment, bodyOf, send, sendFile, sendJson } from './http';
import { listForPage, renderIndexPage } from './index-page';
import { librariesRoot, type GrafanaVersion } from './libraries';
import { createSettingsStore, pluginId, type SettingsUpdate } from './plugin-settings';
import { passOn, rulesReply, type Reply } from './proxy';
import { answerQueries, type QueryRequest } from './query/ds-query';
import { passQuestionOn } from './query/raw';

export interface HostOptions {
  grafana: GrafanaVersion;
  /** 0 takes any free port. */
  port: number;
  distDir: string;
  /** Those that it is set up with. */
  dataSources: HostDataSource[];
  jsonData?: Record<string, unknown>;
  /** Whoever comes must log in, and this is the administrator; absent: everybody is let in. */
  admin?: Credentials;
  /** Only the HTTP API: nothing is built. */
  isWithoutPages?: boolean;
}

export interface RunningHost {
  url: string;
  close(): Promise<void>;
}

const emptyIcon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" />';

const servePage: Handler = (exchange) => {
  const { state, response, account } = exchange;
  const configuration = {
    grafana: state.grafana,
    pluginId,
    dataSources: listForPage(state.dataSources.list()),
    ...(account ? { role: roleOf(exchange) } : {}),
  };
  send(response, 200, 'text/html; charset=utf-8', renderIndexPage(configuration, state.buildStamp));
};

async function serveFrom(exchange: Exchange, root: string, cacheControl?: string): Promise<void> {
  const relative = decodeURIComponent(exchange.captures[0] ?? '');
  if (!(await sendFile(exchange.response, root, relative, cacheControl))) {
    send(exchange.response, 404, 'text/plain', 'Not found');
  }
}

const serveIcon: Handler = async ({ state, response, captures }) => {
  const icons = path.join(librariesRoot(state.grafana), 'node_modules/@grafana/ui/dist/public/img/icons');
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

const describePlugin: Handler = ({ state, response, captures }) => {
  const settings = captures[0] === pluginId ? state.settings.describe() : undefined;
  const missing = { message: 'Plugin not found, no installed plugin with that id' };
  sendJson(response, settings ? 200 : 404, settings ?? missing);
};

const saveSettings: Handler = async (exchange) => {
  const update = isAllowed(exchange, 'plugins:write') ? await jsonBody(exchange) : undefined;
  if (update !== undefined) {
    exchange.state.settings.update(update as SettingsUpdate);
    sendJson(exchange.response, 200, { message: 'Plugin settings updated' });
  }
};

const query: Handler = async (exchange) => {
  const { state, response } = exchange;
  const body = isAllowed(exchange, 'datasources:query') ? await jsonBody(exchange) : undefined;
  if (body !== undefined) {
    const reply = await answerQueries(body as QueryRequest, state.dataSources.list(), abandonment(response));
    sendJson(response, reply.status, reply.body);
  }
};

/** Undefined after it was refused. */
function askedSource(exchange: Exchange): StoredDataSource | undefined {
  const { state, response, captures } = exchange;
  if (!isAllowed(exchange, 'datasources:query')) {
    return undefined;
  }
  const found = state.dataSources.find(decodeURIComponent(captures[0] ?? ''));
  if (!found) {
    sendJson(response, 404, { message: 'Data source not found' });
  }
  return found;
}

const answerWith = (response: ServerResponse, { status, contentType, body }: Reply): void =>
  send(response, status, contentType, body);

const proxyToDataSource: Handler = async (exchange) => {
  const { request, response, url, captures } = exchange;
  const dataSource = askedSource(exchange);
  if (dataSource) {
    const target = (captures[1] ?? '') + url.search;
    answerWith(response, await passOn(request, dataSource, target, abandonment(response)));
  }
};

const askResource: Handler = async (exchange) => {
  const { request, response, url, captures } = exchange;
  const dataSource = askedSource(exchange);
  if (!dataSource) {
    return;
  }
  const question = {
    path: captures[1] ?? '',
    method: request.method ?? 'GET',
    search: url.search.slice(1),
    body: (await bodyOf(request)).toString('utf8'),
  };
  answerWith(response, await passQuestionOn(dataSource, question, abandonment(response)));
};

/** Grafana's ruler view of a data source: Prometheus's own rules API below another path. */
const proxyRules: Handler = async (exchange) => {
  const { request, response, url, captures } = exchange;
  if (captures[0] === 'grafana') {
    sendJson(response, 200, { status: 'success', data: captures[1] === 'rules' ? { groups: [] } : { alerts: [] } });
    return;
  }
  const dataSource = isAllowed(exchange, 'alert.rules.external:read') ? askedSource(exchange) : undefined;
  if (dataSource && dataSource.type !== 'prometheus' && dataSource.type !== 'loki') {
    // Grafana knows two types by name here; apps must ask the data source itself.
    sendJson(response, 500, { message: 'unexpected datasource type. expecting loki or prometheus' });
  } else if (dataSource) {
    const target = `api/v1/${captures[1] ?? ''}${url.search}`;
    answerWith(response, rulesReply(await passOn(request, dataSource, target, abandonment(response))));
  }
};

const routes: readonly Route[] = [
  ['GET', /^\/$|^\/(?:a|plugins|explore|alerting|d|connections)(?:\/|$)|^\/extension-points$/, servePage],
  ['GET', new RegExp(`^/public/plugins/${pluginId}/(.+)$`), (exchange) => serveFrom(exchange, exchange.state.distDir)],
  ['GET', /^\/public\/(?:build\/)?img\/icons\/(.+)$/, serveIcon],
  [
    'GET',
    /^\/public\/build\/(host\.(?:js|css|js\.map|css\.map))$/,
    (exchange) => serveFrom(exchange, exchange.state.outDir, 'max-age=31536000, immutable'),
  ],
  ['GET', /^\/api\/plugins\/([^/]+)\/settings$/, describePlugin],
  ['POST', new RegExp(`^/api/plugins/${pluginId}/settings$`), saveSettings],
  ['POST', /^\/api\/ds\/query$/, query],
  ...accountRoutes,
  ...dataSourceRoutes,
  ['*', /^\/api\/datasources\/proxy\/uid\/([^/]+)\/(.*)$/, proxyToDataSource],
  ['*', /^\/api\/datasources\/uid\/([^/]+)\/resources\/(.*)$/, askResource],
  ['GET', /^\/api\/prometheus\/([^/]+)\/api\/v1\/(rules|alerts)$/, proxyRules],
  [
    'GET',
    /^\/api\/health$/,
    ({ state, response }) => sendJson(response, 200, { database: 'ok', version: state.grafana, commit: '' }),
  ],
];

async function dispatch(state: HostState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://host');
  const exchange: Exchange = { state, request, response, url, captures: [] };
  const account = state.accounts ? admitted(state.accounts, exchange) : 'nobody';
  if (account === undefined) {
    return;
  }
  for (const [method, pattern, handler] of routes) {
    const match = pattern.exec(url.pathname);
    if (match && (method === '*' || method === request.method)) {
      const asking = account === 'nobody' ? {} : { account };
      await handler({ ...exchange, ...asking, captures: match.slice(1) });
      return;
    }
  }
  sendJson(response, 404, { message: 'Not found' });
}

/** Where the built page of a release is kept. */
const builtIn = (grafana: GrafanaVersion) => path.resolve(__dirname, `../../.demo/host-${grafana}`);

export async function startHost(options: HostOptions): Promise<RunningHost> {
  const { grafana, distDir, dataSources, jsonData = {}, admin, isWithoutPages = false } = options;
  const outDir = builtIn(grafana);
  if (!isWithoutPages) {
    await buildHost({ grafana, outDir });
  }
  const state: HostState = {
    grafana,
    distDir,
    outDir,
    buildStamp: isWithoutPages ? '' : String(statSync(path.join(outDir, 'host.js')).mtimeMs),
    dataSources: new DataSourceStore(dataSources),
    settings: createSettingsStore(distDir, jsonData),
    accounts: admin && new Accounts(admin),
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
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
