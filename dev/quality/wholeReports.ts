import { judge, type Judged } from '../../src/cli/judge';
import { type Confidence, type State } from '../../src/diagnosis';
import { parsePasted, type PastedEvidence } from '../../src/events';
import wholeReports from '../../src/events/cases/whole-reports.json';

/**
 * What a public report says, in short, and what a good engineer concludes from it. Written before the product read it, and
 * never changed after.
 */
export interface WholeReport {
  id: string;
  /** Null for a file of a public repository whose address is not known. */
  url: string | null;
  batch: string;
  text: string;
  states: string[];
  causes: string[];
  confidenceAtMost: string;
  decides: string;
  /** Figures that the text gives: any of these facts with any of these values. */
  figures: Array<{ fact: string[]; values: Array<string | number | boolean> }>;
  /** What the product said of it when it first read it, never measured again. */
  firstSight: Said;
}

export interface Said {
  verdict: string;
  isRight: boolean;
  figuresRead: number;
}

export const reports = wholeReports as WholeReport[];

/** The report pasted as it stands, and judged as any text is. */
export function saidOf(report: WholeReport): Said {
  const evidence = read(report.text);
  const judged = judge([{ file: report.id, evidence }], {}, 0);
  const { state, cause, confidence } = worst(judged).diagnosis;
  return {
    verdict: `${state}, ${cause}, ${confidence}`,
    isRight:
      report.states.includes(state) &&
      report.causes.includes(cause) &&
      confidences.indexOf(confidence) <= confidences.indexOf(report.confidenceAtMost as Confidence),
    figuresRead: report.figures.filter((figure) => isRead(figure, evidence, judged)).length,
  };
}

const confidences: readonly Confidence[] = ['low', 'medium', 'high'];
const states: readonly State[] = ['failing', 'leaking', 'exposed', 'protected', 'unknown', 'clear'];

function read(text: string): PastedEvidence {
  const reading = parsePasted(text);
  let step = reading.next();
  while (!step.done) {
    step = reading.next();
  }
  return step.value;
}

/** A text that names several machines is a report of the worst of them. */
function worst(judged: readonly Judged[]): Judged {
  const place = ({ diagnosis }: Judged) => states.indexOf(diagnosis.state);
  return judged.reduce((found, each) => (place(each) < place(found) ? each : found));
}

/** By the figure that counts for a node; those that count for none are looked for among all that were read. */
function isRead(
  { fact, values }: WholeReport['figures'][number],
  { facts }: PastedEvidence,
  judged: readonly Judged[]
) {
  const names: readonly string[] = fact;
  const counted = judged.flatMap(({ evidence }) =>
    Object.entries(evidence).flatMap(([name, value]: [string, unknown]) => (names.includes(name) ? [value] : []))
  );
  const noted = facts.filter(({ id }) => names.includes(id)).map(({ value }) => bytesOf(value));
  return (counted.length > 0 ? counted : noted).some((found) => values.some((value) => isNear(found, value)));
}

function bytesOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'bytes' in value ? value.bytes : value;
}

/** Reports round as they like: "about 30 GB". */
function isNear(found: unknown, value: unknown): boolean {
  return typeof found === 'number' && typeof value === 'number'
    ? Math.abs(found - value) <= value * 0.015
    : found === value;
}
