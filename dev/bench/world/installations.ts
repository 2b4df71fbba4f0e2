import { ordinary } from '../../fleet/behaviour';
import { day, hour, minute, seedOf } from '../../fleet/curves';
import { type FleetNode } from '../../fleet/fleetNode';
import { eventSeries, kubeletSeries, kubeStateMetricsSeries } from '../../fleet/kubernetes';
import { exporterPodName, nodeExporterSeries } from '../../fleet/nodeExporter';
import { type Curve, type Series } from '../../fleet/series';
import { isInventory } from '../../fleet/stacks/relabel';
import { type Stack, stacks, stored, type Vintage } from '../../fleet/stacks/stacks';
import { Draw } from './draw';
import { el7Kinds } from './el7Kinds';
import { type Ground, type Kind, type NodeDraft } from './kinds';
import { oldKinds, recentKinds } from './otherKinds';
import { absentWhile, isBooting, lostSamples, replacedExporters, skewed, type Telemetry, telemetry } from './telemetry';
import { type Truth } from './truth';

/** Failures of an installation begin on the ninth day, so that a week lies before what is asked three days earlier. */
const failureDay = 8;
export const longestDays = 9.5;

/** Half of the nodes are never looked at while thresholds are chosen: those of odd places. Fixed for good. */
export type Half = 'seen' | 'unseen';
export const halfOf = (place: number): Half => (place % 2 === 0 ? 'seen' : 'unseen');

export interface WorldNode {
  kind: string;
  half: Half;
  truth: Truth;
  cluster: FleetNode['cluster'];
  name: string;
  exporterInstance: string;
  /** Its first boot: before it there was no such machine. */
  thereFrom: number;
  /** As the server of the page has them, and the one that evaluates the rules. */
  pageSeries: Series[];
  ruleSeries: Series[];
}

/** One server and what it scrapes. */
export interface Installation {
  stack: Stack;
  nodes: WorldNode[];
  failureSeconds: number;
  endSeconds: number;
  /** What goes wrong with the telemetry as a whole. */
  troubles: string[];
}

const kindsOf: Record<Ground, readonly Kind[]> = { el7: el7Kinds, old: oldKinds, recent: recentKinds };

export function installations(nodesEach: number, of: readonly Stack[] = stacks): Installation[] {
  return of.map((stack) => installation(stack, nodesEach));
}

export function installation(stack: Stack, nodesEach: number): Installation {
  const draw = new Draw(`installation/${stack.id}`);
  const failureSeconds = Math.round(failureDay * day + draw.between(0, day));
  const seen = telemetry(draw, failureSeconds);
  const nodes = Array.from({ length: nodesEach }, (_, place) => worldNode(stack, place, failureSeconds, seen));
  return { stack, nodes, failureSeconds, endSeconds: failureSeconds + 12 * hour, troubles: seen.troubles };
}

function worldNode(stack: Stack, place: number, failureSeconds: number, seen: Telemetry): WorldNode {
  const clusterIndex = place % stack.vintages.length;
  const vintage = stack.vintages[clusterIndex] ?? stack.vintages[0];
  if (!vintage) {
    throw new Error(`${stack.id} has no software`);
  }
  const draw = new Draw(`${stack.id}/${place}`);
  const kind = draw.weighted(kindsOf[groundOf(draw, vintage)]);
  const drafted = kind.draft({ draw, vintage, kubelet: draw.pick(vintage.kubelets), failureSeconds });
  const inCluster = Math.floor(place / stack.vintages.length);
  const node = fleetNode(drafted, vintage, draw, {
    cluster: clusterIndex === 0 ? 'prod-a' : 'prod-b',
    name: `worker-${String(inCluster + 1).padStart(2, '0')}`,
    internalIp: `10.20.0.${inCluster + 1}`,
    ...(seen.hostNamesDiffer ? { hostName: `host-${draw.pick(['a', 'b', 'c'])}${inCluster + 1}.dc.example` } : {}),
  });
  const lives = machines(node, drafted).map(({ machine, isThere }) => ({
    machine,
    series: seriesOf(machine, drafted, draw, failureSeconds)
      .map(seen.damaged)
      .map((series) => absentWhile(series, (seconds) => !isThere(seconds))),
  }));
  const storedFor = (reader: 'page' | 'rules') =>
    lives.flatMap(({ machine, series }) => stored(stack, series, machine, reader));
  return {
    kind: kind.id,
    half: halfOf(inCluster),
    truth: drafted.truth,
    cluster: node.cluster,
    name: node.name,
    exporterInstance: `${node.internalIp}:9100`,
    thereFrom: drafted.boots[0],
    pageSeries: storedFor('page'),
    ruleSeries: storedFor('rules'),
  };
}

