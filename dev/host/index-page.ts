import type { StoredDataSource } from './data-source-store';
import type { DataSourceListing } from './data-sources';
import type { GrafanaVersion } from './libraries';
import type { Role } from './permissions';

/** What the server tells the page before any library is loaded. */
export interface HostConfiguration {
  grafana: GrafanaVersion;
  pluginId: string;
  dataSources: DataSourceListing[];
  /** Of whoever has logged in; absent: the page says it. */
  role?: Role;
}

export function listForPage(stored: readonly StoredDataSource[]): DataSourceListing[] {
  return stored.map(({ id, uid, name, type, isDefault = false, jsonData = {} }) => ({
    id,
    uid,
    name,
    type,
    isDefault,
    jsonData,
  }));
}

export function renderIndexPage(configuration: HostConfiguration, buildStamp: string): string {
  const json = JSON.stringify(configuration).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en-US">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Grafana</title>
    <base href="/" />
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/public/build/host.css?v=${buildStamp}" />
    <style>
      body {
        margin: 0;
      }
    </style>
  </head>
  <body>
    <div id="reactRoot"></div>
    <script>
      window.memcgHostConfiguration = ${json};
      window.__grafana_public_path__ = '/public/';
    </script>
    <script src="/public/build/host.js?v=${buildStamp}"></script>
  </body>
</html>
`;
}
