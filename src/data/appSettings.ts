import { type AppPluginMeta } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { firstValueFrom } from 'rxjs';
import { parseSettings, type ParsedSettings } from '../signals/settings/settings';

export function parseAppSettings(meta: Pick<AppPluginMeta, 'jsonData'>): ParsedSettings {
  const stored: unknown = meta.jsonData;
  return parseSettings(stored);
}

/** Grafana takes the whole record: without `enabled` and `pinned` the app would be switched off and unpinned. */
export async function saveAppSettings(
  meta: Pick<AppPluginMeta, 'id' | 'enabled' | 'pinned'>,
  jsonData: Readonly<Record<string, unknown>>
): Promise<void> {
  await firstValueFrom(
    getBackendSrv().fetch({
      url: `/api/plugins/${meta.id}/settings`,
      method: 'POST',
      data: { enabled: meta.enabled, pinned: meta.pinned, jsonData },
      showErrorAlert: false,
    })
  );
}
