import { type JudgedNode } from '../diagnosis/urgency';
import { recommendedWayOut } from './advice';
import { plannedSteps } from './courses';
import { type NextStep } from './nextSteps';
import { type StepFacts } from './step';
import { commandOf, whereOf } from './steps';
import { systemFactsOf, systemOf } from './system';
import { isPasteable, type Target, targetOf } from './target';

export interface FirstCommand {
  where: StepFacts['where'];
  command: string;
}

const onNode = (command: string) => (): FirstCommand => ({ where: 'node', command });
const atHand =
  (command: (target: Target) => string) =>
  (target: Target): FirstCommand => ({
    where: 'workstation',
    command: command(target),
  });

/** None of them changes anything but `cordon`, which only keeps new pods away. */
const commands: Readonly<Partial<Record<NextStep, (target: Target) => FirstCommand>>> = {
  cordon: atHand(({ argument }) => `kubectl cordon ${argument}`),
  findDirectories: (target) => ({ where: whereOf('countLive'), command: commandOf('countLive', target) ?? '' }),
  findSlabCache: onNode('slabtop -o -s c | head -n 20'),
  freeMemory: onNode('ps -eo pid,rss,comm --sort=-rss | head -n 15'),
  raiseCgroupLimit: onNode("dmesg -T | grep -B2 -A12 'invoked oom-killer'"),
  readEvents: atHand(({ word }) => `kubectl get events -A -o wide | grep -F -e ${word}`),
};

/** What to run first for the next step; absent where nothing is to be run, or the node's name is none to paste. */
export function firstCommandOf(step: NextStep, node: JudgedNode): FirstCommand | undefined {
  const { key } = node.evidence;
  if (!isPasteable(key.node)) {
    return undefined;
  }
  const target = targetOf(key);
  return step === 'pickFix' || step === 'planFix' ? ofRunbook(node, target) : commands[step]?.(target);
}

function ofRunbook(node: JudgedNode, target: Target): FirstCommand | undefined {
  const [first] = plannedSteps(recommendedWayOut(node), systemOf(systemFactsOf(node.evidence)));
  const command = first?.kind === 'step' ? commandOf(first.id, target) : undefined;
  return first?.kind === 'step' && command !== undefined ? { where: whereOf(first.id), command } : undefined;
}
