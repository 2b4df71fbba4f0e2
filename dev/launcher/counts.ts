import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Count {
  passed: number;
  failed: number;
}

/** jest's --json file. A suite that could not run counts as one failure. */
export function countJest(file: string): Count {
  const report = readJson(file);
  if (!report) {
    return { passed: 0, failed: 1 };
  }
  return {
    passed: number(report.numPassedTests),
    failed: number(report.numFailedTests) + number(report.numRuntimeErrorTestSuites),
  };
}

/** Playwright's JSON report. A flaky test has failed once and so counts as failed. */
export function countBrowser(file: string): Count {
  const stats = readJson(file)?.stats;
  if (!isRecord(stats)) {
    return { passed: 0, failed: 1 };
  }
  return { passed: number(stats.expected), failed: number(stats.unexpected) + number(stats.flaky) };
}

/** TAP, as bats writes it. A skipped test is neither passed nor failed. */
export function countBats(output: string): Count {
  const lines = output.split('\n');
  return {
    passed: lines.filter((line) => /^ok \d+/.test(line) && !/# skip/i.test(line)).length,
    failed: lines.filter((line) => line.startsWith('not ok ')).length,
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
    return { passed: assertions, failed: 0 };
  }
  const failed = Math.max(1, output.match(/^\s*(alertname:|expr:)/gm)?.length ?? 0);
  return { passed: Math.max(0, assertions - failed), failed };
}

interface RuleTest {
  alert_rule_test?: unknown[];
  promql_expr_test?: unknown[];
}

function readJson(file: string): Record<string, unknown> | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return isRecord(report) ? report : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
