import { causes, missingSources, reasonKeys, settlingFacts, states } from '../diagnosis/diagnosis';
import { queryFailureKinds } from '../data/queryFailure';
import { fleetQuestionIds } from '../signals/series';
import enUS from './en-US.json';
import { createTranslator } from './translator';
import zhHans from './zh-Hans.json';

const others: Record<string, Record<string, string>> = { 'zh-Hans': zhHans };
const base = (key: string) => key.replace(/_(one|other)$/, '');
const bases = (catalogue: object) => new Set(Object.keys(catalogue).map(base));

const forecastWhys = ['failing', 'not-growing', 'not-enough-history', 'not-affected'];

describe('catalogue en-US', () => {
  it.each([
    ...reasonKeys.map((key) => `reason.${key}`),
    ...states.flatMap((state) => [`state.${state}`, `state.${state}.means`]),
    ...causes.map((cause) => `cause.${cause}`),
    ...settlingFacts.map((fact) => `settle.${fact}`),
    ...missingSources.flatMap((source) => [
      `missing.${source}`,
      `missing.${source}.seen`,
      `enable.${source}`,
      `source.${source}`,
    ]),
    ...forecastWhys.map((why) => `forecast.none.${why}`),
    ...fleetQuestionIds.flatMap((id) => [`query.${id}`, `query.${id}.without`]),
    ...queryFailureKinds.map((kind) => `failure.${kind}`),
  ])('has words for %s', (key) => {
    const texts = enUS as Record<string, string>;
    expect(texts[key] ?? texts[`${key}_other`]).toMatch(/\S/);
  });

  it('has both plural forms wherever it has one', () => {
    const plural = Object.keys(enUS).filter((key) => key.endsWith('_one'));
    expect(plural.filter((key) => !(`${base(key)}_other` in enUS))).toEqual([]);
  });

  it('has no exclamation marks', () => {
    expect(Object.values(enUS).filter((words) => words.includes('!'))).toEqual([]);
  });
});

describe.each(Object.entries(others))('catalogue %s', (_, catalogue) => {
  it('has the same keys as en-US', () => {
    expect([...bases(catalogue)].sort()).toEqual([...bases(enUS)].sort());
  });

  it('fills the same places as en-US', () => {
    const places = (words: string) => [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    const english = enUS as Record<string, string>;
    const differing = Object.entries(catalogue).filter(([key, words]) => {
      const source = english[key] ?? english[`${base(key)}_other`] ?? '';
      return places(words).join() !== places(source).join();
    });
    expect(differing).toEqual([]);
  });
});

describe('createTranslator', () => {
  it('leaves markup and templates of hostile values as they are', () => {
    const text = createTranslator('en-US', {});
    expect(text('answer.worst', { node: '<b>{{count}}</b> $t(appName)' })).toBe('Worst: <b>{{count}}</b> $t(appName).');
  });

  it('falls back to en-US', () => {
    expect(createTranslator('zh-Hans', {})('state.failing')).toBe('Failing');
  });
});
