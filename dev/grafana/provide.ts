import { isRecord } from '../../src/json/isRecord';
import type { HostDataSource } from '../host/data-sources';
import { roles, type Role } from '../host/permissions';
import { pluginId } from '../host/plugin-settings';
import { provideAccount, removeAccount } from './accounts';
import { provideDataSources, removeDataSources } from './dataSources';
import type { GrafanaApi, Login } from './grafanaApi';

export interface ProvidedGrafana {
  version: string;
  /** An account for each role. */
  logins: Record<Role, Login>;
  /** Removes what was made and puts the plugin's settings back. */
  close(): Promise<void>;
}

/**
 * Gives a Grafana what the browser tests need: data sources, the plugin enabled with these settings, and an account for each
 * role. What an earlier run has left behind is taken over.
 */
export async function provideGrafana(
  api: GrafanaApi,
  dataSources: readonly HostDataSource[],
  jsonData: Record<string, unknown>
): Promise<ProvidedGrafana> {
  const { version } = await api.send('GET', '/api/health');
  const before = await pluginSettings(api);
  await provideDataSources(api, dataSources);
  await api.send('POST', settingsPath, { enabled: true, pinned: true, jsonData });
  const logins = {} as Record<Role, Login>;
  for (const role of roles) {
    logins[role] = await provideAccount(api, role);
  }
  return {
    version: typeof version === 'string' ? version : '',
    logins,
    close: async () => {
      await api.send('POST', settingsPath, before);
      await removeDataSources(
        api,
        dataSources.map(({ uid }) => uid)
      );
      for (const role of roles) {
        await removeAccount(api, role);
      }
    },
  };
}

const settingsPath = `/api/plugins/${pluginId}/settings`;

async function pluginSettings(api: GrafanaApi) {
  const found = await api.find(settingsPath);
  if (!found) {
    throw new Error(`The Grafana at ${api.url} does not have the plugin ${pluginId}: docs/install/grafana.md`);
  }
  const { enabled = false, pinned = false, jsonData } = found;
  return { enabled, pinned, jsonData: isRecord(jsonData) ? jsonData : {} };
}
