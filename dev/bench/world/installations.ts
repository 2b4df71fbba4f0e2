import { ordinary } from '../../fleet/behaviour';
import { day, hour, minute, seedOf } from '../../fleet/curves';
import { type FleetNode } from '../../fleet/fleetNode';
import { eventSeries, kubeletSeries, kubeStateMetricsSeries } from '../../fleet/kubernetes';
import { exporterPodName, nodeExporterSeries } from '../../fleet/nodeExporter';
import { type Curve, type Series } from '../../fleet/series';
import { isInventory, isNodeExporter, labelled } from '../../fleet/stacks/relabel';
import { type Stack, stacks, stored, type Vintage } from '../../fleet/stacks/stacks';
import { Draw } from './draw';
import { el7Kinds } from './el7Kinds';
import { type Ground, type Kind, type NodeDraft } from './kinds';
import { oldKinds, recentKinds } from './otherKinds';
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
  const { troubles, damaged } = telemetry(draw, failureSeconds);
  const nodes = Array.from({ length: nodesEach }, (_, place) => worldNode(stack, place, failureSeconds, damaged));
  return { stack, nodes, failureSeconds, endSeconds: failureSeconds + 12 * hour, troubles };
}

type Damage = (series: Series) => Series;

/** The server away for hours; kube-state-metrics gone with the node that fails. */
function telemetry(draw: Draw, failureSeconds: number): { troubles: string[]; damaged: Damage } {
  const awayUntil = draw.chance(0.35) ? failureSeconds - draw.between(6, 96) * hour : undefined;
  const awayFor = draw.between(2, 5) * hour;
  const inventoryEnds = draw.chance(0.2) ? failureSeconds + 0.5 * hour : Infinity;
  return {
    troubles: [
      ...(awayUntil === undefined ? [] : [`away for ${(awayFor / hour).toFixed(0)} h`]),
      ...(inventoryEnds === Infinity ? [] : ['kube-state-metrics was on a node that failed']),
    ],
    damaged: (series) =>
      absentWhile(series, (seconds) => {
        const isAway = awayUntil !== undefined && seconds < awayUntil && seconds >= awayUntil - awayFor;
        return isAway || (isInventory(series) && seconds >= inventoryEnds);
      }),
  };
}

function absentWhile(series: Series, isAbsent: (seconds: number) => boolean): Series {
  return { ...series, at: (seconds) => (isAbsent(seconds) ? undefined : series.at(seconds)) };
}

function worldNode(stack: Stack, place: number, failureSeconds: number, damaged: Damage): WorldNode {
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
  });
  const series = seriesOf(node, drafted, draw, failureSeconds).map(damaged);
  return {
    kind: kind.id,
    half: halfOf(inCluster),
    truth: drafted.truth,
    cluster: node.cluster,
    name: node.name,
    exporterInstance: `${node.internalIp}:9100`,
    pageSeries: stored(stack, series, node, 'page'),
    ruleSeries: stored(stack, series, node, 'rules'),
  };
}

function groundOf(draw: Draw, { el7, oldKernels }: Vintage): Ground {
  const at = draw.between(0, 1);
  return at < el7 ? 'el7' : at < el7 + oldKernels ? 'old' : 'recent';
}

type Place = Pick<FleetNode, 'cluster' | 'name' | 'internalIp'>;

function fleetNode(drafted: NodeDraft, vintage: Vintage, draw: Draw, place: Place): FleetNode {
  const { kubeStateMetrics, nodeExporter } = vintage;
  return {
    ...drafted.platform,
    ...place,
    monitoring: { kubeStateMetrics, nodeExporter },
    archetype: 'quiet-el7',
    memoryKiB: (drafted.memoryGiB ?? 64) * 2 ** 20,
    hasProbe: drafted.hasProbe ?? draw.chance(0.25),
    hasCgroupsCollector: drafted.hasCgroupsCollector ?? draw.chance(0.4),
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
  const seen = lostSamples(seenThrough?.(rebooting) ?? rebooting, draw, failureSeconds);
  return draw.chance(0.15) ? replacedExporters(seen, exporterPodName(node)) : seen;
}

/** Away for some minutes with each boot, and not there before the first. */
function isBooting(boots: readonly number[], seconds: number): boolean {
  return boots.some((boot) => seconds >= boot - 2 * minute && seconds < boot + 3 * minute) || seconds < (boots[0] ?? 0);
}

/** On some nodes a scrape or two were lost just where growth looks back to. */
function lostSamples(all: Series[], draw: Draw, failureSeconds: number): Series[] {
  const isHit = draw.chance(0.15);
  const lostAt = failureSeconds - draw.pick([12, 15, 24, 27, 36, 48, 72]) * hour;
  return isHit ? all.map((series) => absentWhile(series, (at) => Math.abs(at - lostAt) <= 6 * minute)) : all;
}

/** The exporter's pod is replaced every 30 hours: ten minutes without, then another name. */
function replacedExporters(all: Series[], exporterPod: string): Series[] {
  const every = 30 * hour;
  const isOfPod = (series: Series) => series.metric === 'kube_pod_info' && series.labels.pod === exporterPod;
  return all.flatMap((series) =>
    isNodeExporter(series) || isOfPod(series)
      ? Array.from({ length: Math.ceil((longestDays * day) / every) }, (_, generation) =>
          absentWhile(
            labelled(series, { pod: `${exporterPod}-${generation}` }),
            (at) => Math.floor(at / every) !== generation || at % every < 10 * minute
          )
        )
      : [series]
  );
}
