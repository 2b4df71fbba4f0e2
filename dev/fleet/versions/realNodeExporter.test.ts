import { startNodeExporter } from '../../launcher/nodeExporter';
import { freePort, type Service } from '../../launcher/service';
import { exporterTables, labelsAsExported } from './exporters';

// Debian's node_exporter as it runs here. kube-state-metrics and the kubelet need a cluster: their sources were read by hand.
// Whether they are there is for the machine and its switches to say.
const byMachine = /Percpu|MemAvailable|slabinfo|cgroups|systemd/;

let service: Service;
let text: string;
beforeAll(async () => {
  service = await startNodeExporter(await freePort());
  text = await (await fetch(`${service.url}/metrics`)).text();
});
afterAll(() => service.close());

function labelsOf(metric: string): string[] | undefined {
  const line = text.split('\n').find((each) => each.startsWith(`${metric}{`) || each.startsWith(`${metric} `));
  return line === undefined ? undefined : [...line.matchAll(/([a-z_]+)="/g)].map(([, name]) => name ?? '').sort();
}

test('the table says of its version what the real one exports', () => {
  const version = /node_exporter_build_info\{[^}]*version="([^"]+)"\}/.exec(text)?.[1] ?? '';
  const rows = exporterTables.nodeExporter.metrics.map(({ metric, labels }) => {
    const expected = labelsAsExported({ name: 'nodeExporter', version }, metric, labels);
    return { metric, expected: expected && Object.keys(expected).sort(), real: labelsOf(metric) };
  });
  const there = rows.filter(({ metric, real }) => real !== undefined || !byMachine.test(metric));
  expect(there.length).toBeGreaterThan(8);
  expect(there.map(({ metric, real }) => [metric, real])).toEqual(
    there.map(({ metric, expected }) => [metric, expected])
  );
});
