import { AppPlugin, type AppPluginMeta } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';

interface PluginModule {
  plugin?: unknown;
  default?: { plugin?: unknown } | Promise<{ plugin?: unknown }>;
}

export interface LoadedPlugin {
  plugin: AppPlugin;
  meta: AppPluginMeta;
}

export async function loadPlugin(pluginId: string): Promise<LoadedPlugin> {
  const meta = await getBackendSrv().get<AppPluginMeta>(`/api/plugins/${pluginId}/settings`);
  const module = (await System.import(`/${meta.module}`)) as PluginModule;
  // A bundle with top-level await arrives as a promise.
  const plugin = module.plugin ?? (await module.default)?.plugin;
  if (!(plugin instanceof AppPlugin)) {
    throw new Error(`${meta.module} does not export an AppPlugin named "plugin"`);
  }
  plugin.meta = meta;
  plugin.init(meta);
  return { plugin, meta };
}
