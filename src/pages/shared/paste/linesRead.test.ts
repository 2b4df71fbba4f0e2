import { describe, expect, it } from '@jest/globals';
import { type PlacedReading, TextReader } from '../../../events';
import { type Places, markLines } from './linesRead';

function placesOf(text: string): Places {
  const readings: PlacedReading[] = [];
  const unread = new Set<number>();
  const reader = new TextReader({ onReading: (each) => readings.push(each), onUnread: (line) => unread.add(line) });
  reader.push(text);
  const { facts } = reader.end();
  return { readings, unread, facts };
}

const mkdir = 'mkdir /sys/fs/cgroup/memory/kubepods/x: cannot allocate memory';
const linesOf = (text: string) => markLines(text, placesOf(text));

describe('markLines', () => {
  it('marks the words that a reading rests on, and tells what was not read', () => {
    const text = `hello\n  Warning: ${mkdir} (again)\n`;
    const [first, second] = linesOf(text).lines;
    expect(first).toMatchObject({ number: 1, isUnread: true, readings: [], facts: [], marks: [] });
    expect(second).toMatchObject({ number: 2, isUnread: false, readings: [{ meaning: 'creation-refused' }] });
    const marked = second?.kind === 'line' ? second.marks.map(({ start, end }) => second.text.slice(start, end)) : [];
    expect(marked).toEqual([mkdir]);
  });

  it('shows facts on their lines, and a prompt as read', () => {
    const { lines } = linesOf('# ls /sys/kernel/slab | wc -l\n182210');
    expect(lines).toMatchObject([
      { number: 1, isUnread: false },
      { number: 2, facts: [{ id: 'slabEntries' }] },
    ]);
  });

  it('takes many silent lines together, and ends a long text', () => {
    const silent = 'hello\n'.repeat(10);
    expect(linesOf(`${silent}${mkdir}`).lines).toMatchObject([{ kind: 'hidden', first: 1, count: 10 }, { number: 11 }]);
    const { lines, beyond } = linesOf(`${mkdir}\n`.repeat(300));
    expect(lines.length + beyond).toBe(301);
    expect(lines).toHaveLength(200);
  });
});
