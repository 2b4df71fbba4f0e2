// The HTTP API as strict as Grafana's: what its sources answer to whoever asks wrongly.
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import path from 'node:path';
import { type RunningHost, startHost } from './server';

const admin = { user: 'admin', password: 'secret' };
const theirs = { uid: 'theirs', name: 'Theirs', type: 'prometheus', url: 'http://127.0.0.1:1' } as const;
let host: RunningHost;

beforeEach(async () => {
  const distDir = path.resolve(__dirname, '../../src');
  host = await startHost({ grafana: '13.2.2', port: 0, distDir, dataSources: [theirs], admin, isWithoutPages: true });
});
afterEach(() => host.close());

const basic = (password: string) => `Basic ${Buffer.from(`${admin.user}:${password}`).toString('base64')}`;

async function ask(method: string, address: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(host.url + address, {
    method,
    headers: { authorization: basic(admin.password), 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
    redirect: 'manual',
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : text };
}

const source = { name: 'New', type: 'loki', access: 'proxy', url: 'http://127.0.0.1:1', uid: 'new' };

it.each([
  ['GET', '/api/datasources', 401],
  ['GET', '/api/plugins/memcg-kmemleak-app/settings', 401],
  ['POST', '/api/ds/query', 401],
  ['GET', '/a/memcg-kmemleak-app/nodes', 302],
  ['GET', '/api/health', 200],
] as const)('nobody: %s %s answers %i', async (method, address, status) => {
  expect((await fetch(host.url + address, { method, redirect: 'manual' })).status).toBe(status);
});

it('a wrong password is refused even where nobody would have to log in', async () => {
  expect(await ask('GET', '/api/health', undefined, { authorization: basic('wrong') })).toMatchObject({
    status: 401,
    body: { message: 'Invalid username or password', messageId: 'password-auth.failed' },
  });
  expect((await ask('POST', '/login', { ...admin, password: 'wrong' }, { authorization: '' })).status).toBe(401);
});

describe('a data source', () => {
  it('is made, read, changed and removed', async () => {
    expect(await ask('POST', '/api/datasources', source)).toMatchObject({
      status: 200,
      body: {
        message: 'Datasource added',
        name: 'New',
        id: 2,
        datasource: { uid: 'new', version: 1, readOnly: false },
      },
    });
    const changed = { ...source, url: 'http://127.0.0.1:2', isDefault: true };
    expect(await ask('PUT', '/api/datasources/uid/new', changed)).toMatchObject({
      status: 200,
      body: { message: 'Datasource updated', datasource: { url: 'http://127.0.0.1:2', version: 2, isDefault: true } },
    });
    expect(await ask('GET', '/api/datasources/uid/new')).toMatchObject({ status: 200, body: { uid: 'new' } });
    expect(await ask('DELETE', '/api/datasources/uid/new')).toMatchObject({ status: 200 });
    expect(await ask('GET', '/api/datasources/uid/new')).toMatchObject({ status: 404 });
  });

  it.each([
    ['without a name', { ...source, name: '' }, 400, 'bad request data'],
    ['without an access', { ...source, access: undefined }, 400, 'bad request data'],
    ['that leads nowhere', { ...source, url: 'ftp://x' }, 400, 'Validation error, invalid URL'],
    ['of a taken name', { ...source, name: 'Theirs' }, 409, 'data source with the same name already exists'],
    ['of a taken uid', { ...source, uid: 'theirs' }, 409, 'data source with the same uid already exists'],
  ])('%s is refused', async (_, body, status, message) => {
    expect(await ask('POST', '/api/datasources', body)).toMatchObject({ status, body: { message } });
  });

  it('that Grafana was set up with is neither changed nor removed', async () => {
    expect(await ask('PUT', '/api/datasources/uid/theirs', source)).toMatchObject({
      status: 403,
      body: { message: 'Cannot update read-only data source' },
    });
    expect((await ask('DELETE', '/api/datasources/uid/theirs')).status).toBe(403);
  });

  it('is not made of what does not say that it is JSON', async () => {
    expect(await ask('POST', '/api/datasources', source, { 'content-type': 'text/plain' })).toMatchObject({
      status: 400,
      body: { message: 'bad request data' },
    });
  });
});

describe('an account', () => {
  it.each([
    [{ login: 'admin', password: 'secret' }, 412, /already exists/],
    [{ login: '', password: 'secret' }, 400, /username or email/],
    [{ login: 'x', password: 'abc' }, 400, /too short/],
  ])('%j is refused', async (body, status, message) => {
    const answer = await ask('POST', '/api/admin/users', body);
    expect(answer).toMatchObject({ status, body: { message: expect.stringMatching(message) as string } });
  });

  it('has only roles that there are, and no session once it is removed', async () => {
    const made = await ask('POST', '/api/admin/users', { login: 'x', password: 'abcd' });
    const { id } = made.body as { id: number };
    expect((await ask('PATCH', `/api/org/users/${id}`, { role: 'Owner' })).status).toBe(400);
    const login = await fetch(`${host.url}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'x', password: 'abcd' }),
    });
    const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const asWhom = () => fetch(`${host.url}/api/datasources`, { headers: { cookie } });
    expect((await asWhom()).status).toBe(200);
    await ask('DELETE', `/api/admin/users/${id}`);
    expect((await asWhom()).status).toBe(401);
  });
});

describe('the server behind a data source', () => {
  let behind: Server;
  let answers: { status: number; type: string; body: string };
  beforeEach(async () => {
    behind = createServer((_, response) => {
      response.writeHead(answers.status, { 'content-type': answers.type }).end(answers.body);
    });
    await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(behind.address() as AddressInfo).port}`;
    await ask('POST', '/api/datasources', { ...source, type: 'prometheus', url });
  });
  afterEach(() => behind.close());

  const proxy = '/api/datasources/proxy/uid/new/api/v1/rules';
  const resources = '/api/datasources/uid/new/resources/api/v1/rules';
  const ruler = '/api/prometheus/new/api/v1/rules';
  const html = { type: 'text/html', body: '<h1>401</h1>' };

  it('that does not let Grafana in is told by the proxies as HTTP 400, by the plugin as it is', async () => {
    answers = { status: 401, ...html };
    expect(await ask('GET', proxy)).toEqual({ status: 400, body: 'Authentication to data source failed' });
    const message = 'Authentication to data source failed';
    expect(await ask('GET', ruler)).toEqual({ status: 400, body: { message } });
    expect(await ask('GET', resources)).toEqual({ status: 401, body: html.body });
  });

  it('that refuses is told with its own words where they are a message, without its pages', async () => {
    answers = { status: 403, type: 'application/json', body: '{"message":"No rules for you"}' };
    expect(await ask('GET', ruler)).toEqual({ status: 403, body: { message: 'No rules for you' } });
    answers = { status: 502, ...html };
    expect(await ask('GET', ruler)).toEqual({ status: 502, body: { message: 'redacted html' } });
    expect(await ask('GET', proxy)).toEqual({ status: 502, body: html.body });
  });

  it('that answers with a page has told no rules', async () => {
    answers = { status: 200, ...html };
    expect(await ask('GET', ruler)).toMatchObject({
      status: 500,
      body: { message: 'unexpected content type from upstream. expected JSON, got text/html' },
    });
  });

  it('that cannot be reached is told without a reason', async () => {
    await new Promise((resolve) => behind.close(resolve));
    expect(await ask('GET', proxy)).toEqual({ status: 502, body: '' });
    expect(await ask('GET', ruler)).toEqual({ status: 502, body: { message: '' } });
    expect(await ask('GET', resources)).toMatchObject({
      status: 500,
      body: { message: 'An error occurred within the plugin' },
    });
  });

  it('has a view of rules only where it is of a type that Grafana knows by name', async () => {
    await ask('PUT', '/api/datasources/uid/new', { ...source, type: 'grafana-amazonprometheus-datasource' });
    expect(await ask('GET', ruler)).toMatchObject({
      status: 500,
      body: { message: 'unexpected datasource type. expecting loki or prometheus' },
    });
  });
});
