import path from 'node:path';
import { parseArgs } from 'node:util';
import { grafanaVersions, isGrafanaVersion } from './libraries';
import { startHost } from './server';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      grafana: { type: 'string', default: grafanaVersions[0] },
      port: { type: 'string', default: '3100' },
      dist: { type: 'string', default: 'dist' },
      prometheus: { type: 'string', default: 'http://127.0.0.1:9090' },
      loki: { type: 'string' },
    },
  });
  if (!isGrafanaVersion(values.grafana)) {
    throw new Error(`--grafana takes one of ${grafanaVersions.join(', ')}`);
  }
  const host = await startHost({
    grafana: values.grafana,
    port: Number(values.port),
    distDir: path.resolve(values.dist),
    dataSources: [
      { uid: 'prometheus', name: 'Prometheus', type: 'prometheus', url: values.prometheus, isDefault: true },
      ...(values.loki === undefined ? [] : [{ uid: 'loki', name: 'Loki', type: 'loki' as const, url: values.loki }]),
    ],
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
