import { stripVTControlCharacters } from 'node:util';
import { type CheckResult } from './check';

const maxFailingLines = 20;
const maxLineLength = 200;

/**
 * The end of "npm test", line by line: what failed, each stage's counts, and "N passed, N failed". Short, and last:
 * of a long log often only the tail is kept.
 */
export function summaryLines(results: readonly CheckResult[], seconds: number): string[] {
  const sum = (pick: (result: CheckResult) => number) => results.reduce((total, each) => total + pick(each), 0);
  return [
    ...failingLines(results),
    '',
    ...results.map(
      ({ name, passed, failed, seconds: taken }) =>
        `   ${failed > 0 ? 'FAILED' : 'ok    '}  ${name}: ${passed} passed, ${failed} failed, ${taken.toFixed(0)} s`
    ),
    `── ${seconds.toFixed(0)} s in all`,
    `${sum((each) => each.passed)} passed, ${sum((each) => each.failed)} failed`,
  ];
}

/** Every check that failed has its turn before any has a second line. */
function failingLines(results: readonly CheckResult[]): string[] {
  const failed = results.filter((each) => each.failed > 0);
  if (failed.length === 0) {
    return [];
  }
  const inTurns = failed
    .flatMap(({ name, failing }, order) => failing.map((line, turn) => ({ name, line, order, turn })))
    .sort((a, b) => a.turn - b.turn || a.order - b.order);
  // One line is kept for how many are left out.
  const shown = inTurns.length > maxFailingLines ? inTurns.slice(0, maxFailingLines - 1) : inTurns;
  const leftOut = inTurns.length - shown.length;
  return [
    '',
    '── What failed',
    ...shown.sort((a, b) => a.order - b.order || a.turn - b.turn).map(({ name, line }) => oneLine(`${name}: ${line}`)),
    ...(leftOut > 0 ? [`   and ${leftOut} more`] : []),
  ];
}

function oneLine(text: string): string {
  const plain = stripVTControlCharacters(text).replace(/\s+/g, ' ').trim();
  return `   ${plain.length > maxLineLength ? `${plain.slice(0, maxLineLength)}…` : plain}`;
}
