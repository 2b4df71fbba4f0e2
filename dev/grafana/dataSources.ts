import { isRecord } from '../../src/json/isRecord';
import type { HostDataSource } from '../host/data-sources';
import type { GrafanaApi } from './grafanaApi';

/** Tells the data sources of the tests from those that belong to somebody. */
const mark = 'memcgKmemTests';

/** What else a data source of this type is given. */
const jsonDataOf: Partial<Record<HostDataSource['type'], Record<string, unknown>>> = {
  prometheus: { httpMethod: 'POST' },
  alertmanager: { implementation: 'prometheus', handleGrafanaManagedAlerts: false },
};

/**
 * Makes the data sources under their own uids, or points those of an earlier run at these servers. Throws before it has
 * touched anything where one of the uids belongs to somebody.
 */
export async function provideDataSources(api: GrafanaApi, dataSources: readonly HostDataSource[]): Promise<void> {
  const known = new Map<string, boolean>();
  for (const { uid } of dataSources) {
    known.set(uid, await isOurs(api, uid));
  }
  for (const { uid, name, type, url, jsonData } of dataSources) {
    // Which one is the default is the owner's matter: the plugin's settings name the one that it takes.
    const body = { uid, name, type, url, access: 'proxy', isDefault: false };
    const settings = { ...body, jsonData: { ...jsonDataOf[type], ...jsonData, [mark]: true } };
    await (known.get(uid) ? api.send('PUT', addressOf(uid), settings) : api.send('POST', '/api/datasources', settings));
  }
}

export async function removeDataSources(api: GrafanaApi, uids: readonly string[]): Promise<void> {
  for (const uid of uids) {
    if (await isOurs(api, uid)) {
      await api.send('DELETE', addressOf(uid));
    }
  }
}

const addressOf = (uid: string) => `/api/datasources/uid/${encodeURIComponent(uid)}`;

async function isOurs(api: GrafanaApi, uid: string): Promise<boolean> {
  const found = await api.find(addressOf(uid));
  if (found && !(isRecord(found.jsonData) && found.jsonData[mark] === true)) {
    throw new Error(
      `The Grafana at ${api.url} has a data source "${uid}" that is not of these tests: they need one that holds nothing of yours.`
    );
  }
  return found !== undefined;
}
