import { diagnose, type NodeKey } from '../../diagnosis';
import { type Answers, linesOf, rowsById, rowsOf } from '../answer';
import { type FleetQuestionId, fleetQuestionIds, type NodeQuestionId } from '../series';
import { type Settings } from '../settings/settings';
import { atOnce } from './atOnce';
import { collect, collectInSteps, nodeId } from './collect';
import { type FleetNode } from './fleetNode';
import { joinLogged } from './loggedEvents';

interface Judged {
  settings: Settings;
  atSeconds: number;
  nodes: FleetNode[];
}

/** Thousands of nodes are judged once for each state of the answers, whoever asks. */
const judged = new WeakMap<Answers<FleetQuestionId>, Judged>();

/** Every node that the answers name, with its diagnosis. The same answers give the same nodes. */
export function judgeFleet(answers: Answers<FleetQuestionId>, settings: Settings, atSeconds: number): FleetNode[] {
  return atOnce(judgeFleetInSteps(answers, settings, atSeconds));
}

/** So many nodes take a few milliseconds. */
const nodesAtOnce = 200;

/** The same, for pages that must not be held up: whoever runs it may do something else between its steps. */
export function* judgeFleetInSteps(
  answers: Answers<FleetQuestionId>,
  settings: Settings,
  atSeconds: number
): Generator<void, FleetNode[], void> {
  const known = judged.get(answers);
  if (known?.settings === settings && known.atSeconds === atSeconds) {
    return known.nodes;
  }
  const collected = yield* collectInSteps(rowsById(answers, fleetQuestionIds), settings, atSeconds);
  yield;
  const joined = joinLogged(collected, linesOf(answers, 'events'), settings, atSeconds);
  const nodes: FleetNode[] = [];
  for (const evidence of joined.nodes) {
    if (nodes.length % nodesAtOnce === 0) {
      yield;
    }
    const id = nodeId(evidence.key);
    const diagnosis = diagnose(evidence, settings.thresholds);
    nodes.push(
      joined.withoutNode.has(id) ? { id, evidence, diagnosis, isWithoutNode: true } : { id, evidence, diagnosis }
    );
  }
  judged.set(answers, { settings, atSeconds, nodes });
  return nodes;
}

/** The node of this key; undefined where no answer names it. */
export function judgeNode(
  answers: Answers<NodeQuestionId>,
  key: NodeKey,
  settings: Settings,
  atSeconds: number
): FleetNode | undefined {
  const stuckPods = rowsOf(answers, 'stuckPods');
  const ownRows = rowsById(answers, ['facts', 'memory', 'homes', 'slabGrowth', 'cgroupGrowth', 'history', 'events']);
  const rows = { ...ownRows, waiting: stuckPods, podNodes: stuckPods };
  const collected = collect(rows, settings, atSeconds);
  const { nodes } = joinLogged(collected, linesOf(answers, 'events'), settings, atSeconds);
  const id = nodeId(key);
  const evidence = nodes.find((each) => nodeId(each.key) === id);
  return evidence && { id, evidence, diagnosis: diagnose(evidence, settings.thresholds) };
}
