// npm run demo: the "Memcg kmem leak" page over a real Prometheus that holds the incident this plugin exists for.
import path from 'node:path';
import { build } from '../../.config/webpack/build';
import { ensurePackages } from './debian';
import { startBackend, startGrafana } from './stack';

const root = path.resolve(__dirname, '../..');
const workDir = path.join(root, '.demo');
const startedAt = Date.now();

function say(text: string): void {
  console.log(`${((Date.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${text}`);
}

async function main(): Promise<void> {
  const closers: Array<() => Promise<void>> = [];
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) {
      return;
    }
    stopping = true;
    say('Stopping');
    for (const close of closers.reverse()) {
      await close();
    }
    process.exit(code);
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));

  try {
    ensurePackages(['prometheus', 'prometheus-node-exporter'], say);
    say('Building the plugin');
    await build('production');
    const backend = await startBackend(workDir, say);
    closers.push(backend.close);
    say('Building the stand-in Grafana from its libraries');
    const dataSources = [
      {
        uid: 'prometheus',
        name: 'Prometheus',
        type: 'prometheus' as const,
        url: backend.prometheusUrl,
        isDefault: true,
      },
      { uid: 'loki', name: 'Loki', type: 'loki' as const, url: backend.liveLokiUrl },
    ];
    const host = await startGrafana('13.2.2', dataSources, { wantedPort: 3000 });
    closers.push(host.close);
    say('Ready');
    const app = `${host.url}/a/memcg-kmemleak-app`;
    console.log(`
  Nodes             ${app}/nodes
  Alerts            ${app}/alerts          the first fires within three minutes
  Simulated fleet   ${backend.fleetUrl}/          buttons: fail, leak, reboot, configure, fix
  Prometheus        ${backend.prometheusUrl}/

  Ctrl-C stops everything.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    await stop(1);
  }
}

void main();
