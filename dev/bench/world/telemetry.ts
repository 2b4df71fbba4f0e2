// What goes wrong between the exporters of an installation and its server.
import { hour, minute } from '../../fleet/curves';
import { type Series } from '../../fleet/series';
import { isInventory, isNodeExporter, labelled } from '../../fleet/stacks/relabel';
import { type Draw } from './draw';

export type Damage = (series: Series) => Series;

export interface Telemetry {
  /** In words. */
  troubles: string[];
  damaged: Damage;
  /** Machines call themselves otherwise than Kubernetes calls its nodes. */
  hostNamesDiffer: boolean;
}

/** The server away for hours, or itself on the node that fails; kube-state-metrics gone with that node. */
export function telemetry(draw: Draw, failureSeconds: number): Telemetry {
  const awayUntil = draw.chance(0.35) ? failureSeconds - draw.between(6, 96) * hour : undefined;
  const awayFor = draw.between(2, 5) * hour;
  const inventoryEnds = draw.chance(0.2) ? failureSeconds + 0.5 * hour : Infinity;
  const serverEnds = draw.chance(0.1) ? failureSeconds + draw.between(0.2, 1.5) * hour : Infinity;
  const hostNamesDiffer = draw.chance(0.25);
  return {
    troubles: [
      ...(awayUntil === undefined ? [] : [`away for ${(awayFor / hour).toFixed(0)} h`]),
      ...(inventoryEnds === Infinity ? [] : ['kube-state-metrics was on a node that failed']),
      ...(serverEnds === Infinity ? [] : ['Prometheus was on a node that failed, and six hours later elsewhere']),
      ...(hostNamesDiffer ? ['machines have other names than nodes'] : []),
    ],
    damaged: (series) =>
      absentWhile(series, (seconds) => {
        const isAway = awayUntil !== undefined && seconds < awayUntil && seconds >= awayUntil - awayFor;
        const isMoving = seconds >= serverEnds && seconds < serverEnds + 6 * hour;
        return isAway || isMoving || (isInventory(series) && seconds >= inventoryEnds);
      }),
    hostNamesDiffer,
  };
}

export function absentWhile(series: Series, isAbsent: (seconds: number) => boolean): Series {
  return { ...series, at: (seconds) => (isAbsent(seconds) ? undefined : series.at(seconds)) };
}

/** Away for some minutes with each boot, and not there before the first. */
export function isBooting(boots: readonly number[], seconds: number): boolean {
  return boots.some((boot) => seconds >= boot - 2 * minute && seconds < boot + 3 * minute) || seconds < (boots[0] ?? 0);
}

/** On some nodes a single scrape or two were lost just where growth looks back to. */
export function lostSamples(all: Series[], draw: Draw, failureSeconds: number): Series[] {
  const isHit = draw.chance(0.2);
  const lostAt = failureSeconds - draw.pick([12, 15, 24, 27, 36, 48, 72]) * hour;
  const halfMinutes = draw.pick([2.5, 6]);
  return isHit ? all.map((series) => absentWhile(series, (at) => Math.abs(at - lostAt) <= halfMinutes * minute)) : all;
}

/** The machine's clock is wrong by so much: what it says of time, its boot included. */
export function skewed(all: readonly Series[], bySeconds: number): Series[] {
  return all.map((series) => {
    const { at } = series;
    const late = (seconds: number) => {
      const value = at(seconds);
      return value === undefined ? undefined : value + bySeconds;
    };
    return /^node_(boot_)?time_seconds$/.test(series.metric) ? { ...series, at: late } : series;
  });
}

/** The exporter's pod is replaced every 30 hours: ten minutes without, then another name. */
export function replacedExporters(all: Series[], exporterPod: string, endSeconds: number): Series[] {
  const every = 30 * hour;
  const isOfPod = (series: Series) => series.metric === 'kube_pod_info' && series.labels.pod === exporterPod;
  return all.flatMap((series) =>
    isNodeExporter(series) || isOfPod(series)
      ? Array.from({ length: Math.ceil(endSeconds / every) }, (_, generation) =>
          absentWhile(
            labelled(series, { pod: `${exporterPod}-${generation}` }),
            (at) => Math.floor(at / every) !== generation || at % every < 10 * minute
          )
        )
      : [series]
  );
}
