const dataSourceTypes = [
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'victoriametrics-metrics-datasource',
  'loki',
  'alertmanager',
] as const;
export type DataSourceType = (typeof dataSourceTypes)[number];

export function isDataSourceType(value: unknown): value is DataSourceType {
  return dataSourceTypes.some((type) => type === value);
}

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
