// The recipes name files that exist, and npm scripts and stages that there are.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

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
