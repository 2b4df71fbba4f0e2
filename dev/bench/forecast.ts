// npm run bench:forecast: what the page says of the world's nodes before and after they fail, held against what is so: states,
// causes and forecasts. Prints the figures and writes them into docs/quality.md.
import path from 'node:path';
import { askPage } from './world/askPage';
import { installation, type Installation } from './world/installations';
import { forecastText } from './world/forecastText';
import { momentsOf, type Saying, sayingsOf } from './world/pageScore';
import { putInto } from './world/report';
import { nodesEach } from './world/size';
import { stacks } from '../fleet/stacks/stacks';

const report = path.resolve(__dirname, '../../docs/quality.md');

async function main(): Promise<void> {
  const startedAt = Date.now();
  const sayings: Saying[] = [];
  const asked: Installation[] = [];
  for (const stack of stacks) {
    const one = installation(stack, nodesEach);
    asked.push(one);
    sayings.push(...sayingsOf(one, await askPage(one, momentsOf(one))));
    console.log(`${stack.id}: ${one.nodes.length} nodes${one.troubles.map((each) => `, ${each}`).join('')}`);
  }
  const text = forecastText(asked, sayings);
  console.log(`\n${text}\n\n${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
  putInto(report, 'forecast', text);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
