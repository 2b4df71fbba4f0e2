// npm run bench:alerts: our alerts and the two nearest public rules over the world's installations. Prints the tables and
// writes them into docs/quality.md.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ensurePackages } from '../launcher/debian';
import { stacks } from '../fleet/stacks/stacks';
import { alertParts } from './world/alertParts';
import { askRules, ruleFileOf } from './world/askRules';
import { inParallel } from './world/inParallel';
import { installation } from './world/installations';
import { publish } from './world/publish';
import { type Part } from './world/report';
import { ruleFaults } from './world/ruleFaults';
import { ruleFaultParts } from './world/ruleFaultParts';
import { type RuleOutcome } from './world/ruleScore';
import { nodesEach } from './world/size';

const root = path.resolve(__dirname, '../..');
const shippedRules = path.join(root, 'alerts/memcg-kmem.rules.yaml');
const olderRules = path.join(__dirname, 'olderRules.yaml');
const ruleFiles = [shippedRules, path.join(__dirname, 'public.rules.yaml')];

async function main(): Promise<void> {
  ensurePackages(['prometheus'], console.log);
  const startedAt = Date.now();
  const outcomes = await inParallel(2, stacks, async (stack): Promise<RuleOutcome> => {
    const one = installation(stack, nodesEach);
    const starts = await askRules(one, ruleFiles);
    console.log(
      `${stack.id}: ${one.nodes.length} nodes, ${starts.length} alerts, ${((Date.now() - startedAt) / 1000).toFixed(0)} s`
    );
    return { stack: stack.id, nodes: one.nodes, starts };
  });
  publish('alerts', [...alertParts(outcomes), ...(await whenRulesFail())]);
}

/** Where rules may fail, on an installation with a cluster label and all ages of exporters. */
function whenRulesFail(): Promise<Part[]> {
  const stack = stacks.find(({ id }) => id === 'old-and-new');
  if (!stack) {
    throw new Error('the stack is gone');
  }
  const rulesIn = (file: string) => ruleFileOf(readFileSync(file, 'utf8'));
  return ruleFaultParts(installation(stack, nodesEach), ruleFaults(rulesIn(shippedRules), rulesIn(olderRules)));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
