// npm run quality: judges every public report, in short and whole, and writes what came of it into docs/quality.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { judgeCases, type JudgedCase, scoreOf } from './publicCases';
import { reports, saidOf } from './wholeReports';
import * as whole from './wholeSection';

const page = path.resolve(__dirname, '../../docs/quality.md');
const begin = '<!-- verdicts: written by "npm run quality" -->';
const end = '<!-- end of verdicts -->';

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

/** The section of docs/quality.md that tells how every public report is judged. */
export function section(judged: readonly JudgedCase[]): string {
  const score = scoreOf(judged);
  const rows = judged.map(
    ({ report, diagnosis, outcome }) =>
      `| [${report.id}](${report.url}) | ${report.verdict} | ${diagnosis.state}, ${diagnosis.cause} | ${diagnosis.confidence} | ${outcome} |`
  );
  return [
    begin,
    '## Verdicts on public reports',
    '',
    `${judged.length} public reports, judged from what each says and nothing else. Of the ${score.found + score.missed} true cases whose report can tell, ` +
      `${score.found} are found: recall ${percent(score.recall)}, precision ${percent(score.precision)} (${score.accused} wrongly accused). ` +
      `${score.insufficient} more true cases hold neither text nor figures; counted against us, recall is ${percent(score.recallOfAll)}.`,
    '',
    '| report | true cause | our verdict | confidence | outcome |',
    '|---|---|---|---|---|',
    ...rows,
    end,
  ].join('\n');
}

function main(): void {
  const judged = reports.map((report) => ({ report, said: saidOf(report) }));
  const parts = [
    { begin, end, text: section(judgeCases()) },
    { begin: whole.begin, end: whole.end, text: whole.wholeSection(judged) },
  ];
  const before = existsSync(page) ? readFileSync(page, 'utf8') : '# Quality\n\n';
  writeFileSync(
    page,
    parts.reduce((written, part) => replaced(written, part), before)
  );
  parts.forEach(({ text }) => console.log(text));
}

function replaced(before: string, part: { begin: string; end: string; text: string }): string {
  const from = before.indexOf(part.begin);
  const to = before.indexOf(part.end);
  return from >= 0 && to > from
    ? before.slice(0, from) + part.text + before.slice(to + part.end.length)
    : `${before.trimEnd()}\n\n${part.text}\n`;
}

if (require.main === module) {
  main();
}
