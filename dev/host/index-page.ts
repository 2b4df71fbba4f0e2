import type { DataSourceListing } from './data-sources';
import type { GrafanaVersion } from './libraries';

/** What the server tells the page before any library is loaded. */
export interface HostConfiguration {
  grafana: GrafanaVersion;
  pluginId: string;
  dataSources: DataSourceListing[];
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
