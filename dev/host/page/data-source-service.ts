import {
  matchPluginId,
  type DataSourceApi,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  type DataSourceRef,
} from '@grafana/data';
import { DataSourceWithBackend, type DataSourceSrv, type GetDataSourceListFilters } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { instanceSettings } from './data-source-settings';

/** Any data source is its backend here: no query editor, no client-side rewriting. */
class BackendDataSource extends DataSourceWithBackend<DataQuery, DataSourceJsonData> {}

type Reference = DataSourceRef | string | null | undefined;

function matches(settings: DataSourceInstanceSettings, filters: GetDataSourceListFilters): boolean {
  const { meta } = settings;
  const types = filters.type === undefined ? undefined : Array.isArray(filters.type) ? filters.type : [filters.type];
  return (
    (filters.metrics !== true || meta.metrics === true) &&
    (filters.logs !== true || meta.logs === true) &&
    (filters.tracing !== true || meta.tracing === true) &&
    (filters.annotations !== true || meta.annotations === true) &&
    (filters.alerting !== true || meta.alerting === true) &&
    (filters.pluginId === undefined || matchPluginId(filters.pluginId, meta)) &&
    (types === undefined || types.includes(settings.type)) &&
    (filters.filter === undefined || filters.filter(settings))
  );
}

export function createDataSourceService(): DataSourceSrv {
  const all = instanceSettings();
  const instances = new Map<string, DataSourceApi>();
  const defaultSettings = all.find((settings) => settings.isDefault) ?? all[0];

  function getInstanceSettings(reference?: Reference): DataSourceInstanceSettings | undefined {
    const uid = typeof reference === 'string' ? reference : reference?.uid;
    if (uid === undefined || uid === 'default') {
      const type = typeof reference === 'object' ? reference?.type : undefined;
      const ofType = all.filter((settings) => settings.type === type);
      return ofType.find((settings) => settings.isDefault) ?? ofType[0] ?? defaultSettings;
    }
    return all.find((settings) => settings.uid === uid) ?? all.find((settings) => settings.name === uid);
  }

  return {
    getInstanceSettings,
    getList: (filters = {}) =>
      all.filter((settings) => matches(settings, filters)).sort((a, b) => a.name.localeCompare(b.name)),
    get: async (reference) => {
      const settings = getInstanceSettings(reference);
      if (!settings) {
        throw new Error(
          `Datasource ${typeof reference === 'string' ? reference : (reference?.uid ?? '')} was not found`
        );
      }
      const instance = instances.get(settings.uid) ?? new BackendDataSource(settings);
      instances.set(settings.uid, instance);
      return instance;
    },
    reload: async () => undefined,
    registerRuntimeDataSource: () => undefined,
  };
}
