import { existsSync } from 'node:fs';
import written from '../../src/events/calls/wordings.json';
import { wordingsIn } from './wordings';

const locales = '/usr/share/locale';
const hasCatalogues = ['libc.mo', 'coreutils.mo'].every((file) => existsSync(`${locales}/de/LC_MESSAGES/${file}`));

(hasCatalogues ? it : it.skip)('holds what the catalogues say', () => {
  const { errnos, createDirectory } = wordingsIn(locales);
  for (const [errno, words] of Object.entries(errnos)) {
    expect(written.errnos[errno as keyof typeof written.errnos]).toEqual(expect.arrayContaining(words));
  }
  expect(written.createDirectory).toEqual(expect.arrayContaining(createDirectory));
});

it('words no two errnos alike', () => {
  const seen = Object.values(written.errnos).flat();
  expect(seen.filter((words, index) => seen.indexOf(words) !== index)).toEqual([]);
});