/** The node, and the machine that had its address before. */
function machines(
  node: FleetNode,
  { nameBefore }: NodeDraft
): Array<{ machine: FleetNode; isThere: (seconds: number) => boolean }> {
  if (!nameBefore) {
    return [{ machine: node, isThere: () => true }];
  }
  const { name, untilSeconds } = nameBefore;
  return [
    { machine: { ...node, name, hostName: undefined }, isThere: (seconds) => seconds < untilSeconds },
    { machine: node, isThere: (seconds) => seconds >= untilSeconds },
  ];
}

function groundOf(draw: Draw, { el7, oldKernels }: Vintage): Ground {
  const at = draw.between(0, 1);
  return at < el7 ? 'el7' : at < el7 + oldKernels ? 'old' : 'recent';
}

type Place = Pick<FleetNode, 'cluster' | 'name' | 'internalIp' | 'hostName'>;

function fleetNode(drafted: NodeDraft, vintage: Vintage, draw: Draw, place: Place): FleetNode {
  const { kubeStateMetrics, nodeExporter } = vintage;
  return {
    ...drafted.platform,
    ...place,
    monitoring: { kubeStateMetrics, nodeExporter },
    archetype: 'quiet-el7',
    memoryKiB: (drafted.memoryGiB ?? 64) * 2 ** 20,
    hasProbe: drafted.hasProbe ?? draw.chance(0.25),
    probeCounts: true,
    hasCgroupsCollector: drafted.hasCgroupsCollector ?? draw.chance(0.4),
    lacksMemoryRow: drafted.lacksMemoryRow,
    hasNodeExporter: drafted.hasNodeExporter ?? true,
    cordoned: drafted.cordoned ?? false,
    bootedDaysAgo: [0],
    leakMiBPerDay: 0,
    expected: { state: 'unknown', cause: 'undetermined' },
  };
}

function seriesOf(node: FleetNode, drafted: NodeDraft, draw: Draw, failureSeconds: number): Series[] {
  const { boots, differs, seenThrough } = drafted;
  const bootSeconds: Curve = (seconds) => boots.filter((boot) => boot <= seconds).at(-1) ?? boots[0];
  const calm = ordinary({
    node,
    startSeconds: failureSeconds,
    seed: seedOf(`${node.name}/${draw.between(0, 1)}`),
    bootSeconds,
  });
  const behaviour = { ...calm, ...differs?.(node, calm) };
  const all = [
    ...(node.hasNodeExporter ? nodeExporterSeries(node, behaviour) : []),
    ...kubeletSeries(node, behaviour),
    ...kubeStateMetricsSeries(node, behaviour),
    ...eventSeries(node, behaviour),
  ];
  const rebooting = all.map((series) =>
    isInventory(series) ? series : absentWhile(series, (at) => isBooting(boots, at))
  );
  const through = lostSamples(seenThrough?.(rebooting) ?? rebooting, draw, failureSeconds);
  const seen = draw.chance(0.05) ? skewed(through, draw.between(-20, 20) * minute) : through;
  return draw.chance(0.15) ? replacedExporters(seen, exporterPodName(node), longestDays * day) : seen;
}
