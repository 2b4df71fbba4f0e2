import { type NodeKey } from '../../diagnosis/evidence';
import { nodeId } from './collect';
import { type SeriesRow } from '../series';
import { type Settings } from '../settings/settings';

/** What kube-state-metrics tells of a node besides the overview. */
export interface NodePlace {
  cluster?: string;
  isControlPlane: boolean;
  zone?: string;
  /** Kernel releases it ran in the last week, other than the present one. */
  kernelsBefore?: readonly string[];
}

export const nowhere: NodePlace = { isControlPlane: false };

/** By node id. A node that no row names has no entry; rows without a node are left out. */
export function planFactsOf(
  rows: readonly SeriesRow[],
  { clusterLabel }: Pick<Settings, 'clusterLabel'>
): ReadonlyMap<string, NodePlace> {
  const places = new Map<string, NodePlace>();
  for (const { labels, values } of rows) {
    if (!labels.node || !((values.at(-1)?.[1] ?? 0) > 0)) {
      continue;
    }
    const key: NodeKey = { cluster: labels[clusterLabel] || undefined, node: labels.node };
    const place = places.get(nodeId(key)) ?? { ...nowhere, cluster: key.cluster };
    places.set(nodeId(key), withFact(place, labels));
  }
  return places;
}

function withFact(place: NodePlace, { signal, zone, kernel_version }: SeriesRow['labels']): NodePlace {
  switch (signal) {
    case 'controlPlane':
      return { ...place, isControlPlane: true };
    case 'zone':
      return zone ? { ...place, zone } : place;
    case 'betaZone':
      return zone ? { ...place, zone: place.zone ?? zone } : place;
    case 'kernelBefore':
      return kernel_version ? { ...place, kernelsBefore: [...(place.kernelsBefore ?? []), kernel_version] } : place;
    default:
      return place;
  }
}
