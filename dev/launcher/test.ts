// npm test: sets everything up, runs every check, and ends with "N passed, N failed" summed from their own reports.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { publish, startHosts } from '../../e2e/stack';
import { grafanaVersions, installHostLibraries } from '../host/libraries';
import { type Check, type CheckResult, runCheck } from './check';
import { countBats, countBrowser, countJest, countPromtool } from './counts';
import { type DebianPackage, debianPackages, ensurePackages } from './debian';
import { type Backend, startBackend } from './stack';

const root = path.resolve(__dirname, '../..');
const resultsDir = path.join(root, 'test-results');
const jestReport = path.join(resultsDir, 'jest.json');
const browserReport = path.join(resultsDir, 'browser.json');

const npx = (name: string, args: string[], count?: Check['count']): Check => ({
  name,
  command: 'npx',
  args: ['--no-install', ...args],
  count,
});

function staticChecks(): Check[] {
  const ruleTests = path.join(root, 'alerts/tests');
  return [
    npx('types', ['tsc', '--noEmit', '-p', '.']),
    npx('lint', ['eslint', '.', '--max-warnings', '0']),
    npx('formatting', ['prettier', '--check', '.']),
    npx('import directions', ['depcruise', 'src', '--config', '.dependency-cruiser.cjs']),
    npx('jest', ['jest', '--json', `--outputFile=${jestReport}`, '--silent'], () => countJest(jestReport)),
    {
      name: 'promtool check rules',
      command: 'promtool',
      args: ['check', 'rules', path.join(root, 'alerts/memcg-kmem.rules.yaml')],
    },
    ...readdirSync(ruleTests).map((file): Check => {
      const testFile = path.join(ruleTests, file);
      return {
        name: `promtool test rules ${file}`,
        command: 'promtool',
        args: ['test', 'rules', testFile],
        count: (succeeded, output) => countPromtool(testFile, succeeded, output),
      };
    }),
    {
      name: 'node probe (bats)',
      command: 'bats',
      args: ['--formatter', 'tap', path.join(root, 'deploy/node-probe/tests')],
      count: (_, output) => countBats(output),
    },
    npx('build within budget', ['tsx', '.config/webpack/build.ts']),
  ];
}

async function browserTests(backend: Backend): Promise<CheckResult> {
  const hosts = await startHosts(backend);
  publish(hosts.stack);
  try {
    return await runCheck(
      npx('browser tests', ['playwright', 'test', '-c', 'e2e'], () => countBrowser(browserReport)),
      true
    );
  } finally {
    await hosts.close();
  }
}

async function main(): Promise<void> {
  const startedAt = Date.now();
  rmSync(resultsDir, { recursive: true, force: true });
  mkdirSync(resultsDir, { recursive: true });
  const say = (text: string) => console.log(`   ${text}`);
  ensurePackages(Object.keys(debianPackages) as DebianPackage[], say);
  for (const version of grafanaVersions) {
    await installHostLibraries(version);
  }

  // Started first: the alerts' "for" runs out while the other checks run.
  const backend = await startBackend(path.join(root, '.demo/test'), say);
  const results: CheckResult[] = [];
  try {
    for (const check of staticChecks()) {
      results.push(await runCheck(check, false));
    }
    results.push(await browserTests(backend));
  } finally {
    await backend.close();
  }
  report(results, (Date.now() - startedAt) / 1000);
}

function report(results: readonly CheckResult[], seconds: number): void {
  console.log(`\n── ${seconds.toFixed(0)} s in all`);
  for (const { name, passed, failed } of results) {
    console.log(`   ${failed > 0 ? 'FAILED' : 'ok    '}  ${name}: ${passed} passed, ${failed} failed`);
  }
  const sum = (pick: (result: CheckResult) => number) => results.reduce((total, each) => total + pick(each), 0);
  const failed = sum((each) => each.failed);
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`${sum((each) => each.passed)} passed, ${failed} failed`);
}

main().catch((error: unknown) => {
  console.error(error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
