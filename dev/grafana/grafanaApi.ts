import { isRecord } from '../../src/json/isRecord';

export interface Login {
  user: string;
  password: string;
}

/** A refusal of Grafana, in its words. */
export class GrafanaRefusal extends Error {
  constructor(
    what: string,
    readonly status: number,
    said: string
  ) {
    super(`Grafana refuses ${what}: HTTP ${status}${said === '' ? '' : `, ${said}`}`);
    this.name = 'GrafanaRefusal';
  }
}

/** The HTTP API of a Grafana: https://grafana.com/docs/grafana/latest/developers/http_api/ */
export class GrafanaApi {
  readonly url: string;

  constructor(
    url: string,
    private readonly login: Login
  ) {
    this.url = url.replace(/\/+$/, '');
  }

  /** What is answered; undefined: there is no such thing. Throws a GrafanaRefusal on any other refusal. */
  async find(path: string): Promise<Record<string, unknown> | undefined> {
    try {
      return await this.send('GET', path);
    } catch (error) {
      if (error instanceof GrafanaRefusal && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  async send(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const { user, password } = this.login;
    const basic = Buffer.from(`${user}:${password}`).toString('base64');
    return this.fetched(method, path, body, { authorization: `Basic ${basic}` });
  }

  /** The cookies of a new session, as `name=value`. */
  async openSession(login: Login): Promise<string[]> {
    const response = await this.request('POST', '/login', login, {});
    const text = await response.text();
    if (!response.ok) {
      throw new GrafanaRefusal(`the login of ${login.user}`, response.status, messageIn(text));
    }
    return response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  }

  private async fetched(method: string, path: string, body: unknown, headers: Record<string, string>) {
    const response = await this.request(method, path, body, headers);
    const text = await response.text();
    if (!response.ok) {
      throw new GrafanaRefusal(`${method} ${path}`, response.status, messageIn(text));
    }
    return recordIn(text);
  }

  private async request(method: string, path: string, body: unknown, headers: Record<string, string>) {
    try {
      return await fetch(this.url + path, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'manual',
      });
    } catch (error) {
      throw new Error(`No Grafana answers at ${this.url}`, { cause: error });
    }
  }
}

function recordIn(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function messageIn(text: string): string {
  const { message } = recordIn(text);
  return typeof message === 'string' ? message : '';
}
