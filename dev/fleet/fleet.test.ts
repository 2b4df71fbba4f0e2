import { seriesName } from './exposition';
import { fleet, incidentNodeName } from './fleet';
import { fleetSeries } from './fleetSeries';
import { exporterPodName } from './nodeExporter';
import { isControlPlane, zoneOf } from './places';
import { compareVersions } from './versions/version';

const startSeconds = 1_700_000_000;

function repeated(texts: string[]): string[] {
  return texts.filter((text, i) => texts.indexOf(text) !== i);
}

test.each([
  ['name', ({ cluster, name }: (typeof fleet)[number]) => `${cluster}/${name}`],
  ['internal IP', ({ cluster, internalIp }: (typeof fleet)[number]) => `${cluster}/${internalIp}`],
  ['exporter pod', (node: (typeof fleet)[number]) => `${node.cluster}/${exporterPodName(node)}`],
])('no two nodes of a cluster share a %s', (_, identity) => {
  expect(repeated(fleet.map(identity))).toEqual([]);
});

test('some instances occur in both clusters, so that queries must keep clusters apart', () => {
  expect(repeated(fleet.map(({ internalIp }) => internalIp)).length).toBeGreaterThan(5);
});

test('no two series have the same labels', () => {
  const names = fleetSeries(startSeconds).map(({ metric, labels }) => seriesName(metric, labels));
  expect(new Set(names).size).toBe(names.length);
});

test('every state is expected somewhere, and every cause that this fleet can show', () => {
  const states = new Set(fleet.map(({ expected }) => expected.state));
  expect([...states].sort()).toEqual(['clear', 'exposed', 'failing', 'leaking', 'protected', 'unknown']);
  const causes = new Set(fleet.map(({ expected }) => expected.cause));
  expect([...causes].sort()).toEqual([
    'dying-memcgs',
    'live-cgroup-leak',
    'memcg-kmem-leak',
    'memory-shortage',
    'none',
    'other',
    'undetermined',
  ]);
});

test('node_exporter and the node probe carry no node label; the kubelet does', () => {
  for (const { labels } of fleetSeries(startSeconds)) {
    expect(['node-exporter', 'kube-state-metrics', 'kubelet', 'events-exporter']).toContain(labels.job);
    if (labels.job === 'node-exporter') {
      expect(labels).not.toHaveProperty('node');
    }
    if (labels.job === 'kubelet') {
      expect(labels.node).toBeTruthy();
    }
  }
});

test('the incident is among them', () => {
  const node = fleet.find(({ name }) => name === incidentNodeName);
  expect(node).toMatchObject({
    cluster: 'prod-a',
    kernelVersion: '3.10.0-1160.83.1.el7.x86_64',
    memoryKiB: 259_825_690,
  });
});

test('each cluster has three control-plane nodes; only one tells its zones', () => {
  const names = (cluster: string) => fleet.filter((node) => node.cluster === cluster && isControlPlane(node));
  expect([names('prod-a').length, names('prod-b').length]).toEqual([3, 3]);
  const zones = (cluster: string) => new Set(fleet.filter((node) => node.cluster === cluster).map(zoneOf));
  expect(zones('prod-a').size).toBe(3);
  expect([...zones('prod-b')]).toEqual([undefined]);
});

describe.each(['prod-a', 'prod-b'])('the software of %s can be met with', (cluster) => {
  const nodes = fleet.filter((node) => node.cluster === cluster);
  const minors = nodes.map(({ kubeletVersion }) => Number(/^v1\.(\d+)\./.exec(kubeletVersion)?.[1]));

  // https://kubernetes.io/releases/version-skew-policy/
  it('has kubelets that one API server serves', () => {
    expect(Math.max(...minors) - Math.min(...minors)).toBeLessThanOrEqual(2);
  });

  it('has Docker only below kubelets that have lost it', () => {
    const beyond = nodes.filter(
      ({ kubeletVersion, containerRuntimeVersion }) =>
        containerRuntimeVersion.startsWith('docker') && compareVersions(kubeletVersion, '1.24.0') >= 0
    );
    expect(beyond).toEqual([]);
  });

  it('has one kube-state-metrics and one node_exporter', () => {
    expect(new Set(nodes.map(({ monitoring }) => JSON.stringify(monitoring))).size).toBe(1);
  });
});
