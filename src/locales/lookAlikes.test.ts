import { lookAlikes } from '../events';
import enUS from './en-US.json';

it('says of each look-alike what it is and what to do instead', () => {
  const words = enUS as Record<string, string>;
  const worded = Object.keys(words).filter((key) => key.startsWith('lookAlike.'));
  expect(worded.sort()).toEqual(lookAlikes.flatMap(({ noteKey }) => [noteKey, `${noteKey}.instead`]).sort());
  expect(worded.filter((key) => !/\S/.test(words[key] ?? ''))).toEqual([]);
});
