// npm run stack: servers, fleet and failing proxies of the browser tests alone, for a Grafana that is there already.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { testDataSources, testSettings } from '../proxies/dataSources';
import { startBackends } from './backends';
import { ensurePackages } from './debian';

const workDir = path.resolve(__dirname, '../../.demo/stack');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '9190' },
      host: { type: 'string', default: '127.0.0.1' },
      as: { type: 'string', default: '127.0.0.1' },
    },
  });
  ensurePackages(['prometheus', 'prometheus-node-exporter'], console.log);
  const options = { port: Number(values.port), host: values.host, reachedAs: values.as };
  const { backend, proxies, close } = await startBackends(workDir, console.log, options);
  console.log(`
Data sources for a Grafana that reaches this machine as ${values.as}; "GRAFANA_URL=… STACK_URL=${proxies.url} npm run e2e" makes them itself:
${testDataSources(proxies)
  .filter(({ resourcesRefused }) => resourcesRefused === undefined)
  .map(({ uid, type, url }) => `  ${uid.padEnd(16)}${type.padEnd(38)}${url}`)
  .join('\n')}

Settings of the plugin: ${JSON.stringify(testSettings)}
Simulated fleet, with buttons, from this machine alone: ${backend.fleetUrl}/

Ctrl-C stops everything.`);
  let isStopping = false;
  const stop = () => {
    if (!isStopping) {
      isStopping = true;
      void close().then(() => process.exit(0));
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
