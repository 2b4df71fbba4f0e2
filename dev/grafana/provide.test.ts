import path from 'node:path';
import { roles } from '../host/permissions';
import { type RunningHost, startHost } from '../host/server';
import { GrafanaApi } from './grafanaApi';
import { provideGrafana } from './provide';

// plugin.json is all that the stand-in's API needs of the plugin.
const distDir = path.resolve(__dirname, '../../src');
const admin = { user: 'admin', password: 'an "odd" pässword:1' };
const settings = { version: 2, metricsDataSourceUid: 'prometheus' };
const settingsPath = '/api/plugins/memcg-kmemleak-app/settings';

let host: RunningHost;
let api: GrafanaApi;

async function start(options: Partial<Parameters<typeof startHost>[0]> = {}): Promise<void> {
  const dataSources = [
    { uid: 'theirs', name: 'Theirs', type: 'prometheus' as const, url: 'http://a', isDefault: true },
  ];
  const jsonData = { version: 2, clusterLabel: 'theirs' };
  host = await startHost({
    grafana: '13.2.2',
    port: 0,
    distDir,
    dataSources,
    jsonData,
    admin,
    isWithoutPages: true,
    ...options,
  });
  api = new GrafanaApi(`${host.url}/`, admin);
}

beforeEach(() => start());
afterEach(() => host.close());

const wanted = (url: string) => [
  { uid: 'prometheus', name: 'prometheus', type: 'prometheus' as const, url, isDefault: true },
  { uid: 'am', name: 'Main Alertmanager', type: 'alertmanager' as const, url },
];

async function dataSources(): Promise<Array<Record<string, unknown>>> {
  const response = await fetch(`${host.url}/api/datasources`, {
    headers: { authorization: `Basic ${Buffer.from(`${admin.user}:${admin.password}`).toString('base64')}` },
  });
  return (await response.json()) as Array<Record<string, unknown>>;
}

describe('a Grafana that nobody has prepared', () => {
  it('is given data sources under their uids, and the plugin with its settings', async () => {
    const { version } = await provideGrafana(api, wanted('http://127.0.0.1:1/none'), settings);
    expect(version).toBe('13.2.2');
    expect(await dataSources()).toMatchObject([
      { uid: 'theirs', isDefault: true },
      {
        uid: 'prometheus',
        type: 'prometheus',
        access: 'proxy',
        url: 'http://127.0.0.1:1/none',
        jsonData: { httpMethod: 'POST' },
        isDefault: false,
        readOnly: false,
      },
      { uid: 'am', name: 'Main Alertmanager', jsonData: { implementation: 'prometheus' } },
    ]);
    expect(await api.send('GET', settingsPath)).toMatchObject({ enabled: true, pinned: true, jsonData: settings });
  });

  it('knows an account for each role, whose sessions may what the role may', async () => {
    const { logins } = await provideGrafana(api, [], settings);
    const may = async (role: (typeof roles)[number], path: string, method: string) => {
      const cookie = (await api.openSession(logins[role])).join('; ');
      const headers = { cookie, 'content-type': 'application/json' };
      return (await fetch(host.url + path, { method, headers, ...(method === 'GET' ? {} : { body: '{}' }) })).status;
    };
    for (const role of roles) {
      expect(await may(role, settingsPath, 'GET')).toBe(200);
      expect(await may(role, settingsPath, 'POST')).toBe(role === 'Admin' ? 200 : 403);
      // Accounts are made by the administrator of the server alone.
      expect(await may(role, '/api/admin/users', 'POST')).toBe(403);
    }
  });

  it('is given it once more after a run that was cut short', async () => {
    const { logins } = await provideGrafana(api, wanted('http://127.0.0.1:1/before'), settings);
    const again = await provideGrafana(api, wanted('http://127.0.0.1:1/after'), settings);
    expect((await dataSources()).slice(1).map(({ url }) => url)).toEqual(Array(2).fill('http://127.0.0.1:1/after'));
    await expect(api.openSession(logins.Viewer)).rejects.toThrow('HTTP 401');
    await expect(api.openSession(again.logins.Viewer)).resolves.toEqual([expect.stringMatching(/^grafana_session=/)]);
  });

  it('is left as it was', async () => {
    const before = await dataSources();
    const provided = await provideGrafana(api, wanted('http://127.0.0.1:1'), settings);
    await provided.close();
    expect(await dataSources()).toEqual(before);
    expect(await api.send('GET', settingsPath)).toMatchObject({ jsonData: { version: 2, clusterLabel: 'theirs' } });
    await expect(api.openSession(provided.logins.Admin)).rejects.toThrow('HTTP 401');
  });
});

describe('nothing is touched', () => {
  it.each([
    ['set up with it', [{ uid: 'am', name: 'x', type: 'loki' as const, url: 'http://a' }], undefined],
    ['made by somebody', [], { uid: 'am', name: 'x', type: 'loki', access: 'proxy', url: 'http://a' }],
  ])('where one of the data sources is %s', async (_, provisioned, made) => {
    await host.close();
    await start({ dataSources: provisioned });
    if (made) {
      await api.send('POST', '/api/datasources', made);
    }
    await expect(provideGrafana(api, wanted('http://127.0.0.1:1'), settings)).rejects.toThrow(
      '"am" that is not of these'
    );
    expect((await dataSources()).map(({ uid }) => uid)).toEqual(['am']);
    expect(await api.send('GET', settingsPath)).toMatchObject({ jsonData: { clusterLabel: 'theirs' } });
  });

  it('where the plugin is not installed', async () => {
    await host.close();
    await start({ distDir: __dirname });
    await expect(provideGrafana(api, wanted('http://127.0.0.1:1'), settings)).rejects.toThrow(
      'does not have the plugin memcg-kmemleak-app'
    );
    expect(await dataSources()).toHaveLength(1);
  });

  it('with a wrong password, which is said', async () => {
    const stranger = new GrafanaApi(host.url, { ...admin, password: 'admin' });
    await expect(provideGrafana(stranger, [], settings)).rejects.toThrow('HTTP 401, Invalid username or password');
  });

  it('where no Grafana answers, which is said', async () => {
    const nowhere = new GrafanaApi('http://127.0.0.1:1', admin);
    await expect(provideGrafana(nowhere, [], settings)).rejects.toThrow('No Grafana answers at http://127.0.0.1:1');
  });
});
