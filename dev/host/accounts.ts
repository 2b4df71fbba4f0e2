import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Role } from './permissions';

export interface Credentials {
  user: string;
  password: string;
}

export interface Account {
  id: number;
  login: string;
  role: Role;
  /** May make accounts, as the one that Grafana is set up with. */
  isServerAdmin: boolean;
}

const sessionCookie = 'grafana_session';

/** Who may come in: the administrator a Grafana is set up with, and the accounts that it has made since. */
export class Accounts {
  private readonly all: Array<Account & { password: string }> = [];
  private readonly sessions = new Map<string, number>();
  private lastId = 0;

  constructor({ user, password }: Credentials) {
    this.all.push({ ...this.nextAccount(user), password, role: 'Admin', isServerAdmin: true });
  }

  /** By basic authentication or session; undefined where the request names nobody, 'wrong' where what it says is not so. */
  whoAsks({ headers }: Pick<IncomingMessage, 'headers'>): Account | 'wrong' | undefined {
    const [, basic] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
    if (basic !== undefined) {
      const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(basic, 'base64').toString()) ?? [];
      return this.known({ user, password }) ?? 'wrong';
    }
    const [, session = ''] = new RegExp(`(?:^|; )${sessionCookie}=([^;]+)`).exec(headers.cookie ?? '') ?? [];
    return this.all.find(({ id }) => id === this.sessions.get(session));
  }

  /** The cookie of a new session. */
  logIn(credentials: Credentials): string | undefined {
    const account = this.known(credentials);
    if (!account) {
      return undefined;
    }
    const session = randomUUID();
    this.sessions.set(session, account.id);
    return `${sessionCookie}=${session}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax`;
  }

  /** Undefined where there is one with that name. */
  create({ user, password }: Credentials): Account | undefined {
    if (this.named(user)) {
      return undefined;
    }
    const made = { ...this.nextAccount(user), password };
    this.all.push(made);
    return made;
  }

  named(login: string): Account | undefined {
    return this.all.find((each) => each.login === login);
  }

  /** Whether there is one with that number. */
  change(id: number, change: { password?: string; role?: Role }): boolean {
    const account = this.all.find((each) => each.id === id);
    return account !== undefined && Object.assign(account, change) === account;
  }

  remove(id: number): boolean {
    const at = this.all.findIndex((each) => each.id === id);
    return at >= 0 && this.all.splice(at, 1).length > 0;
  }

  private known({ user, password }: Credentials): Account | undefined {
    return this.all.find((each) => each.login === user && each.password === password);
  }

  /** A new account is a Viewer until somebody says otherwise. */
  private nextAccount(login: string): Account {
    this.lastId += 1;
    return { id: this.lastId, login, role: 'Viewer', isServerAdmin: false };
  }
}
