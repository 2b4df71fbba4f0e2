import { type TextKey } from '../locales/catalogue';
import { meaningText, nodeTitle, verdictSentence, verdictText } from '../locales/wording';
import { type Words } from '../locales/words';
import { type Judged } from './judge';
import { type PodOwner } from './podOwners';
import { type Report, type ReportedNode, type ReportedReading } from './report';

/** Ways to set text apart on a terminal. */
export interface Look {
  strong: (text: string) => string;
  faint: (text: string) => string;
}

export const plainLook: Look = { strong: (text) => text, faint: (text) => text };
export const terminalLook: Look = {
  strong: (text) => `\u001b[1m${text}\u001b[22m`,
  faint: (text) => `\u001b[2m${text}\u001b[22m`,
};

const marks = { strong: '●', medium: '◐', weak: '○' } as const;
const maxReadings = 40;
const maxFeeders = 5;

/** The report for people. @param judged the same nodes in the same order */
export function reportText(report: Report, judged: readonly Judged[], words: Words, look: Look): string {
  const nodes = report.nodes.flatMap((node, index) => {
    const each = judged[index];
    return each ? [nodeText(node, each, words, look)] : [];
  });
  return `${[...nodes, readingsText(report, words, look)].filter((part) => part !== '').join('\n\n')}\n`;
}

function nodeText(node: ReportedNode, { evidence, diagnosis }: Judged, words: Words, look: Look): string {
  const { text, measures } = words;
  const name =
    node.node === null
      ? text('cli.someNode', { from: node.from === '-' ? text('cli.standardInput') : (node.from ?? '') })
      : nodeTitle(evidence.key);
  const reasons = (direction: 'for' | 'against', title: TextKey) => {
    const found = node.reasons.filter((reason) => reason.direction === direction);
    return section(
      text(title),
      found.map((reason) => `${marks[reason.strength]} ${shown(reason.text)}`)
    );
  };
  const causes = node.causes.map(({ cause, probability }) =>
    text('causes.likely', { cause: text(`cause.${cause}`), probability: measures.ratio(probability) })
  );
  const settle = node.settle.flatMap(({ text: what, command }) => [what, `  $ ${command}`]);
  return [
    look.strong(`${shown(name)}: ${verdictText(diagnosis, words)}`),
    shown(verdictSentence(diagnosis, name, words)),
    ...section(text('causes.title'), causes.length > 1 ? causes : []),
    ...reasons('for', 'details.for'),
    ...reasons('against', 'details.against'),
    ...section(text('cli.settle'), settle),
    ...section(
      text('cli.feeders'),
      node.feeders.slice(0, maxFeeders).map((each) => feederText(each, words))
    ),
    ...section(text('cli.next'), [node.next.text, ...(node.next.command ? [`  $ ${shown(node.next.command)}`] : [])]),
  ].join('\n');
}

function feederText({ kind, namespace, owner, pods }: PodOwner, { text, measures }: Words): string {
  const name = [kind, [namespace, owner].filter((part) => part !== null).join('/')].filter((part) => part !== null);
  return text('cli.feeder', { owner: shown(name.join(' ')), number: measures.count(pods) });
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [title, ...lines.map((line) => `  ${line}`)] : [];
}

function readingsText({ readings, readingsLeftOut }: Report, words: Words, look: Look): string {
  const { text, measures } = words;
  const left = readings.length + readingsLeftOut - Math.min(readings.length, maxReadings);
  const lines = readings.slice(0, maxReadings).map((reading) => readingText(reading, words, look));
  const more = left > 0 ? [text('cli.more', { count: left, number: measures.count(left) })] : [];
  return section(text('cli.readings'), [...lines, ...more]).join('\n');
}

function readingText(reading: ReportedReading, words: Words, look: Look): string {
  const { file, line, operation, object, errno, meaning, count } = reading;
  const place = file === '-' ? `${line}:` : `${file}:${line}:`;
  const call = [operation, object, errno].filter((part) => part !== null).join(' ');
  const times = count > 1 ? ` ×${words.measures.count(count)}` : '';
  return `${look.faint(shown(place))} ${meaningText(meaning, words)}${shown(call === '' ? '' : ` (${call})`)}${times}`;
}

/** Texts from outside may hold what a terminal acts on: its place is shown, and nothing happens. */
function shown(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
