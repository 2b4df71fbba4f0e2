// The HTTP API for data sources: pkg/api/datasources.go of https://github.com/grafana/grafana.
import { isAllowed, jsonBody, type Exchange, type Handler, type Route } from './exchange';
import { commandIn, DataSourceConflict, type StoredDataSource } from './data-source-store';
import { sendJson } from './http';

function described({
  id,
  uid,
  name,
  type,
  url,
  isDefault = false,
  jsonData = {},
  version,
  readOnly,
}: StoredDataSource) {
  return {
    id,
    uid,
    orgId: 1,
    name,
    type,
    typeLogoUrl: `public/app/plugins/datasource/${type}/img/${type}_logo.svg`,
    access: 'proxy',
    url,
    user: '',
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    withCredentials: false,
    isDefault,
    jsonData,
    secureJsonFields: {},
    version,
    readOnly,
  };
}

const list: Handler = (exchange) => {
  if (isAllowed(exchange, 'datasources:read')) {
    sendJson(exchange.response, 200, exchange.state.dataSources.list().map(described));
  }
};

/** What the address names; undefined after it was refused. */
function named({ state, response, captures }: Exchange): StoredDataSource | undefined {
  const found = state.dataSources.find(decodeURIComponent(captures[0] ?? ''));
  if (!found) {
    sendJson(response, 404, { message: 'Data source not found' });
  }
  return found;
}

const describe: Handler = (exchange) => {
  const found = isAllowed(exchange, 'datasources:read') ? named(exchange) : undefined;
  if (found) {
    sendJson(exchange.response, 200, described(found));
  }
};

async function commandOf(exchange: Exchange) {
  const body = await jsonBody(exchange);
  const command = commandIn(body);
  if (body !== undefined && !command) {
    sendJson(exchange.response, 400, { message: 'bad request data' });
    return undefined;
  }
  if (command && command.url !== '' && !/^https?:\/\/[^/]/.test(command.url)) {
    sendJson(exchange.response, 400, { message: 'Validation error, invalid URL' });
    return undefined;
  }
  return command;
}

function answerStored({ response }: Exchange, message: string, before: string, store: () => StoredDataSource): void {
  try {
    const datasource = described(store());
    sendJson(response, 200, { message, id: datasource.id, name: datasource.name, datasource });
  } catch (error) {
    if (!(error instanceof DataSourceConflict)) {
      throw error;
    }
    sendJson(response, 409, { message: before + error.message });
  }
}

const add: Handler = async (exchange) => {
  const command = isAllowed(exchange, 'datasources:create') ? await commandOf(exchange) : undefined;
  if (command) {
    answerStored(exchange, 'Datasource added', '', () => exchange.state.dataSources.add(command));
  }
};

/** Undefined after it was refused. */
function changeable(exchange: Exchange, verb: 'update' | 'delete'): StoredDataSource | undefined {
  const found = named(exchange);
  if (found?.readOnly) {
    sendJson(exchange.response, 403, { message: `Cannot ${verb} read-only data source` });
    return undefined;
  }
  return found;
}

const update: Handler = async (exchange) => {
  const command = isAllowed(exchange, 'datasources:write') ? await commandOf(exchange) : undefined;
  const found = command && changeable(exchange, 'update');
  if (found) {
    const stored = () => exchange.state.dataSources.update(found, command);
    answerStored(exchange, 'Datasource updated', 'Failed to update datasource: ', stored);
  }
};

const remove: Handler = (exchange) => {
  const found = isAllowed(exchange, 'datasources:delete') ? changeable(exchange, 'delete') : undefined;
  if (found) {
    exchange.state.dataSources.remove(found);
    sendJson(exchange.response, 200, { message: 'Data source deleted', id: found.id });
  }
};

const one = /^\/api\/datasources\/uid\/([^/]+)$/;

export const dataSourceRoutes: readonly Route[] = [
  ['GET', /^\/api\/datasources$/, list],
  ['POST', /^\/api\/datasources$/, add],
  ['GET', one, describe],
  ['PUT', one, update],
  ['DELETE', one, remove],
];
