import figures from '../../knowledge/figures.json';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type FleetProgress } from '../../data/fleetReading';
import { type Knowledge, knowledgeOf, stillWaiting } from '../../data/progress';
import { type FleetQuestionId } from '../../signals/series';
import { type MissingSource, missingSources } from '../../diagnosis/diagnosis';
import { countStates, type StateCounts } from '../shared/verdict/filterNodes';
import { compareUrgency, earliestSeconds } from '../../diagnosis/urgency';

export const horizonSeconds = figures.horizonDays * 86400;

/** The sentence on top of the page, as data. What it says that there is not, it says only where `knowledge` is whole. */
export type Answer = { counts: StateCounts; knowledge: Knowledge; waiting: Waiting } & (
  | { kind: 'failing' | 'leaking'; withinHorizon: number; worst: FleetNode }
  /** No node is affected as far as can be seen. */
  | { kind: 'unaffected'; checked: number; enable?: MissingSource }
  /** Nodes are known, but not one of them can be judged. */
  | { kind: 'blind'; checked: number; enable?: MissingSource }
);

type Waiting = ReturnType<typeof stillWaiting<FleetQuestionId>>;

export function answerFor(nodes: readonly FleetNode[], queries: FleetProgress): Answer | undefined {
  const counts = countStates(nodes);
  const worst = [...nodes].sort(compareUrgency)[0];
  if (!worst) {
    return undefined;
  }
  const known = { counts, knowledge: knowledgeOf(queries), waiting: stillWaiting(queries) };
  const withinHorizon = nodes.filter((node) => (earliestSeconds(node) ?? Infinity) <= horizonSeconds).length;
  if (counts.failing > 0) {
    return { kind: 'failing', ...known, withinHorizon, worst };
  }
  if (counts.leaking > 0) {
    return { kind: 'leaking', ...known, withinHorizon, worst };
  }
  // What has not answered yet may be there all the same.
  const enable = known.knowledge === 'whole' ? firstToEnable(nodes) : undefined;
  if (counts.unknown === nodes.length) {
    return { kind: 'blind', ...known, checked: nodes.length, enable };
  }
  return { kind: 'unaffected', ...known, checked: nodes.length - counts.unknown, enable };
}

/** The most valuable source that most nodes lack. Events and history are absent on a healthy node too. */
export function firstToEnable(nodes: readonly FleetNode[]): MissingSource | undefined {
  return missingSources
    .filter((source) => source !== 'events' && source !== 'history')
    .find((source) => nodes.filter(({ diagnosis }) => diagnosis.missing.includes(source)).length > nodes.length / 2);
}
