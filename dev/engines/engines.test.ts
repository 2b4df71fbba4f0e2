import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeAbandoned } from './build';
import { engineFolder, engineNames, enginesPath, engineVersion, whyNoGo } from './engines';

const root = path.resolve(__dirname, '../..');

it.each(engineNames)('%s: the version of a release, and a place outside the checkout for its build', (name) => {
  expect(engineVersion(name)).toMatch(/^\d+\.\d+\.\d+$/);
  expect(path.relative(root, engineFolder(name))).toMatch(/^\.\./);
});

it("reads Prometheus' version from the tag of its module", () => {
  expect(engineVersion('prometheus')).toMatch(/^3\.\d+\.\d+$/);
});

it('puts the engines before the programs of the machine', () => {
  const folders = enginesPath().split(path.delimiter);
  expect(folders.slice(0, engineNames.length)).toEqual(engineNames.map(engineFolder));
  expect(folders.length).toBeGreaterThan(engineNames.length);
});

it('removes what killed builds have left behind, and neither what is built nor what is being built', () => {
  const cache = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-cache-'));
  const kept = ['prometheus-0123456789ab', `prometheus-0123456789ab.${process.pid}.abcdef`, 'other.txt'];
  // No process has a number above the kernel's limit.
  const abandoned = ['prometheus-0123456789ab.4194305.abcdef', 'alertmanager-0123456789ab.4194305.sources.abcdef'];
  for (const folder of [...kept, ...abandoned]) {
    mkdirSync(path.join(cache, folder, 'b001'), { recursive: true });
  }
  removeAbandoned(cache);
  expect(readdirSync(cache).sort()).toEqual([...kept].sort());
  expect(existsSync(path.join(cache, kept[0] ?? '', 'b001'))).toBe(true);
  rmSync(cache, { recursive: true });
});

describe('Go', () => {
  const machines = process.env.PATH;
  afterEach(() => {
    process.env.PATH = machines;
  });

  it('is missed where it is not on the search path', () => {
    process.env.PATH = '';
    expect(whyNoGo()).toMatch(/^Go 1\.\d+\.\d+ or later is not here$/);
  });
});
