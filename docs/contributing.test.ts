// The recipes name files that exist, npm scripts that there are, and every file in which things of their kind have to stand.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { reasonKeys } from '../src/diagnosis/diagnosis';
import { lookAlikes } from '../src/events';
import { kernelTable } from '../src/kernel/kernelTable';
import recordedSignals from '../src/knowledge/recorded.json';
import thresholds from '../src/knowledge/thresholds.json';

const root = path.resolve(__dirname, '..');
const text = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Paths between backticks. A bare file name stands in the folder that was named last before it on its line. */
function namedPaths(markdown: string): string[] {
  return markdown.split('\n').flatMap((line) => {
    let folder = '';
    return [...line.matchAll(/`([\w./-]+(?:\/|\.(?:cjs|json|libsonnet|md|tsx?)))`/g)].map(([, name = '']) => {
      if (name.includes('/')) {
        folder = name.endsWith('/') ? name : path.dirname(name);
      }
      return name.includes('/') || existsSync(path.join(root, name)) ? name : path.join(folder, name);
    });
  });
}

const paths = [...new Set(namedPaths(text))];

it('finds what the recipes name', () => {
  expect(paths).toEqual(expect.arrayContaining(['jsonnet/signals.libsonnet', 'src/runbook/nokmemSteps.ts']));
  expect(namedPaths('`a/gone.ts`, `beside.ts`')).toEqual(['a/gone.ts', 'a/beside.ts']);
});

it.each(paths)('%s exists', (file) => {
  expect(existsSync(path.join(root, file))).toBe(true);
});

it('names scripts that there are', () => {
  const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

const sources = ['src', 'jsonnet', 'dev', 'e2e', 'docs']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file))
  )
  .filter((file) => /\.(?:ts|tsx|json|libsonnet|md|ya?ml)$/.test(file))
  // What is rendered, and what was recorded of how things stood.
  .filter(
    (file) =>
      !/^(?:src\/knowledge|src\/dashboards|src\/events\/cases|docs\/runbooks)\/|first-sight|dev\/bench\/older/.test(
        file
      )
  );
const wordsOf = new Map(
  sources.map((file) => [file, new Set(readFileSync(path.join(root, file), 'utf8').match(/[\w][\w:.-]*\w/g))])
);

/** Files that hold so many of these words that a further one would have to stand there too. */
function homesOf(words: readonly string[]): string[] {
  return sources.filter((file) => words.filter((word) => wordsOf.get(file)?.has(word)).length > words.length * 0.65);
}

function recipe(title: string): string {
  const [, found] = text.split(`### ${title}\n`);
  expect(found).toBeDefined();
  return found?.split('\n### ')[0] ?? '';
}

it.each([
  ['Add a signal', Object.keys(recordedSignals), 'jsonnet/recorded.libsonnet'],
  ['Add a signal', Object.values(recordedSignals), 'src/diagnosis/evidence.ts'],
  ['Add a signal', reasonKeys, 'src/pages/shared/verdict/reasonPlaces.ts'],
  ['Add a signal', reasonKeys.map((key) => `reason.${key}`), 'src/locales/zh-Hans.json'],
  ['Add a threshold', Object.keys(thresholds), 'jsonnet/thresholds.libsonnet'],
  ['Add a threshold', Object.keys(thresholds).map((id) => `threshold.${id}.means`), 'src/locales/en-US.json'],
  ['Add a kernel row', kernelTable.rows.map(({ id }) => id), 'src/kernel/releases.fixture.json'],
  ['Add a kernel row', kernelTable.rows.map(({ id }) => `kernel.${id}`), 'src/locales/zh-Hans.knowledge.json'],
  ['Add a look-alike', lookAlikes.map(({ id }) => id), 'src/events/meaning/meanings.ts'],
  ['Add a look-alike', lookAlikes.map(({ id }) => `lookAlike.${id}.instead`), 'src/locales/zh-Hans.json'],
])('%s: its recipe names where %#. of such things stand', (title, words, oneOfThem) => {
  const homes = homesOf(words);
  expect(homes).toContain(oneOfThem);
  const named = namedPaths(recipe(title));
  expect(homes.filter((file) => !named.includes(file))).toEqual([]);
});
