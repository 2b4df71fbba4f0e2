import figures from '../../knowledge/figures.json';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type FleetProgress } from '../../data/fleetReading';
import { isWhole } from '../../data/progress';
import { type MissingSource, missingSources } from '../../diagnosis/diagnosis';
import { countStates, type StateCounts } from '../shared/verdict/filterNodes';
import { compareUrgency, earliestSeconds } from '../../diagnosis/urgency';

export const horizonSeconds = figures.horizonDays * 86400;

/** The sentence on top of the page, as data. */
export type Answer =
  | { kind: 'failing'; counts: StateCounts; withinHorizon: number; worst: FleetNode }
  | { kind: 'leaking'; counts: StateCounts; withinHorizon: number; worst: FleetNode }
  /** No node is affected as far as can be seen; `isWhole` says that every question was answered. */
  | { kind: 'unaffected'; counts: StateCounts; checked: number; isWhole: boolean; enable?: MissingSource }
  /** Nodes are known, but not one of them can be judged. */
  | { kind: 'blind'; counts: StateCounts; checked: number; enable?: MissingSource };

export function answerFor(nodes: readonly FleetNode[], queries: FleetProgress): Answer | undefined {
  const counts = countStates(nodes);
  const worst = [...nodes].sort(compareUrgency)[0];
  if (!worst) {
    return undefined;
  }
  const withinHorizon = nodes.filter((node) => (earliestSeconds(node) ?? Infinity) <= horizonSeconds).length;
  if (counts.failing > 0) {
    return { kind: 'failing', counts, withinHorizon, worst };
  }
  if (counts.leaking > 0) {
    return { kind: 'leaking', counts, withinHorizon, worst };
  }
  const enable = firstToEnable(nodes);
  if (counts.unknown === nodes.length) {
    return { kind: 'blind', counts, checked: nodes.length, enable };
  }
  return {
    kind: 'unaffected',
    counts,
    checked: nodes.length - counts.unknown,
    isWhole: isWhole(queries),
    enable,
  };
}

/** The most valuable source that most nodes lack. Events and history are absent on a healthy node too. */
export function firstToEnable(nodes: readonly FleetNode[]): MissingSource | undefined {
  return missingSources
    .filter((source) => source !== 'events' && source !== 'history')
    .find((source) => nodes.filter(({ diagnosis }) => diagnosis.missing.includes(source)).length > nodes.length / 2);
}
