import path from 'node:path';
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
