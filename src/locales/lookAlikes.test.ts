import { lookAlikes } from '../events';
import enUS from './en-US.json';

it('words each look-alike as the readings themselves do', () => {
  const words = enUS as Record<string, string>;
  expect(lookAlikes.map(({ noteKey }) => [words[noteKey], words[`${noteKey}.instead`]])).toEqual(
    lookAlikes.map(({ whatItIs, insteadDo }) => [whatItIs, insteadDo])
  );
});
