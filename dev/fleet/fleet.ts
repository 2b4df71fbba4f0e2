import { archetypes } from './archetypes';
import { type ArchetypeId, type FleetNode, type Monitoring } from './fleetNode';
import {
  alibaba2,
  amazon2023,
  centos7,
  debian12,
  el8,
  el9,
  type Platform,
  ubuntu1804,
  ubuntu2004,
  ubuntu2204,
  ubuntu2404,
} from './platforms';

type Details = Partial<
  Pick<FleetNode, 'memoryKiB' | 'hasProbe' | 'hasCgroupsCollector' | 'cordoned' | 'bootedDaysAgo' | 'leakMiBPerDay'>
>;

const memory64 = 65_806_248;
const memory128 = 131_748_960;
const probe: Details = { hasProbe: true };
const cgroups: Details = { hasCgroupsCollector: true };

/** prod-a runs the kube-prometheus-stack of early 2023; prod-b the kube-state-metrics of 2020 still, beside a newer node_exporter. */
export const monitoringOf: Readonly<Record<FleetNode['cluster'], Monitoring>> = {
  'prod-a': { kubeStateMetrics: '2.8.2', nodeExporter: '1.5.0' },
  'prod-b': { kubeStateMetrics: '1.9.8', nodeExporter: '1.4.0' },
};

function inCluster(cluster: FleetNode['cluster']) {
  return (
    name: string,
    internalIp: string,
    archetype: ArchetypeId,
    software: Platform,
    details: Details = {}
  ): FleetNode => ({
    ...software,
    cluster,
    monitoring: monitoringOf[cluster],
    name,
    internalIp,
    archetype,
    memoryKiB: memory64,
    hasProbe: false,
    hasCgroupsCollector: false,
    hasNodeExporter: archetype !== 'no-node-exporter' && archetype !== 'no-node-exporter-fixed',
    cordoned: false,
    bootedDaysAgo: [41.3],
    leakMiBPerDay: 0,
    ...details,
    expected: archetypes[archetype].expected,
  });
}

const a = inCluster('prod-a');
const b = inCluster('prod-b');

/** The node of the incident that started this project. */
export const incidentNodeName = 'i-2zeav45krsh6sr8t9r4q';

