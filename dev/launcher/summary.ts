import { stripVTControlCharacters } from 'node:util';
import { type CheckResult } from './check';

const maxNamedLines = 12;
const maxLineLength = 200;

/**
 * The end of "npm test", line by line: each stage's counts, what failed or passed only at the second try, and
 * "N passed, N failed". The reasons come late, since of a long log often only the last lines are kept.
 */
export function summaryLines(results: readonly CheckResult[], seconds: number): string[] {
  const sum = (pick: (result: CheckResult) => number) => results.reduce((total, each) => total + pick(each), 0);
  return [
    '',
    ...results.map(
      ({ name, passed, failed, seconds: taken }) =>
        `   ${failed > 0 ? 'FAILED' : 'ok    '}  ${name}: ${passed} passed, ${failed} failed, ${taken.toFixed(0)} s`
    ),
    ...namedLines('What failed', results, ({ failed, failing }) => (failed > 0 ? failing : [])),
    ...namedLines('What passed only at the second try', results, ({ retried = [] }) => retried),
    `── ${seconds.toFixed(0)} s in all`,
    `${sum((each) => each.passed)} passed, ${sum((each) => each.failed)} failed`,
  ];
}

/** Every check has its turn before any has a second line. */
function namedLines(
  title: string,
  results: readonly CheckResult[],
  linesOf: (result: CheckResult) => readonly string[]
): string[] {
  const inTurns = results
    .flatMap((result, order) => linesOf(result).map((line, turn) => ({ name: result.name, line, order, turn })))
    .sort((a, b) => a.turn - b.turn || a.order - b.order);
  // One line is kept for how many are left out.
  const shown = inTurns.length > maxNamedLines ? inTurns.slice(0, maxNamedLines - 1) : inTurns;
  const leftOut = inTurns.length - shown.length;
  return [
    ...(shown.length > 0 ? [`── ${title}`] : []),
    ...shown.sort((a, b) => a.order - b.order || a.turn - b.turn).map(({ name, line }) => oneLine(`${name}: ${line}`)),
    ...(leftOut > 0 ? [`   and ${leftOut} more`] : []),
  ];
}

function oneLine(text: string): string {
  const plain = stripVTControlCharacters(text).replace(/\s+/g, ' ').trim();
  return `   ${plain.length > maxLineLength ? `${plain.slice(0, maxLineLength)}…` : plain}`;
}
