import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { yamlText, type YamlValue } from './yamlText';

const versions = ['1.1', '1.2'] as const;

describe('yamlText', () => {
  it.each([
    'yes',
    'NO',
    'null',
    '12',
    '1.5',
    '0x1f',
    '1e3',
    '2024-01-01',
    '-',
    '',
    ' a',
    'a: b',
    '#x',
    '*a',
    '{{ x }}',
    '~',
  ])('keeps %j a string', (text) => {
    for (const version of versions) {
      expect(parse(yamlText({ [text]: text }), { version })).toEqual({ [text]: text });
    }
  });

  it('writes scripts as blocks that can be read', () => {
    const script = '#!/bin/sh\nset -eu\n\nif true; then\n  echo "a: b"\nfi\n';
    const text = yamlText({ script, list: [{ script: script.trimEnd() }] });
    expect(text).toContain('script: |\n  #!/bin/sh\n  set -eu\n\n  if true');
    expect(parse(text)).toEqual({ script, list: [{ script: script.trimEnd() }] });
  });

  it('is read back as it was, whatever it holds', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({
        unit: fc.constantFrom(
          '\n',
          ' ',
          ':',
          '#',
          '-',
          '"',
          "'",
          '\\',
          '\u2028',
          '\u0085',
          '\t',
          'a',
          '&',
          '!',
          '{',
          '['
        ),
      })
    );
    const value = fc.letrec<{ value: YamlValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer(),
        fc.boolean(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(
          text.filter((key) => key !== '__proto__' && key !== '<<'),
          tie('value'),
          { maxKeys: 3 }
        )
      ),
    })).value;
    fc.assert(
      fc.property(value, (each) => {
        for (const version of versions) {
          const [document, ...others] = parseAllDocuments(yamlText({ value: each }), { version, uniqueKeys: true });
          expect(others).toEqual([]);
          expect(document && 'errors' in document && document.errors).toEqual([]);
          expect(document && 'toJS' in document && document.toJS()).toEqual({ value: each });
        }
      }),
      { numRuns: 300 }
    );
  });
});
