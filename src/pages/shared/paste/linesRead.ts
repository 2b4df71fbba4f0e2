import { type Fact, type Mark, type PlacedReading } from '../../../events';

/** What was understood of a text, by the places that say it. */
export interface Places {
  readings: readonly PlacedReading[];
  facts: readonly Fact[];
  /** Numbers of lines that nothing was read from. */
  unread: ReadonlySet<number>;
}

export interface ReadLine {
  kind: 'line';
  /** From 1. */
  number: number;
  text: string;
  /** The stretches that say it, in their order and apart from each other; 0-based. */
  marks: Array<{ start: number; end: number }>;
  readings: PlacedReading[];
  facts: Fact[];
  isUnread: boolean;
}

/** Lines that say nothing, taken together. */
export interface HiddenLines {
  kind: 'hidden';
  first: number;
  count: number;
}

export interface ReadLines {
  lines: Array<ReadLine | HiddenLines>;
  /** Lines behind the last that is shown. */
  beyond: number;
}

/** More would hold up the page. */
const maxLines = 200;
const longestShown = 2000;
/** So many silent lines in a row are shown as they are. */
const shortestHidden = 4;

/** The text line by line, each with what was read from it. */
export function markLines(text: string, { readings, facts, unread }: Places): ReadLines {
  const byLine = new Map<number, ReadLine>();
  const texts = text.split('\n');
  const lineAt = (number: number): ReadLine => {
    const known = byLine.get(number) ?? {
      kind: 'line',
      number,
      text: (texts[number - 1] ?? '').slice(0, longestShown),
      marks: [],
      readings: [],
      facts: [],
      isUnread: unread.has(number),
    };
    byLine.set(number, known);
    return known;
  };
  for (const reading of readings) {
    lineAt(reading.line).readings.push(reading);
    [reading, ...reading.more].forEach(({ line, columns }: Mark) =>
      lineAt(line).marks.push({ start: columns.start - 1, end: columns.end - 1 })
    );
  }
  facts.forEach((fact) => lineAt(fact.line).facts.push(fact));
  return shortened(texts, byLine, lineAt);
}

function shortened(
  texts: readonly string[],
  marked: ReadonlyMap<number, ReadLine>,
  lineAt: (number: number) => ReadLine
): ReadLines {
  const markedNumbers = new Set(marked.keys());
  const lines: ReadLines['lines'] = [];
  let number = 1;
  while (number <= texts.length && lines.length < maxLines) {
    let end = number;
    while (end <= texts.length && !markedNumbers.has(end)) {
      end++;
    }
    if (end - number >= shortestHidden) {
      lines.push({ kind: 'hidden', first: number, count: end - number });
      number = end;
    } else {
      const line = lineAt(number);
      lines.push({ ...line, marks: apart(line.marks, line.text.length) });
      number++;
    }
  }
  return { lines, beyond: Math.max(0, texts.length - number + 1) };
}

function apart(marks: ReadLine['marks'], length: number): ReadLine['marks'] {
  const joined: ReadLine['marks'] = [];
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) {
      last.end = Math.min(length, Math.max(last.end, end));
    } else if (start < length) {
      joined.push({ start: Math.max(0, start), end: Math.min(length, end) });
    }
  }
  return joined;
}
