import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countBats, countBrowser, countJest } from './counts';

let workDir: string;
beforeAll(() => {
  workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-counts-'));
});
afterAll(() => rmSync(workDir, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = path.join(workDir, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

it('names the tests of jest that failed, and the suites that could not run', () => {
  const testResults = [
    {
      name: path.resolve('src/a.test.ts'),
      status: 'failed',
      assertionResults: [
        { fullName: 'a page shows it', status: 'failed', failureMessages: ['Error: expected 1\n    at x.ts'] },
        { fullName: 'a page hides it', status: 'passed' },
      ],
    },
    { name: path.resolve('src/b.test.ts'), status: 'failed', assertionResults: [] },
    { name: path.resolve('src/c.test.ts'), status: 'passed', assertionResults: [] },
  ];
  const file = report({ numPassedTests: 1, numFailedTests: 1, numRuntimeErrorTestSuites: 1, testResults });
  expect(countJest(file)).toEqual({
    passed: 1,
    failed: 2,
    failing: ['src/a.test.ts: a page shows it: Error: expected 1', 'src/b.test.ts: the suite could not run'],
  });
});

it('names the browser tests that failed, and those that passed at the second try, at any depth', () => {
  const spec = (title: string, status: string, errors: Array<{ message: string }> = []) => {
    const results = [{ errors }, { errors: [{ message: 'of a later try' }] }];
    return { title, file: 'nodes.spec.ts', line: 7, tests: [{ status, results: errors.length > 0 ? results : [] }] };
  };
  const suites = [
    {
      title: 'nodes.spec.ts',
      specs: [
        spec('opens', 'expected'),
        spec('closes', 'unexpected', [{ message: 'Timeout 30000ms exceeded\n  at nodesPage.ts' }]),
        spec('is left out', 'skipped'),
      ],
      suites: [{ title: 'Grafana 11', specs: [spec('zooms', 'flaky', [{ message: 'Timeout 5000ms exceeded' }])] }],
    },
  ];
  const errors = [{ message: 'Error: no Chromium\n  at setup.ts' }];
  expect(countBrowser(report({ stats: { expected: 1, unexpected: 1, flaky: 1 }, suites, errors }))).toEqual({
    passed: 2,
    failed: 1,
    failing: ['e2e/nodes.spec.ts:7: closes: Timeout 30000ms exceeded', 'outside of the tests: Error: no Chromium'],
    retried: ['e2e/nodes.spec.ts:7: Grafana 11 › zooms: Timeout 5000ms exceeded'],
  });
});

it('counts browser tests that passed at the second try as failed once they are many', () => {
  const tests = [{ status: 'flaky', results: [{ errors: [{ message: 'Timeout' }] }] }];
  const specs = ['a', 'b', 'c'].map((title) => ({ title, file: 'nodes.spec.ts', line: 1, tests }));
  const counted = countBrowser(report({ stats: { expected: 7, unexpected: 0, flaky: 3 }, suites: [{ specs }] }));
  expect(counted).toMatchObject({ passed: 7, failed: 3 });
  expect(counted.retried).toHaveLength(3);
});

it.each([countJest, countBrowser])('a report that was never written is a failure', (count) => {
  expect(count(path.join(workDir, 'none.json'))).toMatchObject({ passed: 0, failed: 1 });
});

it('names the tests of bats that failed', () => {
  expect(countBats('1..3\nok 1 reads\nnot ok 2 writes twice\nok 3 waits # skip no root\n')).toEqual({
    passed: 1,
    failed: 1,
    failing: ['writes twice'],
  });
});
