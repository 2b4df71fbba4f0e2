import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export interface Count {
  passed: number;
  failed: number;
  /** File, title and the error's first line of each test that failed, as far as the report has them. */
  failing: readonly string[];
  /** The same of each test that failed once and passed when it was tried again. */
  retried?: readonly string[];
}

/** jest's --json file. A suite that could not run counts as one failure. */
export function countJest(file: string): Count {
  const report = jsonIn(file);
  if (!report) {
    return missing(file);
  }
  return {
    passed: number(report.numPassedTests),
    failed: number(report.numFailedTests) + number(report.numRuntimeErrorTestSuites),
    failing: records(report.testResults).flatMap(failingInSuite),
  };
}

function failingInSuite(suite: Record<string, unknown>): string[] {
  const name = fromHere(suite.name);
  const failed = records(suite.assertionResults).filter(({ status }) => status === 'failed');
  if (failed.length > 0) {
    return failed.map(({ fullName, failureMessages }) =>
      withReason(`${name}: ${text(fullName)}`, Array.isArray(failureMessages) ? failureMessages[0] : undefined)
    );
  }
  return suite.status === 'failed' ? [`${name}: the suite could not run`] : [];
}

/** More tests than this that pass only at the second try are no accident of a busy machine. */
const maxRetried = 2;

/** Playwright's JSON report. What passed only at the second try is named, and has passed where it is a rare one. */
export function countBrowser(file: string): Count {
  const report = jsonIn(file);
  const stats = report?.stats;
  if (!report || !isRecord(stats)) {
    return missing(file);
  }
  const retried = records(report.suites).flatMap((suite) => specsThatAre('flaky', suite, []));
  const areRare = retried.length <= maxRetried;
  return {
    passed: number(stats.expected) + (areRare ? retried.length : 0),
    failed: number(stats.unexpected) + (areRare ? 0 : retried.length),
    failing: [
      ...records(report.suites).flatMap((suite) => specsThatAre('unexpected', suite, [])),
      // Of what stands outside of any test: the set-up, a file that cannot be read.
      ...records(report.errors).map(({ message }) => `outside of the tests: ${firstLine(message)}`),
    ],
    retried,
  };
}

function specsThatAre(
  wanted: 'unexpected' | 'flaky',
  suite: Record<string, unknown>,
  above: readonly string[]
): string[] {
  const failed = records(suite.specs).filter(({ tests }) => records(tests).some(({ status }) => status === wanted));
  return [
    ...failed.map(({ file, line, title, tests }) => {
      const titles = [...above, text(title)].join(' › ');
      const [error] = records(tests).flatMap(({ results }) =>
        records(results).flatMap(({ errors }) => records(errors))
      );
      return withReason(`e2e/${text(file)}:${number(line)}: ${titles}`, error?.message);
    }),
    ...records(suite.suites).flatMap((inner) => specsThatAre(wanted, inner, [...above, text(inner.title)])),
  ];
}

/** TAP, as bats writes it. A skipped test is neither passed nor failed. */
export function countBats(output: string): Count {
  const lines = output.split('\n');
  const failing = lines.filter((line) => line.startsWith('not ok '));
  return {
    passed: lines.filter((line) => /^ok \d+/.test(line) && !/# skip/i.test(line)).length,
    failed: failing.length,
    failing: failing.map((line) => line.replace(/^not ok \d+ /, '')),
  };
}

/** promtool prints no counts: on success every assertion of the file has held, on failure each FAILED line is one. */
export function countPromtool(testFile: string, succeeded: boolean, output: string): Count {
  const { tests = [] } = parse(readFileSync(testFile, 'utf8')) as { tests?: RuleTest[] };
  const assertions = tests.reduce(
    (sum, each) => sum + (each.alert_rule_test?.length ?? 0) + (each.promql_expr_test?.length ?? 0),
    0
  );
  if (succeeded) {
    return { passed: assertions, failed: 0, failing: [] };
  }
  const failing = output.match(/^\s*(alertname:|expr:).*/gm)?.map((line) => line.trim()) ?? [];
  const failed = Math.max(1, failing.length);
  return { passed: Math.max(0, assertions - failed), failed, failing };
}

interface RuleTest {
  alert_rule_test?: unknown[];
  promql_expr_test?: unknown[];
}

function missing(file: string): Count {
  return { passed: 0, failed: 1, failing: [`${fromHere(file)}: no such report`] };
}

function jsonIn(file: string): Record<string, unknown> | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return isRecord(report) ? report : undefined;
}

function records(value: unknown): Array<Record<string, unknown>> {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Where only the end of a log is kept, a name alone does not tell what went wrong. */
function withReason(test: string, message: unknown): string {
  const reason = firstLine(message);
  return reason === '' ? test : `${test}: ${reason}`;
}

function firstLine(value: unknown): string {
  return text(value).split('\n', 1)[0] ?? '';
}

function fromHere(file: unknown): string {
  return path.relative(process.cwd(), text(file));
}
