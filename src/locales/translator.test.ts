import { sourceCatalogue, type TextKey } from './catalogue';
import { createTranslator } from './translator';

const some = 'nodes.count' as TextKey;
const only = 'only' as TextKey;

describe('createTranslator', () => {
  const polish = createTranslator('pl', {
    'nodes.count_one': '{{count}} węzeł',
    'nodes.count_few': '{{count}} węzły',
    'nodes.count_many': '{{count}} węzłów',
    'nodes.count_other': '{{count}} węzła',
    only: '{{node}} in {{cluster}}, {{node}}',
    empty: '',
  });

  it.each([
    [1, '1 węzeł'],
    [3, '3 węzły'],
    [5, '5 węzłów'],
    [22, '22 węzły'],
    [1.5, '1.5 węzła'],
  ])('takes the form that the language has for %d', (count, words) => {
    expect(polish(some, { count })).toBe(words);
  });

  it('fills every place in once: braces and dollar signs of a value are text', () => {
    expect(polish(only, { node: '{{cluster}} $& $1', cluster: '$t(only)' })).toBe(
      '{{cluster}} $& $1 in $t(only), {{cluster}} $& $1'
    );
    expect(polish(only, { node: 0, cluster: '' })).toBe('0 in , 0');
  });

  it('has a text without forms for every count, and an empty one as it is', () => {
    expect(polish(only, { node: 'a', cluster: 'b', count: 3 })).toBe('a in b, a');
    expect(polish('empty' as TextKey)).toBe('');
  });

  it('speaks English where the language has no words yet, with the forms of English, and sees those that come later', () => {
    const texts: Record<string, string> = {};
    const german = createTranslator('de', texts);
    const english = createTranslator('en-US', sourceCatalogue);
    const [key] = Object.keys(sourceCatalogue).filter((each) => each.endsWith('_one'));
    const base = (key ?? '').replace(/_one$/, '') as TextKey;
    expect(german(base, { count: 1 })).toBe(english(base, { count: 1 }));
    expect(german(base, { count: 2 })).not.toBe(german(base, { count: 1 }));
    texts[`${base}_other`] = 'viele';
    expect(german(base, { count: 2 })).toBe('viele');
  });

  it('shows the key where nobody has words for it', () => {
    expect(polish('nobody.has.this' as TextKey, { count: 2 })).toBe('nobody.has.this');
  });
});
