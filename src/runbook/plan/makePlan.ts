import { bringsItsKernel, fitOf } from '../options';
import { type Batch, fillWaves } from './fillWaves';
import { forecastDateOf, type LastSafe, lastSafeOf } from './lastSafe';
import { nextSlot } from './maintenanceWindow';
import { wayOutFor, type PlanNode } from './planNode';
import { type PlanSettings } from './planSettings';

/** What is known of a cluster as a whole, planned or not. */
export interface ClusterSize {
  nodes: number;
  controlPlane: number;
}

export type WaveWarning =
  /** A node of the wave may have failed, or will have failed, before the wave is over. */
  | { kind: 'late'; certainty: 'possible' | 'expected'; node: PlanNode }
  /** One node alone is more than the share of the cluster that may be away. */
  | { kind: 'overShare'; clusterNodes: number; sharePercent: number }
  | { kind: 'onlyControlPlane' }
  /** The chosen fix is not what these kernels call for. */
  | { kind: 'fixDoubtful'; nodes: readonly PlanNode[] };

export interface Wave {
  /** From 1, over all clusters. */
  number: number;
  cluster: string | undefined;
  kind: 'workers' | 'control-plane';
  nodes: Batch;
  startsAtSeconds: number;
  endsAtSeconds: number;
  lastSafe: LastSafe;
  warnings: readonly WaveWarning[];
}

export interface MaintenancePlan {
  waves: readonly Wave[];
  settings: PlanSettings;
  startsAtSeconds: number;
}

export interface PlanInput {
  /** Most urgent first; each node once. */
  chosen: readonly PlanNode[];
  sizeOf: (cluster: string | undefined) => ClusterSize;
  settings: PlanSettings;
  /** Unless the settings have a start of their own. */
  startsAtSeconds: number;
  /** Of the maintenance windows; an IANA name. */
  timeZone: string;
}

/** Total and deterministic: every chosen node is in exactly one wave, whatever the settings. */
export function makePlan({ chosen, sizeOf, settings, timeZone, ...input }: PlanInput): MaintenancePlan {
  const rank = new Map(chosen.map((node, index) => [node, index]));
  const rankOf = ([head]: Batch) => (head ? (rank.get(head) ?? 0) : 0);
  const batches = byCluster(chosen).flatMap(({ cluster, nodes }) => {
    const maxNodes = maxInWave(nodes.length, sizeOf(cluster).nodes, settings);
    return fillWaves(nodes, { maxNodes, spreadsZones: settings.spreadsZones }).map((batch) => ({ cluster, batch }));
  });
  const startsAtSeconds = settings.startsAtSeconds ?? input.startsAtSeconds;
  const lengthSeconds = settings.hoursPerWave * 3600;
  // What is away in one cluster is nothing to another: clusters go side by side, the waves of each one after another.
  const freeFrom = new Map<string | undefined, number>();
  const slots = batches.map(({ cluster, batch }) => {
    const earliestSeconds = freeFrom.get(cluster) ?? startsAtSeconds;
    const slot = nextSlot(earliestSeconds, lengthSeconds, settings.window, timeZone);
    freeFrom.set(cluster, slot + lengthSeconds);
    return { cluster, batch, slot };
  });
  slots.sort((a, b) => a.slot - b.slot || rankOf(a.batch) - rankOf(b.batch));
  const waves = slots.map(({ cluster, batch, slot }, index): Wave => {
    const endsAtSeconds = slot + lengthSeconds;
    return {
      number: index + 1,
      cluster,
      kind: batch[0]?.isControlPlane ? 'control-plane' : 'workers',
      nodes: batch,
      startsAtSeconds: slot,
      endsAtSeconds,
      lastSafe: lastSafeOf(batch),
      warnings: warningsOf(batch, sizeOf(cluster), settings, endsAtSeconds),
    };
  });
  return { waves, settings, startsAtSeconds };
}

export function maxInWave(
  planned: number,
  clusterNodes: number,
  { waveSize, sharePercent }: Pick<PlanSettings, 'waveSize' | 'sharePercent'>
): number {
  const wanted = waveSize.unit === 'nodes' ? waveSize.count : (planned * waveSize.percent) / 100;
  return Math.max(1, Math.floor(Math.min(wanted, (clusterNodes * sharePercent) / 100)));
}

function byCluster(nodes: readonly PlanNode[]): Array<{ cluster: string | undefined; nodes: PlanNode[] }> {
  const clusters = new Map<string | undefined, PlanNode[]>();
  for (const node of nodes) {
    const { cluster } = node.evidence.key;
    const known = clusters.get(cluster);
    if (known) {
      known.push(node);
    } else {
      clusters.set(cluster, [node]);
    }
  }
  return [...clusters].map(([cluster, ofCluster]) => ({ cluster, nodes: ofCluster }));
}

function warningsOf(batch: Batch, size: ClusterSize, settings: PlanSettings, endsAtSeconds: number): WaveWarning[] {
  const { sharePercent, fix } = settings;
  const late = lateNode(batch, endsAtSeconds);
  const isOverShare = batch.length * 100 > size.nodes * sharePercent;
  const isOnlyControlPlane = batch[0]?.isControlPlane === true && size.controlPlane <= 1;
  const doubtful = batch.filter((node) => {
    const option = wayOutFor(node, fix);
    const { kernel } = node.diagnosis;
    return !['fits', 'unknown'].includes(fitOf(option, kernel)) && !bringsItsKernel(option, kernel);
  });
  return [
    ...(late ? [late] : []),
    ...(isOnlyControlPlane ? [{ kind: 'onlyControlPlane' } as const] : []),
    ...(isOverShare ? [{ kind: 'overShare', clusterNodes: size.nodes, sharePercent } as const] : []),
    ...(doubtful.length > 0 ? [{ kind: 'fixDoubtful', nodes: doubtful } as const] : []),
  ];
}

function lateNode(batch: Batch, endsAtSeconds: number): Extract<WaveWarning, { kind: 'late' }> | undefined {
  const dated = batch.flatMap((node) => {
    const date = forecastDateOf(node);
    return date ? [{ node, date }] : [];
  });
  const expected = dated.find(({ date }) => date.latestSeconds !== undefined && date.latestSeconds < endsAtSeconds);
  const possible = dated.find(({ date }) => date.earliestSeconds < endsAtSeconds);
  const late = expected ?? possible;
  return late && { kind: 'late', certainty: expected ? 'expected' : 'possible', node: late.node };
}
