// Logging in, and the HTTP API for accounts: pkg/api/login.go, admin_users.go, org_users.go of
// https://github.com/grafana/grafana. Where nobody needs to log in, none of it is there.
import type { Account, Accounts, Credentials } from './accounts';
import { jsonBody, refuse, type Exchange, type Handler, type Route } from './exchange';
import { send, sendJson } from './http';
import { isRole } from './permissions';

const open = [/^\/login$/, /^\/public\//, /^\/api\/health$/];
const wrong = { message: 'Invalid username or password', messageId: 'password-auth.failed', statusCode: 401 };

/** Who comes in; undefined after whoever it is was sent away. */
export function admitted(accounts: Accounts, { request, response, url }: Exchange): Account | 'nobody' | undefined {
  const account = accounts.whoAsks(request);
  if (account === 'wrong') {
    sendJson(response, 401, { ...wrong, traceID: '' });
    return undefined;
  }
  if (account || open.some((path) => path.test(url.pathname))) {
    return account ?? 'nobody';
  }
  if (url.pathname.startsWith('/api/')) {
    const unauthorized = { message: 'Unauthorized', messageId: 'auth.unauthorized', statusCode: 401, traceID: '' };
    sendJson(response, 401, unauthorized);
  } else {
    response.writeHead(302, { location: '/login' }).end();
  }
  return undefined;
}

function withAccounts(handle: (exchange: Exchange, accounts: Accounts) => Promise<void> | void): Handler {
  return (exchange) => {
    const { accounts } = exchange.state;
    return accounts ? handle(exchange, accounts) : sendJson(exchange.response, 404, { message: 'Not found' });
  };
}

/** What only the administrator of the server may do. */
function administered(
  permission: string,
  handle: (exchange: Exchange, accounts: Accounts, body: Record<string, unknown>, id: number) => void
): Handler {
  return withAccounts(async (exchange, accounts) => {
    const { account, request, captures } = exchange;
    if (account?.isServerAdmin !== true) {
      refuse(exchange, permission);
      return;
    }
    const hasBody = request.method !== 'GET' && request.method !== 'DELETE';
    const body = hasBody ? await jsonBody(exchange) : {};
    if (typeof body === 'object' && body !== null) {
      handle(exchange, accounts, body as Record<string, unknown>, Number(captures[0]));
    }
  });
}

const textIn = (body: Record<string, unknown>, name: string): string => {
  const value = body[name];
  return typeof value === 'string' ? value : '';
};

const logIn = withAccounts(async (exchange, accounts) => {
  const body = (await jsonBody(exchange)) as Partial<Credentials> | undefined;
  if (body === undefined) {
    return;
  }
  const cookie = accounts.logIn({ user: body.user ?? '', password: body.password ?? '' });
  if (cookie === undefined) {
    sendJson(exchange.response, 401, { ...wrong, traceID: '' });
    return;
  }
  exchange.response.setHeader('set-cookie', cookie);
  sendJson(exchange.response, 200, { message: 'Logged in', redirectUrl: '/' });
});

const create = administered('users:create', ({ response }, accounts, body) => {
  const [login, password] = [textIn(body, 'login').trim(), textIn(body, 'password')];
  if (login === '') {
    sendJson(response, 400, { message: 'Validation error, need specify either username or email' });
  } else if (password.length < 4) {
    sendJson(response, 400, { message: 'Password is missing or too short' });
  } else {
    const made = accounts.create({ user: login, password });
    const taken = `User with email '' or username '${login}' already exists`;
    sendJson(response, made ? 200 : 412, made ? { id: made.id, message: 'User created' } : { message: taken });
  }
});

const setPassword = administered('users.password:update', ({ response }, accounts, body, id) => {
  const password = textIn(body, 'password');
  if (password.length < 4) {
    sendJson(response, 400, { message: 'New password too short' });
  } else if (accounts.change(id, { password })) {
    sendJson(response, 200, { message: 'User password updated' });
  } else {
    sendJson(response, 500, { message: 'Could not read user from database' });
  }
});

const setRole = administered('org.users:write', ({ response }, accounts, body, id) => {
  const role = textIn(body, 'role');
  if (!isRole(role)) {
    sendJson(response, 400, { message: 'Invalid role specified' });
  } else if (accounts.change(id, { role })) {
    sendJson(response, 200, { message: 'Organization user updated' });
  } else {
    sendJson(response, 404, { message: 'user not found' });
  }
});

const remove = administered('users:delete', ({ response }, accounts, _, id) => {
  const isGone = accounts.remove(id);
  sendJson(response, isGone ? 200 : 404, { message: isGone ? 'User deleted' : 'user not found' });
});

const lookUp = administered('users:read', ({ response, url }, accounts) => {
  const found = accounts.named(url.searchParams.get('loginOrEmail') ?? '');
  sendJson(response, found ? 200 : 404, found ? { id: found.id, login: found.login } : { message: 'user not found' });
});

export const accountRoutes: readonly Route[] = [
  ['POST', /^\/login$/, logIn],
  ['GET', /^\/login$/, ({ response }) => send(response, 200, 'text/plain', 'Sessions begin with a POST here.')],
  ['POST', /^\/api\/admin\/users$/, create],
  ['PUT', /^\/api\/admin\/users\/(\d+)\/password$/, setPassword],
  ['DELETE', /^\/api\/admin\/users\/(\d+)$/, remove],
  ['PATCH', /^\/api\/org\/users\/(\d+)$/, setRole],
  ['GET', /^\/api\/users\/lookup$/, lookUp],
];
