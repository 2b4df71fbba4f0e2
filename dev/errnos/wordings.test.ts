import { existsSync } from 'node:fs';
import all from '../../src/events/calls/wordings.json';
import { wordingsIn } from './wordings';

const locales = '/usr/share/locale';
const hasCatalogues = ['libc.mo', 'coreutils.mo'].every((file) => existsSync(`${locales}/de/LC_MESSAGES/${file}`));
const { translated, ...english } = all;

(hasCatalogues ? it : it.skip)('holds what the catalogues say', () => {
  const { translated: spoken, ...inEnglish } = wordingsIn(locales);
  expect(english).toEqual(inEnglish);
  for (const [errno, words] of Object.entries(spoken.errnos)) {
    expect(translated.errnos[errno as keyof typeof translated.errnos]).toEqual(expect.arrayContaining(words));
  }
  expect(translated.createDirectory).toEqual(expect.arrayContaining(spoken.createDirectory));
});

it('words no two errnos alike', () => {
  const seen = [...Object.values(all.errnos), ...Object.values(translated.errnos)].flat();
  expect(seen.filter((words, index) => seen.indexOf(words) !== index)).toEqual([]);
});
