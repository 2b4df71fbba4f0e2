import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { parseYaml } from './yaml';

const written = (value: unknown, lineWidth: number, indentSeq: boolean) =>
  stringify(value, { lineWidth, indentSeq, aliasDuplicateObjects: false, version: '1.1' });

// Texts as messages have them: quotes of any depth, colons, paths, blanks.
const words = fc.constantFrom(
  'a',
  'b:',
  '"c"',
  "'d'",
  '\\"',
  '/sys/fs/cgroup',
  '#1',
  '- e',
  '[f]',
  '{g',
  '@h',
  '12',
  '>',
  '|'
);
const text = fc.array(words, { minLength: 1, maxLength: 40 }).map((each) => each.join(' '));
const key = fc.stringMatching(/^[a-z][\w./-]{0,12}$/);
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    text,
    fc.boolean(),
    fc.dictionary(key, tie('any'), { minKeys: 1, maxKeys: 4 }),
    fc.array(tie('any'), { minLength: 1, maxLength: 3 })
  ),
})).any;

describe('parseYaml', () => {
  it('reads what a library writes, folded at any width', () => {
    fc.assert(
      fc.property(
        fc.dictionary(key, value, { minKeys: 1 }),
        fc.integer({ min: 20, max: 120 }),
        fc.boolean(),
        (object, width, isIndented) => {
          expect(parseYaml(written(object, width, isIndented).split('\n'))).toEqual(object);
        }
      )
    );
  });

  it('reads lines of any kind without an error, and nests no deeper than it may', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('a:', '- ', '  - b: |', '  c: "', '- - -'))),
        (lines) => {
          parseYaml(lines);
        }
      )
    );
    expect(() => parseYaml(['- '.repeat(100_000)])).not.toThrow();
    expect(() => parseYaml(Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:`))).not.toThrow();
  });
});
