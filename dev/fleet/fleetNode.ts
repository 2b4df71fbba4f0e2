import { type Cause, type State } from '../../src/diagnosis/diagnosis';
import { type Platform } from './platforms';

/** What can be wrong, or right, with a node of the simulated fleet; archetypes.ts says how each behaves. */
export const archetypeIds = [
  'seed-incident',
  'failing-without-events',
  'leaking-for-days',
  'rebooted-and-leaking',
  'configured-not-running',
  'regressed',
  'dying-memcgs',
  'live-directory-leak',
  'quiet-el7',
  'hostile-labels',
  'protected-by-nokmem',
  'fixed-verifying',
  'fixed-verified',
  'protected-by-default',
  'kernel-changed',
  'fixed-kernel',
  'memory-shortage',
  'memory-shortage-el7',
  'reclaimable-slab-growth',
  'no-node-exporter',
  'no-node-exporter-fixed',
  'look-alike-events-el7',
  'look-alike-events-el8',
  'counter-drift',
] as const;
export type ArchetypeId = (typeof archetypeIds)[number];

export interface Expected {
  state: State;
  cause: Cause;
}

export interface Monitoring {
  kubeStateMetrics: string;
  nodeExporter: string;
}

export interface FleetNode extends Platform {
  cluster: 'prod-a' | 'prod-b';
  /** Versions of the exporters beside the kubelet. */
  monitoring: Monitoring;
  name: string;
  internalIp: string;
  /** Of the other address family; kube_node_info names the last address. */
  moreAddresses?: readonly string[];
  archetype: ArchetypeId;
  memoryKiB: number;
  hasProbe: boolean;
  /** The probe counts memory cgroups as well, as ours does on every hierarchy; the fleet's tells what exists alone. */
  probeCounts?: boolean;
  hasCgroupsCollector: boolean;
  /** /proc/cgroups has no row for memory: a kernel without CONFIG_MEMCG_V1. */
  lacksMemoryRow?: boolean;
  /** What the machine calls itself, where that is not the node's name. */
  hostName?: string;
  hasNodeExporter: boolean;
  cordoned: boolean;
  /** Days before the fleet's start on which the node booted, the last boot first. */
  bootedDaysAgo: readonly [number, ...number[]];
  /** Growth of unreclaimable slab since boot, where the archetype leaks. */
  leakMiBPerDay: number;
  expected: Expected;
}
