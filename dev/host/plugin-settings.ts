import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const pluginId = 'memcg-kmemleak-app';

export interface PluginInclude {
  type: string;
  name: string;
  path?: string;
  role?: string;
  addToNav?: boolean;
  defaultNav?: boolean;
}

interface PluginDescription {
  name?: string;
  type?: string;
  info?: Record<string, unknown>;
  includes?: PluginInclude[];
  dependencies?: Record<string, unknown>;
  extensions?: Record<string, unknown>;
}

interface StoredSettings {
  enabled: boolean;
  pinned: boolean;
  jsonData: Record<string, unknown>;
  secureJsonFields: Record<string, boolean>;
}

export interface SettingsUpdate {
  enabled?: boolean;
  pinned?: boolean;
  jsonData?: Record<string, unknown>;
  secureJsonData?: Record<string, string>;
}

export interface SettingsStore {
  update(change: SettingsUpdate): void;
  /** Undefined where the plugin has not been built: then it is not installed. */
  describe(): Record<string, unknown> | undefined;
}

function descriptionIn(distDir: string): PluginDescription | undefined {
  const file = path.join(distDir, 'plugin.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PluginDescription) : undefined;
}

export function createSettingsStore(distDir: string, jsonData: Record<string, unknown>): SettingsStore {
  let stored: StoredSettings = { enabled: true, pinned: true, jsonData, secureJsonFields: {} };
  return {
    // An update that leaves out enabled or pinned switches them off, as Grafana's own endpoint does.
    update: (change) => {
      const written = Object.keys(change.secureJsonData ?? {}).map((key) => [key, true] as const);
      stored = {
        enabled: change.enabled ?? false,
        pinned: change.pinned ?? false,
        jsonData: change.jsonData ?? {},
        secureJsonFields: { ...stored.secureJsonFields, ...Object.fromEntries(written) },
      };
    },
    describe: () => {
      const description = descriptionIn(distDir);
      if (!description) {
        return undefined;
      }
      const base = `public/plugins/${pluginId}`;
      const info = description.info ?? {};
      return {
        id: pluginId,
        type: description.type ?? 'app',
        name: description.name ?? pluginId,
        ...stored,
        info: {
          author: { name: '' },
          description: '',
          links: [],
          screenshots: [],
          updated: '',
          version: '',
          ...info,
          logos: absoluteLogos(info.logos, base),
        },
        dependencies: description.dependencies ?? {},
        extensions: description.extensions ?? {},
        includes: description.includes ?? [],
        module: `${base}/module.js`,
        baseUrl: base,
        signature: 'unsigned',
        state: '',
        latestVersion: '',
        hasUpdate: false,
        loadingStrategy: 'fetch',
      };
    },
  };
}

function absoluteLogos(logos: unknown, base: string): Record<string, string> {
  const entries = typeof logos === 'object' && logos !== null ? Object.entries(logos) : [];
  return Object.fromEntries(entries.map(([size, file]) => [size, `${base}/${String(file)}`]));
}
