import { keysSaidBy, sourcesLoadedWith } from './firstTexts';
import enUS from '../../src/locales/en-US.json';

const keys = ['state.clear', 'state.failing', 'state.failing.means', 'nodes_one', 'nodes_other', 'plan.title', 'other'];

describe('keysSaidBy', () => {
  it.each([
    ['a literal', "text('plan.title')", ['plan.title']],
    ['a literal whose plural forms are in the catalogue', "text('nodes', { count })", ['nodes_one', 'nodes_other']],
    ['a template', 'text(`state.${state}`)', ['state.clear', 'state.failing']],
    ['a template with an end', 'text(`state.${state}.means`)', ['state.failing.means']],
    ['a literal in a choice', "const key = isOpen ? 'plan.title' : undefined", ['plan.title']],
    ['a template that is no key', 'const all = `${a}${b}`', []],
    ['a comment', "// text('plan.title')", []],
  ])('finds %s', (_, source, found) => {
    expect([...keysSaidBy([source], keys)]).toEqual(found);
  });
});

it('every text of the catalogue is said by the plugin, or by the command line alone', () => {
  const all = Object.keys(enUS);
  const said = keysSaidBy(sourcesLoadedWith('src/module.tsx', { withLater: true }), all);
  const unsaid = all.filter((key) => !said.has(key));
  expect(unsaid.filter((key) => !key.startsWith('cli.'))).toEqual([]);
  expect([...keysSaidBy(sourcesLoadedWith('src/cli/main.ts'), unsaid)].sort()).toEqual(unsaid.sort());
});

describe('the texts of the nodes page', () => {
  const first = keysSaidBy(sourcesLoadedWith('src/pages/App.tsx'), Object.keys(enUS));

  it('hold what its table says, and what an error says', () => {
    expect([...first]).toEqual(expect.arrayContaining(['column.slab', 'state.failing', 'error.page', 'loading.page']));
  });

  it('hold nothing of the pages that are loaded later', () => {
    expect([...first].filter((key) => /^(plan|pitfall|threshold|alerts)\.[a-z]+\./.test(key))).toEqual([]);
  });
});
