import { describe, expect, it } from '@jest/globals';
import cases from './cases/first-sight.json';
import { type PlacedReading } from './pasted/placedReading';
import { parsePasted } from './pasted/parsePasted';

interface SeenText {
  id: string;
  text: string;
  readings: Array<Partial<PlacedReading>>;
  facts: Array<{ id: string; value: unknown; node?: string }>;
}

// Public texts as they were pasted, with what they really were (docs/quality.md, First sight). Those that are still
// read wrongly are listed there.
describe('public texts at first sight', () => {
  it.each((cases as unknown as SeenText[]).map((each) => [each.id, each] as const))('%s', (_, expected) => {
    const read: PlacedReading[] = [];
    const reading = parsePasted(expected.text, { onReading: (placed) => read.push(placed) });
    let step = reading.next();
    while (!step.done) {
      step = reading.next();
    }
    for (const each of expected.readings) {
      expect(read).toContainEqual(expect.objectContaining(each));
    }
    expect(new Set(read.map(({ meaning }) => meaning))).toEqual(
      new Set(expected.readings.map(({ meaning }) => meaning))
    );
    for (const fact of expected.facts) {
      expect(step.value.facts).toContainEqual(expect.objectContaining(fact));
    }
  });
});
