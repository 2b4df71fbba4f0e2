import { type DataSourceInstanceSettings, store } from '@grafana/data';
import { config, getDataSourceSrv } from '@grafana/runtime';

export interface DataSource {
  uid: string;
  type: string;
  name: string;
  isDefault: boolean;
}

/** One that answers PromQL. */
export type PrometheusSource = DataSource;

export interface SourceWishes {
  fromUrl?: string;
  fromSettings?: string;
}

/** `gone`: a data source was asked for by uid and is not there; another one in silence would answer for the wrong fleet. */
export type SourceChoice =
  | { kind: 'chosen'; source: PrometheusSource }
  | { kind: 'gone'; uid: string; wantedBy: 'url' | 'settings' }
  | { kind: 'none' };

const amazonAndAzure = /^grafana-[0-9a-z]+prometheus-datasource$/;

export function speaksPromQL({ type }: { type: string }): boolean {
  return type === 'prometheus' || type === 'victoriametrics-metrics-datasource' || amazonAndAzure.test(type);
}

export function listPrometheusSources(): PrometheusSource[] {
  return getDataSourceSrv()
    .getList({ filter: speaksPromQL })
    .filter((settings) => speaksPromQL(settings) && !settings.meta?.mixed)
    .map(toDataSource);
}

/** URL, then setting, then last used, then the organisation's default if compatible, then the first. */
export function chooseSource(
  sources: readonly PrometheusSource[],
  { fromUrl, fromSettings }: SourceWishes
): SourceChoice {
  if (fromUrl) {
    return wanted(sources, fromUrl, 'url');
  }
  if (fromSettings) {
    return wanted(sources, fromSettings, 'settings');
  }
  const lastUsed = lastUsedUid();
  const source =
    sources.find(({ uid }) => uid === lastUsed) ?? sources.find(({ isDefault }) => isDefault) ?? sources[0];
  return source ? { kind: 'chosen', source } : { kind: 'none' };
}

function wanted(sources: readonly PrometheusSource[], uid: string, wantedBy: 'url' | 'settings'): SourceChoice {
  const listed = sources.find((source) => source.uid === uid);
  if (listed) {
    return { kind: 'chosen', source: listed };
  }
  // A plugin that speaks PromQL under a type not known here may be asked for by uid.
  const settings = getDataSourceSrv().getInstanceSettings(uid);
  // Grafana also answers to words such as `default`, which may be any data source.
  return settings && (settings.uid === uid || settings.name === uid)
    ? { kind: 'chosen', source: toDataSource(settings) }
    : { kind: 'gone', uid, wantedBy };
}

export function toDataSource({ uid, type, name, isDefault }: DataSourceInstanceSettings): DataSource {
  return { uid, type, name, isDefault: isDefault ?? false };
}

export function rememberSource(uid: string): void {
  try {
    store.set(lastUsedKey(), uid);
  } catch {
    // Storage may be full or forbidden; then nothing is remembered.
  }
}

function lastUsedUid(): string | undefined {
  const uid: unknown = store.get(lastUsedKey());
  return typeof uid === 'string' ? uid : undefined;
}

// Each organisation has its own data sources.
function lastUsedKey(): string {
  return `memcg-kmemleak-app.org-${config.bootData?.user?.orgId ?? 0}.data-source`;
}
