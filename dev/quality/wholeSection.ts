import { type Said, type WholeReport } from './wholeReports';

export const begin = '<!-- whole reports: written by "npm run quality" -->';
export const end = '<!-- end of whole reports -->';

export interface JudgedReport {
  report: WholeReport;
  said: Said;
}

/** The part of docs/quality.md that tells what is said of whole reports: when they were first read, and now. */
export function wholeSection(judged: readonly JudgedReport[]): string {
  const batches = [...new Set(judged.map(({ report }) => report.batch))];
  return [
    begin,
    '| reports | | verdict right | figures read right |',
    '|---|---|---|---|',
    ...batches.flatMap((batch) => {
      const of = judged.filter(({ report }) => report.batch === batch);
      return [
        totals(
          `${batch}, at first sight`,
          of.map(({ report }) => ({ report, said: report.firstSight }))
        ),
        totals(`${batch}, now`, of),
      ];
    }),
    '',
    '<details><summary>Report by report: what decides, what was said at first sight, what is said now</summary>',
    '',
    '| report | batch | what decides | at first sight | now |',
    '|---|---|---|---|---|',
    ...judged.map(({ report, said }) => {
      const cells = [nameOf(report), report.batch, inCell(report.decides), told(report.firstSight), told(said)];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
    '</details>',
    end,
  ].join('\n');
}

function totals(title: string, of: readonly JudgedReport[]): string {
  const right = of.filter(({ said }) => said.isRight).length;
  const read = of.reduce((sum, { said }) => sum + said.figuresRead, 0);
  const given = of.reduce((sum, { report }) => sum + report.figures.length, 0);
  return `| ${title} | ${of.length} | ${right} | ${read} of ${given} |`;
}

function told({ verdict, isRight }: Said): string {
  return `${isRight ? 'right' : '**wrong**'}: ${verdict}`;
}

function nameOf({ id, url }: WholeReport): string {
  return url === null ? id : `[${id}](${url})`;
}

/** Mails and shells write what Markdown takes for its own. */
function inCell(text: string): string {
  return text.replace(/[|<>*_`]/g, (sign) => `\\${sign}`);
}
