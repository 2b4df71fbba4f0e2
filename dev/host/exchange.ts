import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account, Accounts } from './accounts';
import type { DataSourceStore } from './data-source-store';
import { bodyOf, sendJson } from './http';
import type { GrafanaVersion } from './libraries';
import { isRole, mayDo, roleHeader, type Permission, type Role } from './permissions';
import type { SettingsStore } from './plugin-settings';

export interface HostState {
  grafana: GrafanaVersion;
  distDir: string;
  outDir: string;
  /** Changes with every build, so that browsers may keep the ten megabytes of libraries for good. */
  buildStamp: string;
  dataSources: DataSourceStore;
  settings: SettingsStore;
  /** Absent: whoever comes is let in, in the role that the page says. */
  accounts?: Accounts;
}

export interface Exchange {
  state: HostState;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** What the route's pattern captured. */
  captures: string[];
  /** Who asks, where this Grafana knows accounts. */
  account?: Account;
}

export type Handler = (exchange: Exchange) => Promise<void> | void;
export type Route = readonly [method: string, pattern: RegExp, handler: Handler];

/** Of the account; where there are none, the role that the page says, else Admin. */
export function roleOf({ account, request }: Exchange): Role {
  const header = request.headers[roleHeader];
  return account?.role ?? (typeof header === 'string' && isRole(header) ? header : 'Admin');
}

/** Whether it may go on; what a real server answers otherwise. */
export function isAllowed(exchange: Exchange, permission: Permission): boolean {
  return mayDo(roleOf(exchange), permission) || refuse(exchange, permission);
}

/** Answers false. */
export function refuse({ response }: Exchange, permission: string): false {
  const message = `You'll need additional permissions to perform this action. Permissions needed: ${permission}`;
  sendJson(response, 403, { title: 'Access denied', accessErrorId: 'ACE0000000000', message });
  return false;
}

/** The body as JSON; undefined after it was refused, as Grafana refuses what does not say that it is JSON. */
export async function jsonBody({ request, response }: Exchange): Promise<unknown> {
  try {
    if (!/^application\/json(?:;|$)/.test(request.headers['content-type'] ?? '')) {
      throw new Error('bad content type');
    }
    return JSON.parse((await bodyOf(request)).toString('utf8')) as unknown;
  } catch {
    sendJson(response, 400, { message: 'bad request data' });
    return undefined;
  }
}
