import fc from 'fast-check';
import { parse } from 'yaml';
import { yamlText, type YamlValue } from './yamlText';

const read = (value: YamlValue) => parse(yamlText(value)) as unknown;

describe('YAML', () => {
  it('is written as one would by hand', () => {
    const text = yamlText({
      groups: [
        {
          name: 'memcg-kmem.alerts',
          interval: '2m',
          rules: [
            { alert: 'A', expr: 'x == 1\nunless y\n', for: '5m', labels: { severity: 'critical' } },
            { record: 'a:b:c', expr: 'a\n  + b' },
          ],
        },
      ],
    });
    expect(text).toBe(`groups:
  - name: memcg-kmem.alerts
    interval: "2m"
    rules:
      - alert: A
        expr: |
          x == 1
          unless y
        for: "5m"
        labels:
          severity: critical
      - record: a:b:c
        expr: |-
          a
            + b
`);
  });

  it.each([
    '',
    ' ',
    'yes',
    'null',
    '1.5',
    '0x1f',
    '1_000',
    '2026-11-25',
    'a: b',
    'a #b',
    '- a',
    '"',
    "it's",
    '{{ $labels.node }}',
    'a\n',
    'a\n\n',
    '\na',
    '  a\nb',
    'a\n\n  b\n',
    'a\tb',
    'a\r\nb',
    'ends in a space \nb',
    '\u0085\u2028\u007f\u0000',
    '节点 {{ $labels.node }} 无法创建',
    '🐧\nb',
    '=',
    '<<',
    '/a/b:c',
    'a:',
    'key: |',
    '---',
    '...',
  ])('gives %j back', (text) => {
    expect(read({ text, list: [text, [text]] })).toEqual({ text, list: [text, [text]] });
    expect(read(text)).toBe(text);
  });

  it('gives whatever is written back', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('a\nb', ' \n', ': ', '# ', 'a: b\n- c\n')
    );
    const { tree } = fc.letrec<{ tree: YamlValue }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        words,
        fc.integer(),
        fc.boolean(),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(
          words.filter((key) => key !== '__proto__'),
          tie('tree'),
          { maxKeys: 3 }
        )
      ),
    }));
    fc.assert(fc.property(tree, (value) => expect(read(value)).toEqual(JSON.parse(JSON.stringify(value)))));
  });
});
