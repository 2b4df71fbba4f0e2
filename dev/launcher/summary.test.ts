import { type CheckResult } from './check';
import { summaryLines } from './summary';

const check = (name: string, failing: string[]): CheckResult => ({
  name,
  passed: 5,
  failed: failing.length,
  failing,
  seconds: 12,
});
const many = (name: string, count: number) =>
  check(
    name,
    Array.from({ length: count }, (_, i) => `test ${i}`)
  );

it('ends with the counts, and with nothing else where all passed', () => {
  expect(summaryLines([check('types', []), check('unit', [])], 24.4)).toEqual([
    '',
    '   ok      types: 5 passed, 0 failed, 12 s',
    '   ok      unit: 5 passed, 0 failed, 12 s',
    '── 24 s in all',
    '10 passed, 0 failed',
  ]);
});

it('names what failed last, plain and on one line each', () => {
  const lines = summaryLines([check('unit', ['\u001b[31ma.test.ts\u001b[39m: is\n  red']), check('types', [])], 1);
  expect(lines.slice(-4)).toEqual([
    '── What failed',
    '   unit: a.test.ts: is red',
    '── 1 s in all',
    '10 passed, 1 failed',
  ]);
});

it('names what passed only at the second try, and counts it as passed', () => {
  const lines = summaryLines([{ ...check('browser', []), retried: ['zooms: Timeout'] }], 1);
  expect(lines.slice(-4)).toEqual([
    '── What passed only at the second try',
    '   browser: zooms: Timeout',
    '── 1 s in all',
    '5 passed, 0 failed',
  ]);
});

it('shows twelve lines at most, and something of every check that failed', () => {
  const lines = summaryLines([many('unit', 50), many('browser', 2)], 1);
  const named = lines.slice(lines.indexOf('── What failed') + 1, -2);
  expect(named).toHaveLength(12);
  expect(named.filter((line) => line.includes('browser: '))).toEqual(['   browser: test 0', '   browser: test 1']);
  expect(named.at(-1)).toBe('   and 41 more');
  expect(summaryLines([many('unit', 12)], 1)).toContain('   unit: test 11');
});