// Both clusters use the same private address range: only the cluster label tells their instances apart.
// prettier-ignore
export const fleet: readonly FleetNode[] = [
  a(incidentNodeName, '10.20.1.11', 'seed-incident', centos7('1160.83.1'), { ...probe, memoryKiB: 259_825_690, bootedDaysAgo: [31], leakMiBPerDay: 96 }),
  b('bj-k8s-node-007', '10.20.1.17', 'failing-without-events', centos7('1127.19.1'), { memoryKiB: memory128, bootedDaysAgo: [63.4], leakMiBPerDay: 84 }),

  a('i-2ze1k7m3x0q9d5v8w2hn', '10.20.1.12', 'leaking-for-days', centos7('957.21.3'), { ...probe, memoryKiB: memory128, bootedDaysAgo: [13.2], leakMiBPerDay: 430 }),
  a('i-2ze8c4t6y2r1n7b5j9gk', '10.20.1.13', 'leaking-for-days', centos7('1062'), { ...cgroups, bootedDaysAgo: [19.6], leakMiBPerDay: 260 }),
  b('bj-k8s-node-003', '10.20.1.13', 'leaking-for-days', centos7('1127.8.2'), { bootedDaysAgo: [11.1], leakMiBPerDay: 150 }),
  b('bj-k8s-node-004', '10.20.1.14', 'leaking-for-days', centos7('1160.45.1'), { memoryKiB: memory128, bootedDaysAgo: [24.7], leakMiBPerDay: 320 }),
  a('i-2zegq5w9z3f7p1s6u4cx', '10.20.1.14', 'rebooted-and-leaking', centos7('1160.36.2'), { bootedDaysAgo: [0.83, 2.7, 5.1, 9.4], leakMiBPerDay: 720, cordoned: true }),
  b('bj-k8s-node-005', '10.20.1.15', 'rebooted-and-leaking', centos7('1062.18.1'), { memoryKiB: memory128, bootedDaysAgo: [0.85, 3.9, 12.2], leakMiBPerDay: 640 }),

  a('i-2zey3t6w8q1e4r7u0iop', '10.20.1.21', 'configured-not-running', centos7('1160.59.1'), { ...probe, memoryKiB: memory128, bootedDaysAgo: [16.4], leakMiBPerDay: 180 }),
  a('i-2zej5k8l1z4x7c0v3bnm', '10.20.1.22', 'regressed', centos7('1160.95.1'), { ...probe, bootedDaysAgo: [1.6, 30.2], leakMiBPerDay: 540 }),

  a('i-2zed0h8n4l2b6y7t3rma', '10.20.1.31', 'dying-memcgs', ubuntu1804, { ...probe, ...cgroups, bootedDaysAgo: [17], leakMiBPerDay: 88 }),
  b('bj-k8s-batch-001', '10.20.1.32', 'live-directory-leak', ubuntu2004, { ...probe, ...cgroups, memoryKiB: memory128, bootedDaysAgo: [15.2], leakMiBPerDay: 76 }),

  a('i-2ze3s6f8g1j5k0v9n2qp', '10.20.1.15', 'quiet-el7', centos7('1160.83.1'), cgroups),
  a('i-2zeb7x2c5m9w4e8r1tyu', '10.20.1.16', 'quiet-el7', centos7('1160.88.1'), { bootedDaysAgo: [3.3, 55] }),
  a('i-2zei6o4p8a2s1d3f7ghj', '10.20.1.17', 'quiet-el7', centos7('1127.19.1'), { ...probe, ...cgroups }),
  a('i-2zek9l5z1x7c3v6b0nmq', '10.20.1.18', 'quiet-el7', centos7('957.27.2'), { memoryKiB: memory128 }),
  b('bj-k8s-node-001', '10.20.1.11', 'quiet-el7', centos7('1062.4.1'), { bootedDaysAgo: [0.72, 48] }),
  b('bj-k8s-node-002', '10.20.1.12', 'quiet-el7', centos7('1160.15.2'), cgroups),
  b('bj-k8s-node-006', '10.20.1.16', 'quiet-el7', centos7('862.14.4'), { bootedDaysAgo: [121.5] }),
  b('bj-k8s-node-008', '10.20.1.18', 'quiet-el7', centos7('1160.102.1')),
  a('i-2zew4e7r9t2y5u1i8opa', '10.20.1.19', 'hostile-labels', centos7('1160.66.1')),

  a('i-2zes1d8f3g6h9j2k5lzx', '10.20.1.41', 'protected-by-nokmem', centos7('1160.83.1'), probe),
  a('i-2zec5v7b0n3m8q1w6ert', '10.20.1.42', 'protected-by-nokmem', centos7('1160.88.1'), { ...probe, bootedDaysAgo: [6.2, 38] }),
  b('bj-k8s-node-011', '10.20.1.41', 'protected-by-nokmem', centos7('1160.45.1'), { ...probe, ...cgroups }),
  b('bj-k8s-node-012', '10.20.1.42', 'protected-by-nokmem', centos7('1160.119.1'), { ...probe, memoryKiB: memory128 }),
  a('i-2zev6b9n2m5q8w1e4rty', '10.20.1.44', 'fixed-verifying', centos7('1160.83.1'), { ...probe, memoryKiB: memory128, bootedDaysAgo: [0.3, 21.4], leakMiBPerDay: 210 }),
  b('bj-k8s-node-013', '10.20.1.43', 'fixed-verified', centos7('1160.119.1'), { ...probe, bootedDaysAgo: [2.2, 17.3], leakMiBPerDay: 260 }),
  a('i-2zet2y6u8i4o0p9a3sdf', '10.20.1.43', 'protected-by-default', alibaba2),

  a('i-2zeg7h1j4k8l2z5x9cvb', '10.20.1.51', 'fixed-kernel', el8),
  a('i-2zen3m6q0w9e2r5t7yui', '10.20.1.52', 'fixed-kernel', el9, { memoryKiB: memory128 }),
  a('i-2zeo8p1a5s7d4f9g2hjk', '10.20.1.53', 'fixed-kernel', ubuntu2204, cgroups),
  a('i-2zel6z9x3c2v8b5n1mqw', '10.20.1.54', 'fixed-kernel', debian12, { bootedDaysAgo: [5.6, 90] }),
  a('i-2zeh2j5k8l1a4s7d0fgz', '10.20.1.57', 'kernel-changed', el8, { ...cgroups, bootedDaysAgo: [3.1, 22.6], leakMiBPerDay: 110 }),
  b('ip-10-20-1-55.ec2.internal', '10.20.1.55', 'fixed-kernel', amazon2023),
  b('ip-10-20-1-56.ec2.internal', '10.20.1.56', 'fixed-kernel', amazon2023, { bootedDaysAgo: [0.4, 29] }),
  b('bj-k8s-node-021', '10.20.1.51', 'fixed-kernel', el8, probe),
  b('bj-k8s-node-022', '10.20.1.52', 'fixed-kernel', ubuntu2204, { memoryKiB: memory128 }),
  b('bj-k8s-node-023', '10.20.1.53', 'fixed-kernel', debian12),

  a('i-2zex4c8v1b6n9m3q7wer', '10.20.1.61', 'memory-shortage', el8),
  a('i-2zer5t2y7u9i3o6p8asd', '10.20.1.62', 'memory-shortage-el7', centos7('1160.76.1')),
  a('i-2zeq1w4e6r8t0y3u5iop', '10.20.1.63', 'reclaimable-slab-growth', centos7('1160.83.1'), { memoryKiB: memory128, bootedDaysAgo: [12.5] }),
  b('bj-k8s-node-031', '10.20.1.61', 'reclaimable-slab-growth', centos7('1127.19.1'), { memoryKiB: memory128, bootedDaysAgo: [16.8] }),

  a('i-2zef9g3h6j1k4l7z0xcv', '10.20.1.71', 'no-node-exporter', centos7('1160.83.1')),
  b('bj-k8s-node-041', '10.20.1.71', 'no-node-exporter', centos7('1062.9.1')),
  b('bj-k8s-node-042', '10.20.1.72', 'no-node-exporter-fixed', ubuntu2204),

  a('i-2zeu8i2o5p7a1s9d4fgh', '10.20.1.81', 'look-alike-events-el7', centos7('1160.71.1')),
  a('i-2zem0q6w3e9r1t8y4uio', '10.20.1.82', 'look-alike-events-el8', el8),
  a('i-2zep7a3s9d5f1g8h2jkl', '10.20.1.83', 'counter-drift', ubuntu2404, { memoryKiB: memory128, bootedDaysAgo: [12.4], leakMiBPerDay: 120 }),
];
