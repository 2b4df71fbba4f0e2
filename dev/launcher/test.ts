// npm test: sets everything up, runs every check, and ends with "N passed, N failed" summed from their own reports.
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { publish, startHosts } from '../../e2e/stack';
import { type Backends, startBackends } from './backends';
import { grafanaVersions, installHostLibraries } from '../host/libraries';
import { type CheckResult, runCheck } from './check';
import { browserStage, type Chosen, chooseStages } from './chosenStages';
import { countBrowser } from './counts';
import { ensurePackages } from './debian';
import { preferGoJsonnet } from './goJsonnet';
import { inLanes } from './inLanes';
import { resultsDir, root, type Stage, stages } from './stages';
import { summaryLines } from './summary';

const say = (text: string) => console.log(`   ${text}`);

async function runStage({ name, checks, whyNot }: Stage): Promise<CheckResult[]> {
  const reason = whyNot?.();
  if (reason !== undefined) {
    say(`${name}: skipped. ${reason}`);
    return [];
  }
  const results: CheckResult[] = [];
  for (const check of checks) {
    results.push(await runCheck(check, false));
  }
  return results;
}

async function browserTests(backends: Backends): Promise<CheckResult> {
  const report = path.join(resultsDir, 'browser.json');
  const hosts = await startHosts(backends.proxies.url);
  publish(hosts.stack);
  try {
    const args = ['--no-install', 'playwright', 'test', '-c', 'e2e'];
    return await runCheck({ name: browserStage, command: 'npx', args, count: () => countBrowser(report) }, true);
  } finally {
    await hosts.close();
  }
}

/** One more than there are cores, since most wait for servers now and then; then those that want the machine to themselves. */
async function runInTurn(chosen: readonly Stage[]): Promise<CheckResult[]> {
  const waiting = chosen.filter(({ mostlyWaits }) => mostlyWaits);
  const alone = chosen.filter(({ isAlone }) => isAlone);
  const busy = chosen.filter((stage) => !waiting.includes(stage) && !alone.includes(stage));
  const together = await Promise.all([
    inLanes(availableParallelism() + 1, busy, runStage),
    inLanes(waiting.length, waiting, runStage),
  ]);
  return [...together.flat(), ...(await inLanes(1, alone, runStage))].flat();
}

async function runChosen(chosen: Chosen): Promise<CheckResult[]> {
  ensurePackages(
    [
      ...new Set([
        ...chosen.stages.flatMap(({ packages }) => packages),
        ...(chosen.withBrowser ? (['prometheus', 'prometheus-node-exporter', 'chromium'] as const) : []),
      ]),
    ],
    say
  );
  if (chosen.stages.some(({ packages }) => packages.includes('jsonnet'))) {
    await preferGoJsonnet(say);
  }
  const runStages = () => runInTurn(chosen.stages);
  if (!chosen.withBrowser) {
    return runStages();
  }
  for (const version of grafanaVersions) {
    await installHostLibraries(version);
  }
  // Started first: the alerts' "for" runs out while the other checks run.
  const backends = await startBackends(path.join(root, '.demo/test'), say);
  try {
    const results = await runStages();
    return [...results, await browserTests(backends)];
  } finally {
    await backends.close();
  }
}

async function main(): Promise<void> {
  const startedAt = Date.now();
  const chosen = chooseStages(stages(), process.argv.slice(2));
  rmSync(resultsDir, { recursive: true, force: true });
  mkdirSync(resultsDir, { recursive: true });
  report(await runChosen(chosen), (Date.now() - startedAt) / 1000);
}

function report(results: readonly CheckResult[], seconds: number): void {
  console.log(summaryLines(results, seconds).join('\n'));
  process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
