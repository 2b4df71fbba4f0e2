import { hour } from '../../fleet/curves';
import { type Installation } from './installations';
import { nodeOutcomes, type RuleOutcome } from './ruleScore';

/** What is to be looked into: each false alert, and each node that came to refuse pods and that nobody told of. */
export function missedAndFalse(
  { stack, nodes, failureSeconds }: Installation,
  starts: RuleOutcome['starts']
): string[] {
  return nodeOutcomes({ stack: stack.id, nodes, starts }).flatMap(({ node, right, wrong }) => {
    const name = `${stack.id}, ${node.name}, ${node.half}, ${node.kind}`;
    const untold = node.truth.failsAt !== undefined && right.length === 0 ? [`untold: ${name}`] : [];
    return [
      ...untold,
      ...wrong.map(
        ({ alertname, growth = '', atSeconds }) =>
          `false: ${name}: ${alertname} ${growth} after ${hours(atSeconds)} h, nodes fail after ${hours(failureSeconds)} h`
      ),
    ];
  });
}

const hours = (seconds: number) => (seconds / hour).toFixed(0);
