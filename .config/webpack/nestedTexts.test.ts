import { flatTexts } from '../../src/locales/flatTexts';
import enUS from '../../src/locales/en-US.json';
import zhHans from '../../src/locales/zh-Hans.json';
import { textsByKeys } from '../../src/locales/textsByKeys';
import { alignedTexts } from './alignedTexts';
import { nestedTexts } from './nestedTexts';

it.each([
  ['en-US', enUS as Record<string, string>],
  ['zh-Hans', zhHans as Record<string, string>],
  [
    'a key that others begin with, before and after them',
    { a: '1', 'a.b': '2', 'c.d.e': '3', 'c.d': '4', 'c.d_one': '5' },
  ],
  ['a list, and what is none', { 'a.0': '1', 'a.1': '2', 'b.0_one': '3', 'b.0_other': '4', 'c.0': '5', 'c.0.d': '6' }],
])('%s: comes back as it was, each beginning of keys written once', (_, texts) => {
  const nested = nestedTexts(texts);
  expect(flatTexts(nested)).toEqual(texts);
  expect(JSON.stringify(nested).length).toBeLessThan(JSON.stringify(texts).length + 10);
});

it('texts by whole keys are taken as they are', () => {
  expect(flatTexts({ 'a.b': '1' })).toEqual({ 'a.b': '1' });
});

it('another language comes back by the keys of the English texts', () => {
  const texts: Record<string, string> = zhHans;
  const keys = Object.keys(flatTexts(nestedTexts(enUS)));
  expect(textsByKeys(alignedTexts(texts, keys), keys)).toEqual(texts);
});
