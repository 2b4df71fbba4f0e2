import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { quote } from './quote';

const echoed = (word: string) => execFileSync('/bin/sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' });

describe('quote', () => {
  it.each([
    ['worker-17', 'worker-17'],
    ['', `''`],
    ['a b', `'a b'`],
    [`it's`, `'it'\\''s'`],
    ['$(reboot)', `'$(reboot)'`],
    ['~root', `'~root'`],
    ['a=b', `'a=b'`],
  ])('words %j as %s', (value, word) => {
    expect(quote(value)).toBe(word);
  });

  it('gives the shell exactly the value, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (value) => {
        expect(echoed(quote(value))).toBe(value.replaceAll('\0', ''));
      }),
      { numRuns: 60 }
    );
  });
});
