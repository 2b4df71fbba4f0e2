import path from 'node:path';
import { servePrometheus } from '../launcher/servePrometheus';
import { freePort, openServices, type Service, startService } from '../launcher/service';
import { engineCommand } from './engines';

const replicaLabel = 'replica';

/**
 * A Prometheus of today on the folder `data` of the work folder, one of a pair.
 * @param rulesFile the same path for both, as in a pair that was set up alike: Thanos tells rule groups apart by it
 */
export function startReplica(workDir: string, lookback: string, replica: string, rulesFile: string): Promise<Service> {
  return servePrometheus({
    command: engineCommand('prometheus', 'prometheus'),
    workDir,
    config: {
      global: { external_labels: { [replicaLabel]: replica } },
      rule_files: [rulesFile],
    },
    flags: [`--query.lookback-delta=${lookback}`],
  });
}

export interface ReplicaFolder {
  workDir: string;
  service: Service;
}

export interface ThanosStack extends Service {
  /** Takes the last replica away, as a node that fails does. */
  loseReplica(): Promise<void>;
}

/** Thanos over replicas of one Prometheus, each behind its sidecar: one answer of all of them. */
export async function startThanos(replicas: readonly ReplicaFolder[], lookback: string): Promise<ThanosStack> {
  const { keep, close } = openServices();
  try {
    const sidecars = [];
    for (const replica of replicas) {
      sidecars.push(await keep(startSidecar(replica)));
    }
    const [port, grpcPort] = [await freePort(), await freePort()];
    const { url } = await keep(
      startService({
        name: 'thanos query',
        command: engineCommand('thanos', 'thanos'),
        args: [
          'query',
          `--http-address=127.0.0.1:${port}`,
          `--grpc-address=127.0.0.1:${grpcPort}`,
          // A replica that is gone is missed, not forgotten.
          ...sidecars.map(({ grpcAddress }) => `--endpoint-strict=${grpcAddress}`),
          `--query.replica-label=${replicaLabel}`,
          `--query.lookback-delta=${lookback}`,
          '--log.level=error',
        ],
        url: `http://127.0.0.1:${port}`,
        readyPath: '/-/ready',
      })
    );
    const lost = sidecars.at(-1);
    return { url, close, loseReplica: async () => lost?.close() };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startSidecar({ workDir, service }: ReplicaFolder): Promise<Service & { grpcAddress: string }> {
  const [port, grpcPort] = [await freePort(), await freePort()];
  const grpcAddress = `127.0.0.1:${grpcPort}`;
  const started = await startService({
    name: 'thanos sidecar',
    command: engineCommand('thanos', 'thanos'),
    args: [
      'sidecar',
      `--prometheus.url=${service.url}`,
      `--tsdb.path=${path.join(workDir, 'data')}`,
      `--http-address=127.0.0.1:${port}`,
      `--grpc-address=${grpcAddress}`,
      '--log.level=error',
    ],
    url: `http://127.0.0.1:${port}`,
    readyPath: '/-/ready',
  });
  return { ...started, grpcAddress };
}
