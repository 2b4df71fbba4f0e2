export type DataSourceType =
  'prometheus' | 'grafana-amazonprometheus-datasource' | 'victoriametrics-metrics-datasource' | 'loki' | 'alertmanager';

/** What goes wrong with a data source, as data, so that a test can name it. */
export type Fault =
  | { kind: 'unreachable' }
  | { kind: 'slow'; delayMs: number }
  | { kind: 'errorFor'; exprContains: string; message: string; status?: number }
  /** The server behind the data source, or what stands before it, refuses every question with this status and body. */
  | { kind: 'upstream'; status: number; body: string }
  | { kind: 'duplicate' }
  | { kind: 'hostile' }
  | { kind: 'empty' }
  | { kind: 'malformed' }
  | { kind: 'rulesRefused'; status: 403 | 404 }
  /** The plugin passes no questions on as they are. */
  | { kind: 'resourcesRefused'; status: 403 | 404 | 405 }
  | { kind: 'warning'; message: string };

export interface HostDataSource {
  uid: string;
  name: string;
  type: DataSourceType;
  /** Base address of the real server behind it. */
  url: string;
  isDefault?: boolean;
  fault?: Fault;
  jsonData?: Record<string, unknown>;
}

/** The part of a data source that Grafana hands to the browser; the address and the fault stay on the server. */
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
