// npm run bench:alerts: our alerts and the two nearest public rules over the world's installations. Prints the tables and
// writes them into docs/quality.md. For a look at some of them, with what is false and missed there, and nothing written:
// -- --only amazon,google
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages } from '../launcher/debian';
import { type Stack, stacks } from '../fleet/stacks/stacks';
import { alertParts, isOurs } from './world/alertParts';
import { askRules, ruleFileOf } from './world/askRules';
import { inParallel } from './world/inParallel';
import { installation } from './world/installations';
import { publish } from './world/publish';
import { missedAndFalse } from './world/missedAndFalse';
import { type Part, reportText } from './world/report';
import { ruleFaults } from './world/ruleFaults';
import { ruleFaultParts } from './world/ruleFaultParts';
import { type RuleOutcome } from './world/ruleScore';
import { nodesEach } from './world/size';

const root = path.resolve(__dirname, '../..');
const shippedRules = path.join(root, 'alerts/memcg-kmem.rules.yaml');
const olderRules = path.join(__dirname, 'olderRules.yaml');
const ruleFiles = [shippedRules, path.join(__dirname, 'public.rules.yaml')];

async function main(): Promise<void> {
  // publish() reads "as-first".
  const { values } = parseArgs({ options: { only: { type: 'string' }, 'as-first': { type: 'boolean' } } });
  const only = values.only?.split(',');
  ensurePackages(['prometheus'], console.log);
  if (only) {
    const outcomes = await outcomesOf(stacks.filter(({ id }) => only.includes(id)));
    console.log(reportText(alertParts(outcomes)));
    return;
  }
  publish('alerts', [...alertParts(await outcomesOf(stacks)), ...(await whenRulesFail())]);
}

function outcomesOf(of: readonly Stack[]): Promise<RuleOutcome[]> {
  const startedAt = Date.now();
  return inParallel(2, of, async (stack): Promise<RuleOutcome> => {
    const one = installation(stack, nodesEach);
    const starts = await askRules(one, ruleFiles);
    const ours = starts.filter(isOurs);
    console.log(
      [
        `${stack.id}: ${one.nodes.length} nodes, ${ours.length} alerts, ${((Date.now() - startedAt) / 1000).toFixed(0)} s`,
        ...missedAndFalse(one, ours),
      ].join('\n  ')
    );
    return { stack: stack.id, nodes: one.nodes, starts };
  });
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
