import enUS from '../../src/locales/en-US.json';
import { keysSaidBy, sourcesLoadedWith } from './firstTexts';
import { shortened, shortKeys } from './shortKeys';

const keys = ['plan.title', 'plan.waves_one', 'plan.waves_other', 'state.clear', 'state.clear.means', 'verdict'];

describe('shortKeys', () => {
  it.each([
    ['a literal', "text('plan.title')", [['plan.title', 'a.0']]],
    ['one with plural forms', "text('plan.waves', { count })", [['plan.waves', 'aa.0']]],
    ['a key that a template may become', "text('plan.title') + text(`plan.${part}`)", []],
    ['a key that another one begins with', "text('state.clear')", []],
    ['a word that may mean anything', "text('verdict')", []],
    ['a key that nobody says', "text('plan.other')", []],
  ])('names %s', (_, source, names) => {
    expect([...shortKeys([source], keys, 'a')]).toEqual(names);
  });

  it('keeps the plural form', () => {
    const names = new Map([['plan.waves', 'aa.0']]);
    expect(['plan.waves_one', 'plan.title'].map((key) => shortened(key, names))).toEqual(['aa.0_one', 'plan.title']);
  });

  it('gives each key of the plugin a name of its own, which is no key', () => {
    const sources = sourcesLoadedWith('src/module.tsx', { withLater: true });
    const said = [...keysSaidBy(sources, Object.keys(enUS))];
    const names = shortKeys(sources, said, 'a');
    const bundled = said.map((key) => shortened(key, names));
    expect(names.size).toBeGreaterThan(300);
    expect(new Set(bundled).size).toBe(said.length);
    expect(said.filter((key) => /^aa?\./.test(key))).toEqual([]);
  });
});
