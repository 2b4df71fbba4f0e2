export type DataSourceType =
  'prometheus' | 'grafana-amazonprometheus-datasource' | 'victoriametrics-metrics-datasource' | 'loki' | 'alertmanager';

export interface HostDataSource {
  uid: string;
  name: string;
  type: DataSourceType;
  /** Base address of the real server behind it. */
  url: string;
  isDefault?: boolean;
  /** The status with which its plugin refuses to pass questions on as they are. */
  resourcesRefused?: 403 | 404 | 405;
  jsonData?: Record<string, unknown>;
}

/** The part of a data source that Grafana hands to the browser; the rest stays on the server. */
export interface DataSourceListing {
  id: number;
  uid: string;
  name: string;
  type: DataSourceType;
  isDefault: boolean;
  jsonData: Record<string, unknown>;
}

export function listDataSources(dataSources: readonly HostDataSource[]): DataSourceListing[] {
  return dataSources.map((dataSource, index) => ({
    id: index + 1,
    uid: dataSource.uid,
    name: dataSource.name,
    type: dataSource.type,
    isDefault: dataSource.isDefault ?? false,
    jsonData: dataSource.jsonData ?? {},
  }));
}
