// npm run engines [-- NAME ...]: builds the servers that the comparison runs on, or those that are named, into a cache outside
// the checkout.
import { ensureEngine } from './build';
import { engine, engineFolder, engineNames, isEngineName, engineVersion, whyNoGo } from './engines';

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !isEngineName(name));
  if (unknown !== undefined) {
    throw new Error(`"${unknown}" is no engine. There are: ${engineNames.join(', ')}`);
  }
  const reason = whyNoGo();
  if (reason !== undefined) {
    throw new Error(reason);
  }
  for (const name of engineNames.filter(
    (each) => wanted.includes(each) || (wanted.length === 0 && !engine(each).isHeavy)
  )) {
    await ensureEngine(name, console.log);
    console.log(`${name} ${engineVersion(name)}: ${engineFolder(name)}`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
