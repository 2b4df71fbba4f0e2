// The diagram of the architecture page, the import rules and the code say the same.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

type Arrow = readonly [from: string, to: string];

interface Side {
  path?: string;
  pathNot?: string;
}

const src = path.resolve(__dirname, '../src');
const importRules = jest.requireActual<{ forbidden: Array<{ from: Side; to: Side }> }>('../.dependency-cruiser.cjs');

/** Frames and the folders in them, and the arrows between frames or folders, as the Mermaid flowchart draws them. */
function parseDiagram(markdown: string): { frames: Map<string, string[]>; arrows: Arrow[] } {
  const [, diagram = ''] = /```mermaid\n([^]*?)```/.exec(markdown) ?? [];
  const frames = new Map(
    [...diagram.matchAll(/^ *subgraph (\w+).*\n([^]*?)^ *end$/gm)].map(([, name = '', inside = '']) => [
      name,
      inside.trim().split(/\s+/),
    ])
  );
  const arrows = [...diagram.matchAll(/^ *(\w+) --> (\w+)$/gm)].map(([, from = '', to = '']): Arrow => [from, to]);
  return { frames, arrows };
}

/** Folder -> folders that its files, tests aside, import: types too, and what is loaded later. */
function importsBetweenFolders(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    const from = folderOf(file);
    // What only declares types to the compiler is no code.
    if (!/\.tsx?$/.test(file) || /\.(?:test|d)\.tsx?$/.test(file) || from === 'test') {
      continue;
    }
    const text = readFileSync(path.join(src, file), 'utf8');
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      const to = folderOf(path.relative(src, path.resolve(src, path.dirname(file), fileName)));
      if (fileName.startsWith('.') && to !== from) {
        found.set(from, (found.get(from) ?? new Set()).add(to));
      }
    }
  }
  return found;
}

/** The entry stands in the diagram beside the folders. */
function folderOf(file: string): string {
  const [first = ''] = file.split(path.sep);
  return first.replace(/\.tsx$/, '');
}

const { frames, arrows } = parseDiagram(readFileSync(path.join(__dirname, 'architecture.md'), 'utf8'));
const foldersOf = (name: string) => frames.get(name) ?? [name];
const pairsOf = ([from, to]: Arrow): Arrow[] =>
  foldersOf(from).flatMap((begin) => foldersOf(to).map((end): Arrow => [begin, end]));
const written = (pairs: readonly Arrow[]) => [...new Set(pairs.map((pair) => pair.join(' --> ')))].sort();

const drawn = arrows.flatMap(pairsOf);
const folders = [...new Set(drawn.flat())];
const real = importsBetweenFolders();
const imported = [...real].flatMap(([from, ends]) => [...ends].map((to): Arrow => [from, to]));

function isForbidden([from, to]: Arrow): boolean {
  const fromFile = from === 'module' ? 'src/module.tsx' : `src/${from}/any.ts`;
  const toFile = to === 'module' ? 'src/module.tsx' : `src/${to}/any.ts`;
  return importRules.forbidden.some((rule) => applies(rule.from, fromFile) && applies(rule.to, toFile));
}

/** Rules that ask for more than a path, such as a cycle, say nothing of a pair of folders. */
function applies(side: Side, file: string): boolean {
  const { path: wanted, pathNot } = side;
  return (
    wanted !== undefined &&
    new RegExp(wanted).test(file) &&
    (pathNot === undefined || pathNot.includes('$1') || !new RegExp(pathNot).test(file))
  );
}

it('draws every folder that has code', () => {
  expect(arrows.length).toBeGreaterThan(20);
  expect([...folders].sort()).toEqual([...new Set(imported.flat())].sort());
});

it('draws an arrow for every import between folders', () => {
  const arrowsDrawn = new Set(written(drawn));
  expect(written(imported).filter((pair) => !arrowsDrawn.has(pair))).toEqual([]);
});

it.each(arrows)('%s --> %s is followed by an import', (...arrow) => {
  expect(pairsOf(arrow).filter(([from, to]) => real.get(from)?.has(to))).not.toEqual([]);
});

it('draws what the import rules allow', () => {
  const allPairs = folders
    .filter((from) => from !== 'module')
    .flatMap((from) => folders.filter((to) => to !== from).map((to): Arrow => [from, to]));
  // Of the pages, links know the addresses alone: a rule about files.
  const allowed = allPairs.filter((pair) => !isForbidden(pair) || pair.join() === 'extensions,pages');
  expect(written(allowed)).toEqual(written(drawn.filter(([from]) => from !== 'module')));
});
