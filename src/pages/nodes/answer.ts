import figures from '../../knowledge/figures.json';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type FleetProgress } from '../../data/fleetReading';
import { type Knowledge, knowledgeOf, stillWaiting } from '../../data/progress';
import { type FleetQuestionId } from '../../signals/series';
import { isFailingOrLeaking, type MissingSource, missingSources } from '../../diagnosis/diagnosis';
import { addCounts, noNodes, sizeOf, type StateCounts } from '../../signals/evidence/restOfFleet';
import { countStates } from '../shared/verdict/filterNodes';
import { compareUrgency } from '../../diagnosis/urgency';
import { whatIsOpen } from '../../diagnosis/openVerdict';

export const horizonSeconds = figures.horizonDays * 86400;

/** The sentence on top of the page, as data. What it says that there is not, it says only where `knowledge` is whole. */
export type Answer = {
  counts: StateCounts;
  /** Pods and texts that tell of the fault and of no node. */
  unplaced: number;
  knowledge: Knowledge;
  waiting: Waiting;
} & (
  | { kind: 'failing' | 'leaking'; withinHorizon: number; unforeseen: number; worst: FleetNode }
  /** Something fails or leaks, and nothing says on which node. */
  | { kind: 'unplaced' }
  /** No node is affected as far as can be seen. */
  | { kind: 'unaffected'; checked: number; open: number; enable?: MissingSource }
  /** Nodes are known, but not one of them can be judged. */
  | { kind: 'blind'; checked: number; enable?: MissingSource }
);

type Waiting = ReturnType<typeof stillWaiting<FleetQuestionId>>;

/** @param rest nodes that nothing is suspected of, and of which no more is known */
export function answerFor(
  all: readonly FleetNode[],
  queries: FleetProgress,
  rest: StateCounts = noNodes()
): Answer | undefined {
  const nodes = all.filter(({ isWithoutNode }) => !isWithoutNode);
  const unplaced = all.filter((node) => node.isWithoutNode && isTold(node)).length;
  const counts = addCounts(countStates(nodes), rest);
  const total = sizeOf(counts);
  const worst = nodes.reduce<FleetNode | undefined>(
    (first, node) => (first && compareUrgency(first, node) <= 0 ? first : node),
    undefined
  );
  const known = { counts, unplaced, knowledge: knowledgeOf(queries), waiting: stillWaiting(queries) };
  const outlook = {
    withinHorizon: nodes.filter(isWithinHorizon).length,
    unforeseen: nodes.filter(isUnforeseen).length,
  };
  if (worst && counts.failing > 0) {
    return { kind: 'failing', ...known, ...outlook, worst };
  }
  if (worst && counts.leaking > 0) {
    return { kind: 'leaking', ...known, ...outlook, worst };
  }
  if (unplaced > 0) {
    return { kind: 'unplaced', ...known };
  }
  if (total === 0) {
    return undefined;
  }
  // What has not answered yet, or was not asked for, may be there all the same.
  const enable = known.knowledge === 'whole' && sizeOf(rest) === 0 ? firstToEnable(nodes) : undefined;
  if (counts.unknown === total) {
    return { kind: 'blind', ...known, checked: total, enable };
  }
  const open = nodes.filter(({ diagnosis }) => diagnosis.state !== 'unknown' && whatIsOpen(diagnosis)).length;
  return { kind: 'unaffected', ...known, checked: total - counts.unknown, open, enable };
}

function isTold({ diagnosis: { state } }: FleetNode): boolean {
  return isFailingOrLeaking(state);
}

/** A range that ends so many times later than the horizon says nothing about what comes before it. */
const widestOfHorizon = 10;

function isWithinHorizon({ diagnosis: { forecast } }: FleetNode): boolean {
  return (
    forecast.kind === 'range' &&
    forecast.earliestSeconds <= horizonSeconds &&
    forecast.latestSeconds <= widestOfHorizon * horizonSeconds
  );
}

/** It leaks, and whether it fails within the horizon cannot be told. */
function isUnforeseen(node: FleetNode): boolean {
  const { state, forecast } = node.diagnosis;
  const isLater = forecast.kind !== 'none' && forecast.earliestSeconds > horizonSeconds;
  return state === 'leaking' && !isWithinHorizon(node) && !isLater;
}

/** The most valuable source that most nodes lack. Events and history are absent on a healthy node too. */
export function firstToEnable(nodes: readonly FleetNode[]): MissingSource | undefined {
  return missingSources
    .filter((source) => source !== 'events' && source !== 'history')
    .find((source) => nodes.filter(({ diagnosis }) => diagnosis.missing.includes(source)).length > nodes.length / 2);
}
