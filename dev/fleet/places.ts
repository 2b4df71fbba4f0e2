import { type FleetNode } from './fleetNode';

const controlPlane: Readonly<Record<FleetNode['cluster'], readonly string[]>> = {
  'prod-a': ['i-2ze3s6f8g1j5k0v9n2qp', 'i-2zeb7x2c5m9w4e8r1tyu', 'i-2zei6o4p8a2s1d3f7ghj'],
  'prod-b': ['bj-k8s-node-001', 'bj-k8s-node-002', 'bj-k8s-node-003'],
};

const zones = ['cn-beijing-g', 'cn-beijing-h', 'cn-beijing-k'] as const;

export function isControlPlane({ cluster, name }: Pick<FleetNode, 'cluster' | 'name'>): boolean {
  return controlPlane[cluster].includes(name);
}

/** Only prod-a's kube-state-metrics is started with the allow-list that lets the zone label through. */
export function zoneOf({ cluster, internalIp }: Pick<FleetNode, 'cluster' | 'internalIp'>): string | undefined {
  const host = Number(internalIp.split('.').at(-1));
  return cluster === 'prod-a' ? zones[host % zones.length] : undefined;
}
