// The package as Grafana's own tools would take it, and what the catalogue would object to. The built code is stood in for by a
// line: what is built has its own check in "npm run package".
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import packageJson from '../../package.json';
import pluginJson from '../../src/plugin.json';
import { type PluginFiles, pluginFilesIn, zipPlugin } from './archive';
import { catalogueProblems } from './catalogue';

const root = path.resolve(__dirname, '../..');
const source = (file: string) => new Uint8Array(readFileSync(path.join(root, file)));
const madeAt = new Date('2026-11-28T12:34:56Z');

/** What a build puts into dist/, the code apart. */
function built(changes: Record<string, string | undefined> = {}): PluginFiles {
  const filled = (file: string) =>
    strFromU8(source(file)).replaceAll('%VERSION%', packageJson.version).replaceAll('%TODAY%', '2026-11-28');
  const map = JSON.stringify({ version: 3, sources: ['module.tsx'], sourcesContent: ['x'], mappings: '' });
  const files = new Map<string, Uint8Array>([
    ['plugin.json', strToU8(filled('src/plugin.json'))],
    ['README.md', strToU8(filled('src/README.md'))],
    ['CHANGELOG.md', source('CHANGELOG.md')],
    ['LICENSE', source('LICENSE')],
    ['module.js', strToU8('define([], () => ({}))')],
    ['module.js.map', strToU8(map)],
    ['img/logo.svg', source('src/img/logo.svg')],
    ...['memcg-kmem.json', 'memcg-kmem-victoriametrics.json'].map((name): [string, Uint8Array] => [
      `dashboards/${name}`,
      source(`src/dashboards/${name}`),
    ]),
    ...pluginJson.info.screenshots.map(({ path: to }): [string, Uint8Array] => [
      to,
      source(path.join('docs/screenshots', path.basename(to))),
    ]),
  ]);
  for (const [name, text] of Object.entries(changes)) {
    if (text === undefined) {
      files.delete(name);
    } else {
      files.set(name, strToU8(text));
    }
  }
  return files;
}

function changedPlugin(change: (plugin: typeof pluginJson) => unknown): PluginFiles {
  const plugin = JSON.parse(strFromU8(built().get('plugin.json') ?? new Uint8Array())) as typeof pluginJson;
  change(plugin);
  return built({ 'plugin.json': JSON.stringify(plugin) });
}

describe('the package', () => {
  let workDir: string;
  beforeAll(() => (workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-release-'))));
  afterAll(() => rmSync(workDir, { recursive: true, force: true }));

  it('is one folder with every file of the build, as it was', () => {
    const files = built();
    const unpacked = unzipSync(zipPlugin(pluginJson.id, files, madeAt));
    expect(Object.keys(unpacked).sort()).toEqual([...files.keys()].map((name) => `${pluginJson.id}/${name}`).sort());
    for (const [name, bytes] of files) {
      expect(Buffer.from(unpacked[`${pluginJson.id}/${name}`] ?? []).equals(Buffer.from(bytes))).toBe(true);
    }
  });

  it('is the same, byte by byte, in any time zone and whatever order the files come in', () => {
    const zone = process.env.TZ;
    const zips = ['UTC', 'Asia/Shanghai', 'America/New_York'].map((each, index) => {
      process.env.TZ = each;
      const files = index === 1 ? new Map([...built()].reverse()) : built();
      return Buffer.from(zipPlugin(pluginJson.id, files, madeAt)).toString('base64');
    });
    process.env.TZ = zone;
    expect(new Set(zips).size).toBe(1);
  });

  it('is read by a zip program of the system, with plain permissions', () => {
    const file = path.join(workDir, 'plugin.zip');
    writeFileSync(file, zipPlugin(pluginJson.id, built(), madeAt));
    const script = [
      'import sys, zipfile',
      'z = zipfile.ZipFile(sys.argv[1])',
      'assert z.testzip() is None',
      'print(sorted({(i.filename.split("/")[0], oct(i.external_attr >> 16), i.date_time) for i in z.infolist()}))',
    ].join('\n');
    expect(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }).trim()).toBe(
      `[('${pluginJson.id}', '0o100644', (2026, 11, 28, 12, 34, 56))]`
    );
  });

  it('holds what lies in the folder of the build, folders within it too', () => {
    const dist = path.join(workDir, 'dist');
    mkdirSync(path.join(dist, 'img/screenshots'), { recursive: true });
    writeFileSync(path.join(dist, 'img/screenshots/a.png'), 'a');
    writeFileSync(path.join(dist, 'module.js'), 'b');
    expect([...pluginFilesIn(dist).keys()]).toEqual(['img/screenshots/a.png', 'module.js']);
  });
});

describe('the catalogue', () => {
  it('has nothing to object to', () => {
    expect(catalogueProblems(built())).toEqual([]);
  });

  it.each<[string, PluginFiles, RegExp]>([
    ['a file that is missing', built({ LICENSE: undefined }), /^LICENSE is missing$/],
    ['no plugin.json at all', built({ 'plugin.json': undefined }), /^plugin.json is missing$/],
    ['no screenshots', changedPlugin(({ info }) => (info.screenshots = [])), /no screenshots/],
    ['no links', changedPlugin(({ info }) => (info.links = [])), /no links/],
    ['no keywords', changedPlugin(({ info }) => (info.keywords = [])), /no keywords/],
    ['a link without https', changedPlugin(({ info }) => info.links.push({ name: 'x', url: 'http://x' })), /https/],
    ['a placeholder', changedPlugin(({ info }) => (info.version = '%VERSION%')), /is no version/],
    ['a picture that is not there', built({ 'img/logo.svg': undefined }), /names img\/logo.svg/],
    ['an image beside the README', built({ 'README.md': `${'x '.repeat(300)}![a](img/a.png)` }), /image img\/a.png/],
    ['a link beside the README', built({ 'README.md': `${'x '.repeat(300)}[a](docs/a.md)` }), /link docs\/a.md/],
    ['an empty README', built({ 'README.md': '# x' }), /next to nothing/],
    ['a changelog without the version', built({ 'CHANGELOG.md': '# Changelog\n\n## 9.9.9\n' }), /no section/],
    ['a changelog in another form', built({ 'CHANGELOG.md': '## 0.1.0\n## Next week\n' }), /"Next week"/],
    ['code without a source map', built({ 'module.js.map': undefined }), /no source map/],
    ['a source map without sources', built({ 'module.js.map': '{"sources":["a"]}' }), /lacks its sources/],
    ['a tracking script', built({ 'module.js': 'load("https://www.google-analytics.com/a.js")' }), /tracking/],
    ['what React 19 no longer has', built({ 'module.js': 'define(["react/jsx-runtime"])' }), /React 19/],
    ['a program', built({ gpx_memcg: 'x' }), /program/],
    ['a logo that runs code', built({ 'img/logo.svg': '<svg onload="x()"/>' }), /unsafe/],
  ])('objects to %s', (_, files, problem) => {
    expect(catalogueProblems(files)).toContainEqual(expect.stringMatching(problem));
  });
});
