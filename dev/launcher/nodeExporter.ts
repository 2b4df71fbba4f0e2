import { type Service, startService } from './service';

/** Debian's node_exporter on this machine, with the two collectors this plugin profits from. */
export function startNodeExporter(port: number): Promise<Service> {
  return startService({
    name: 'node_exporter',
    command: 'prometheus-node-exporter',
    args: [
      '--collector.cgroups',
      '--collector.slabinfo',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    url: `http://127.0.0.1:${port}`,
    readyPath: '/metrics',
  });
}
