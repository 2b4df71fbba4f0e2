import { chooseStages } from './chosenStages';
import { stages } from './stages';

const all = stages();
const names = (args: string[]) => {
  const chosen = chooseStages(all, args);
  return [...chosen.stages.map(({ name }) => name), ...(chosen.withBrowser ? ['browser'] : [])];
};

it('without arguments is everything', () => {
  expect(names([])).toEqual([...all.filter(({ isExtra }) => !isExtra).map(({ name }) => name), 'browser']);
});

it('takes an extra stage besides everything, or alone', () => {
  expect(names([])).not.toContain('engines');
  expect(names(['--with', 'engines'])).toEqual([...all.map(({ name }) => name), 'browser']);
  expect(names(['--only', 'engines'])).toEqual(['engines']);
});

it('quick is what needs no program beside Node', () => {
  expect(names(['--quick'])).toEqual(expect.arrayContaining(['types', 'lint', 'imports', 'unit']));
  expect(chooseStages(all, ['--quick']).stages.flatMap(({ packages }) => packages)).toEqual([]);
});

it('only takes one name or several, in either spelling', () => {
  expect(names(['--only', 'types'])).toEqual(['types']);
  expect(names(['--only=rules', '--only', 'types'])).toEqual(['types', 'rules']);
});

it('only takes both halves of a stage that two cores share, and names it once', () => {
  expect(names(['--only', 'unit'])).toEqual(['unit', 'unit']);
  expect(() => names(['--only', 'tpyes'])).toThrow(/unit, lint/);
});

it('only the browser tests builds what they load', () => {
  expect(names(['--only', 'browser'])).toEqual(['build', 'browser']);
});

it.each([['--only', 'tpyes'], ['--only'], ['types'], ['--quik']])('%s %s names the stages there are', (...args) => {
  expect(() => names(args)).toThrow(/types.*browser/);
});
