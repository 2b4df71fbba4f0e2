import path from 'node:path';
import { parseArgs } from 'node:util';
import { grafanaVersions, isGrafanaVersion } from './libraries';
import { type HostDataSource } from './data-sources';
import { startHost } from './server';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      grafana: { type: 'string', default: grafanaVersions[0] },
      port: { type: 'string', default: '3100' },
      dist: { type: 'string', default: 'dist' },
      prometheus: { type: 'string' },
      loki: { type: 'string' },
      // Then whoever comes must log in, and nothing is set up that was not named.
      user: { type: 'string' },
      password: { type: 'string' },
    },
  });
  if (!isGrafanaVersion(values.grafana)) {
    throw new Error(`--grafana takes one of ${grafanaVersions.join(', ')}`);
  }
  const { user, password } = values;
  const admin = user !== undefined && password !== undefined ? { user, password } : undefined;
  const prometheus = values.prometheus ?? (admin ? undefined : 'http://127.0.0.1:9090');
  const source = (type: 'prometheus' | 'loki', name: string, url: string | undefined): HostDataSource[] =>
    url === undefined ? [] : [{ uid: type, name, type, url, isDefault: type === 'prometheus' }];
  const host = await startHost({
    grafana: values.grafana,
    port: Number(values.port),
    distDir: path.resolve(values.dist),
    dataSources: [...source('prometheus', 'Prometheus', prometheus), ...source('loki', 'Loki', values.loki)],
    admin,
  });
  process.stdout.write(`Stand-in Grafana ${values.grafana}: ${host.url}\n`);
  const stop = (): void => {
    void host.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
