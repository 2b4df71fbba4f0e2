import { readFileSync } from 'node:fs';
import path from 'node:path';
import enUS from '../src/locales/en-US.json';
import zhHans from '../src/locales/zh-Hans.json';

const rows = readFileSync(path.join(__dirname, 'glossary.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()));
const listed = (cell: string | undefined) => (cell ?? '').split(', ').filter(Boolean);

const languages: ReadonlyArray<[string, Record<string, string>, number, number]> = [
  ['English', enUS, 2, 4],
  ['Chinese', zhHans, 3, 5],
];

describe.each(languages)('%s', (_, catalogue, wordColumn, insteadColumn) => {
  const texts = Object.entries(catalogue);

  it.each(rows.map((row) => [row[1], row[wordColumn] ?? '']))('%s: %s is said', (_idea, word) => {
    expect(texts.some(([, text]) => text.toLowerCase().includes(word.toLowerCase()))).toBe(true);
  });

  it.each(rows.flatMap((row) => listed(row[insteadColumn])))('%s is not', (word) => {
    const said = new RegExp(`(?<![a-z])${word}`, 'i');
    expect(texts.filter(([, text]) => said.test(text)).map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });
});
