// npm run bench:forecast: what the page says of the world's nodes before and after they fail, held against what is so: states,
// causes and forecasts. Prints the figures and writes them into docs/quality.md.
import { ensurePackages } from '../launcher/debian';
import { askPage } from './world/askPage';
import { installation, type Installation } from './world/installations';
import { forecastParts } from './world/forecastParts';
import { momentsOf, type Saying, sayingsOf } from './world/pageScore';
import { publish } from './world/publish';
import { nodesEach } from './world/size';
import { stacks } from '../fleet/stacks/stacks';

async function main(): Promise<void> {
  ensurePackages(['prometheus'], console.log);
  const startedAt = Date.now();
  const sayings: Saying[] = [];
  const asked: Installation[] = [];
  for (const stack of stacks) {
    const one = installation(stack, nodesEach);
    asked.push(one);
    sayings.push(...sayingsOf(one, await askPage(one, momentsOf(one))));
    console.log(`${stack.id}: ${one.nodes.length} nodes${one.troubles.map((each) => `, ${each}`).join('')}`);
  }
  publish('forecast', forecastParts(asked, sayings));
  console.log(`\n${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
