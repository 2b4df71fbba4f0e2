import { type State, states } from '../../diagnosis/diagnosis';
import { type Answers, rowsOf } from '../answer';
import { stateSeries } from '../questions/recordedSeries';
import { type FleetQuestionId, type SeriesRow } from '../series';
import { type Settings } from '../settings/settings';

export type StateCounts = Record<State, number>;

/** Nodes whose evidence was not asked for, by cluster (empty: none), as the rules call them. */
export type RestOfFleet = ReadonlyMap<string, StateCounts>;

export const noNodes = (): StateCounts => ({ failing: 0, leaking: 0, exposed: 0, protected: 0, clear: 0, unknown: 0 });

/** Undefined where every node was asked for, or it is not known yet. */
export function restOf(
  answers: Answers<FleetQuestionId>,
  { clusterLabel }: Pick<Settings, 'clusterLabel'>
): RestOfFleet | undefined {
  const counted = rowsOf(answers, 'states');
  if (!counted) {
    return undefined;
  }
  const rest = new Map<string, StateCounts>();
  const add = ({ labels }: SeriesRow, nodes: number) => {
    const cluster = labels[clusterLabel] ?? '';
    const state = states.find((each) => each === labels.state);
    if (state) {
      const counts = rest.get(cluster) ?? noNodes();
      rest.set(cluster, { ...counts, [state]: Math.max(0, counts[state] + nodes) });
    }
  };
  counted.forEach((row) => add(row, row.values.at(-1)?.[1] ?? 0));
  // These have been asked for after all.
  const besides = rowsOf(answers, 'besides') ?? [];
  besides.filter(({ labels }) => labels.__name__ === stateSeries).forEach((row) => add(row, -1));
  return rest;
}

/** @param cluster undefined: of all clusters */
export function countRest(rest: RestOfFleet | undefined, cluster: string | undefined): StateCounts {
  const counted = [...(rest ?? [])].filter(([name]) => cluster === undefined || cluster === name);
  return counted.reduce((sum, [, counts]) => addCounts(sum, counts), noNodes());
}

export function addCounts(some: StateCounts, more: StateCounts): StateCounts {
  const sum = { ...some };
  states.forEach((state) => (sum[state] += more[state]));
  return sum;
}

export const sizeOf = (counts: StateCounts): number => states.reduce((sum, state) => sum + counts[state], 0);
