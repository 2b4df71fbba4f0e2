// npm run bench:alerts: our alerts and the two nearest public rules over the world's installations. Prints the tables and
// writes them into docs/quality.md.
import path from 'node:path';
import { stacks } from '../fleet/stacks/stacks';
import { alertText } from './world/alertText';
import { askRules } from './world/askRules';
import { inParallel } from './world/inParallel';
import { installation } from './world/installations';
import { putInto } from './world/report';
import { type RuleOutcome } from './world/ruleScore';
import { nodesEach } from './world/size';

const root = path.resolve(__dirname, '../..');
const ruleFiles = [path.join(root, 'alerts/memcg-kmem.rules.yaml'), path.join(__dirname, 'public.rules.yaml')];

async function main(): Promise<void> {
  const startedAt = Date.now();
  const outcomes = await inParallel(2, stacks, async (stack): Promise<RuleOutcome> => {
    const one = installation(stack, nodesEach);
    const starts = await askRules(one, { ruleFiles });
    console.log(
      `${stack.id}: ${one.nodes.length} nodes, ${starts.length} alerts, ${((Date.now() - startedAt) / 1000).toFixed(0)} s`
    );
    return { stack: stack.id, nodes: one.nodes, starts };
  });
  const text = alertText(outcomes);
  console.log(`\n${text}`);
  putInto(path.join(root, 'docs/quality.md'), 'alerts', text);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
