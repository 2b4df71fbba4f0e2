import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Cells, cellsOf, type Part, putInto, reportText } from './report';

const report = path.resolve(__dirname, '../../../docs/quality.md');
const firstFile = path.join(__dirname, 'firstJudge.json');

/** What the judge was worth before anything in it was changed for this world. */
interface FirstJudge {
  measuredOn: string;
  cells: Cells;
}

/** Prints the report and writes it into docs/quality.md beside the first judge's figures; with --as-first, these instead. */
export function publish(section: 'alerts' | 'forecast', parts: readonly Part[]): void {
  const { values } = parseArgs({ options: { 'as-first': { type: 'boolean', default: false } } });
  const first = JSON.parse(readFileSync(firstFile, 'utf8')) as FirstJudge;
  if (values['as-first']) {
    const measured: FirstJudge = { ...first, cells: { ...first.cells, ...cellsOf(parts) } };
    writeFileSync(firstFile, `${JSON.stringify(measured, null, 2)}\n`);
    console.log(reportText(parts));
    return;
  }
  const text = reportText([...parts, besideFirst(first)], first.cells);
  console.log(`\n${text}`);
  putInto(report, section, text);
}

const besideFirst = ({ measuredOn }: FirstJudge) =>
  `"Was": the same of the judge of ${measuredOn}, measured in this world before anything in it was changed.`;
