import { provideDataSources, removeDataSources } from '../dev/grafana/dataSources';
import { GrafanaApi, type Login } from '../dev/grafana/grafanaApi';
import { provideGrafana } from '../dev/grafana/provide';
import { type HostDataSource } from '../dev/host/data-sources';
import { roles, type Role } from '../dev/host/permissions';
import { type RunningHost } from '../dev/host/server';
import { testSettings } from '../dev/proxies/dataSources';

/** As Playwright keeps what a browser has been given. */
export interface Session {
  cookies: Array<{
    name: string;
    value: string;
    domain: string;
    path: string;
    expires: number;
    httpOnly: boolean;
    secure: boolean;
    sameSite: 'Lax';
  }>;
  origins: [];
}

/** A Grafana that was there before the tests: who has logged in. */
export interface GivenGrafana {
  url: string;
  version: string;
  sessions: Record<Role, Session>;
}

/** The Grafana of `GRAFANA_URL`, as `GRAFANA_USER` with `GRAFANA_PASSWORD`, who administers its server: admin, admin if absent. */
function givenApi(): GrafanaApi {
  const { GRAFANA_URL = '', GRAFANA_USER = 'admin', GRAFANA_PASSWORD = 'admin' } = process.env;
  return new GrafanaApi(GRAFANA_URL, { user: GRAFANA_USER, password: GRAFANA_PASSWORD });
}

/** What only the stand-in can be: of types that a Grafana does not have by itself, or refused by the type itself. */
const needsStandIn = ({ type, resourcesRefused }: HostDataSource) =>
  resourcesRefused !== undefined || !['prometheus', 'loki', 'alertmanager'].includes(type);

export async function provideGivenGrafana(
  dataSources: readonly HostDataSource[]
): Promise<{ given: GivenGrafana; close(): Promise<void> }> {
  const api = givenApi();
  const usable = dataSources.filter((each) => !needsStandIn(each));
  const { version, logins, close } = await provideGrafana(api, usable, testSettings);
  try {
    const sessions = {} as Record<Role, Session>;
    for (const role of roles) {
      sessions[role] = await openSession(api, logins[role]);
    }
    return { given: { url: api.url, version, sessions }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openSession(api: GrafanaApi, login: Login): Promise<Session> {
  const { hostname, protocol } = new URL(api.url);
  const rest = { domain: hostname, path: '/', expires: -1, httpOnly: true, secure: protocol === 'https:' } as const;
  const cookies = (await api.openSession(login)).map((cookie) => {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(cookie) ?? [];
    return { name, value, ...rest, sameSite: 'Lax' as const };
  });
  return { cookies, origins: [] };
}

/** The same Grafana with more data sources, which are removed once it is closed. */
export async function extendGivenGrafana(dataSources: readonly HostDataSource[]): Promise<RunningHost> {
  const api = givenApi();
  await provideDataSources(api, dataSources);
  return {
    url: api.url,
    close: () =>
      removeDataSources(
        api,
        dataSources.map(({ uid }) => uid)
      ),
  };
}
