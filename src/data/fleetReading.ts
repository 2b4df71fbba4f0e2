import { type FleetNode } from '../signals/evidence/fleetNode';
import { judgeFleet } from '../signals/evidence/judge';
import { withoutLeftOut } from '../signals/evidence/leftOutNodes';
import { type RestOfFleet, restOf } from '../signals/evidence/restOfFleet';
import { type FleetQuestionId } from '../signals/series';
import { type Settings } from '../signals/settings/settings';
import { type Progress } from './progress';
import { type Reading } from './questionReader';

export type FleetProgress = Progress<FleetQuestionId>;

/** The overview as its answers so far make it. */
export interface FleetReading {
  atSeconds: number;
  nodes: FleetNode[];
  /** Nodes that this fault cannot affect, which no count has. */
  leftOut: FleetNode[];
  /** Nodes that are not among them, since nothing is suspected of them; absent: there are none. */
  rest?: RestOfFleet;
  queries: FleetProgress;
  /** What most verdicts rest on has come, failed, or kept us waiting long enough. */
  isUsable: boolean;
  /** What most verdicts rest on has its answer: only then is "none" more than "not known". */
  isAnswered: boolean;
  isFinished: boolean;
  /** Pasted events that do not count: they are from before the last boot of their node. */
  eventsBeforeBoot?: number;
}

export function fleetReadingOf(
  { span: { atSeconds }, answers, progress, isUsable, isAnswered, isFinished }: Reading<FleetQuestionId>,
  settings: Settings
): FleetReading {
  const { nodes, leftOut } = withoutLeftOut(isUsable ? judgeFleet(answers, settings, atSeconds) : []);
  const rest = isUsable ? restOf(answers, settings) : undefined;
  return { atSeconds, nodes, leftOut, ...(rest && { rest }), queries: progress, isUsable, isAnswered, isFinished };
}
