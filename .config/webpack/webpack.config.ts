// Our own configuration, after the conventions of @grafana/create-plugin: an AMD bundle whose shared libraries the
// Grafana server provides at run time.
import CopyWebpackPlugin from 'copy-webpack-plugin';
import path from 'node:path';
import TerserPlugin from 'terser-webpack-plugin';
import { type Configuration, type RuleSetRule, SourceMapDevToolPlugin } from 'webpack';
import packageJson from '../../package.json';
import { flatTexts } from '../../src/locales/flatTexts';
import enUS from '../../src/locales/en-US.json';
import pluginJson from '../../src/plugin.json';
import { alignedTexts } from './alignedTexts';
import { keysSaidBy, sourcesLoadedWith } from './firstTexts';
import { nestedTexts } from './nestedTexts';
import { type PartOptions } from './partLoader';
import { shortened, shortKeys } from './shortKeys';
import { ShortKeysPlugin } from './ShortKeysPlugin';
import { inAscii, inOtherLetters, type TranslatedWordings } from './wordingParts';

const root = path.resolve(__dirname, '../..');

/** Only what every supported Grafana shares: one module more and the plugin does not load at all on an older one. */
export const sharedByGrafana = [
  'react',
  'react-dom',
  'react-router',
  'rxjs',
  'rxjs/operators',
  'lodash',
  'moment',
  'd3',
  '@emotion/css',
  '@emotion/react',
  '@grafana/data',
  '@grafana/ui',
  '@grafana/runtime',
];

/** Chunks of pages, by the names that their imports have. */
const laterPages = ['node', 'installation', 'plan', 'config'];

export interface BuildOptions {
  mode: 'production' | 'development';
  outputDir?: string;
}

export function webpackConfig({ mode, outputDir = path.join(root, 'dist') }: BuildOptions): Configuration {
  const { first, later, names, keyOf } = textParts();
  return {
    mode,
    context: root,
    target: ['web', 'es2022'],
    devtool: false,
    entry: { module: ['./.config/webpack/publicPath.ts', './src/module.tsx'] },
    externals: [{ 'amd-module': 'module' }, Object.fromEntries(sharedByGrafana.map((name) => [name, name]))],
    output: {
      clean: true,
      path: outputDir,
      filename: '[name].js',
      // The hash is in the file's name: an upgrade never mixes old chunks, kept by a cache, with new ones.
      chunkFilename: '[name].[contenthash].js',
      library: { type: 'amd' },
      publicPath: `public/plugins/${pluginJson.id}/`,
      uniqueName: pluginJson.id,
    },
    resolve: { extensions: ['.tsx', '.ts', '.js', '.json'] },
    module: {
      rules: [
        ...parted(/locales\/en-US\.json$/, { first: nested(first), later: nested(later) }),
        { test: /locales\/zh-Hans\.json$/, type: 'json', use: take(aligned([first, later], keyOf)) },
        ...parted(/calls\/wordings\.json$/, wordingParts),
        {
          test: /calls\/wordings\.json$/,
          type: 'json',
          resourceQuery: /letters/,
          use: take(wordingsWith(inOtherLetters)),
        },
        ...parted(/knowledge\/questions\.json$/, questionParts),
        ...parted(/knowledge\/kernels\.json$/, { first: kernelRows(whatJudges), later: kernelRows(whatExplains) }),
        { test: /knowledge\/thresholdFacts\.json$/, type: 'json', use: take(thresholdUnits) },
        {
          test: /\.tsx?$/,
          exclude: /node_modules/,
          // Nothing works at module load: what a page imports by way of an index, of which it uses a part, is that part.
          sideEffects: false,
          loader: 'swc-loader',
          options: {
            jsc: {
              target: 'es2022',
              parser: { syntax: 'typescript', tsx: true },
              transform: { react: { runtime: 'classic' } },
            },
          },
        },
      ],
    },
    optimization: {
      // Short names, and no second copy of what several pages share: together some 4 kB gzip.
      mangleExports: 'size',
      moduleIds: 'size',
      splitChunks: {
        minSize: 1500,
        // What the pages behind the first one share is one chunk: 2.6 kB gzip less than five of it.
        cacheGroups: {
          pages: {
            name: 'pages',
            chunks: ({ name }) => laterPages.includes(name ?? ''),
            minChunks: 2,
            priority: 10,
            enforce: true,
          },
        },
      },
      minimizer: [
        new TerserPlugin({
          terserOptions: {
            ecma: 2022,
            module: true,
            compress: {
              passes: 6,
              keep_fargs: false,
              pure_getters: true,
              unsafe_arrows: true,
              unsafe_methods: true,
              // What looks alike stands together: 1.6 kB gzip.
              hoist_funs: true,
            },
            format: { comments: /^!|@license|@preserve/i },
          },
        }),
      ],
    },
    plugins: [
      new ShortKeysPlugin(names),
      new SourceMapDevToolPlugin({ filename: '[file].map', exclude: /\.(json|md|svg)$/ }),
      new CopyWebpackPlugin({
        patterns: [
          { from: 'src/plugin.json', to: '.', transform: fillPlaceholders },
          { from: 'src/README.md', to: '.', transform: fillPlaceholders, noErrorOnMissing: true },
          { from: 'CHANGELOG.md', to: '.' },
          { from: 'LICENSE', to: '.' },
          { from: 'src/img', to: 'img', noErrorOnMissing: true },
          ...pluginJson.info.screenshots.map(({ path: to }) => ({
            from: path.join('docs/screenshots', path.basename(to)),
            to,
          })),
          { from: 'src/dashboards', to: 'dashboards', noErrorOnMissing: true },
        ],
      }),
    ],
    performance: { hints: false },
    stats: 'errors-warnings',
  };
}

interface Parts {
  first: PartOptions['part'];
  later: PartOptions['part'];
}

const take = (part: PartOptions['part']) => [{ loader: path.join(__dirname, 'partLoader.ts'), options: { part } }];

/** The file is one for everybody but the bundle, which loads the later part of it when it is needed. */
function parted(test: RegExp, { first, later }: Parts): RuleSetRule[] {
  return [
    { test, type: 'json', resourceQuery: /later/, use: take(later) },
    { test, type: 'json', resourceQuery: { not: [/later|letters/] }, use: take(first) },
  ];
}

type KernelTableRow = Record<string, unknown>;

/** The rows of the kernel table, each with a part of what it knows. */
function kernelRows(partOf: (row: KernelTableRow) => KernelTableRow): PartOptions['part'] {
  return (table) => {
    const { rows, ...rest } = table as { rows: KernelTableRow[] };
    return { ...rest, rows: rows.map(partOf) };
  };
}

/** No page reads the releases that a row was made from, and what refuses there. */
const whatJudges = ({ note: _note, sources: _sources, examples: _examples, errno: _errno, ...row }: KernelTableRow) =>
  row;

const whatExplains = ({ id, note, sources }: KernelTableRow) => ({ id, note, sources });

/** What thresholds mean is said by the catalogues of texts. */
const thresholdUnits: PartOptions['part'] = (facts) =>
  (facts as Array<Record<string, unknown>>).map(({ id, unit }) => ({ id, unit }));

type QuestionSets = Record<string, Record<string, Record<string, unknown>>>;

const laterQuestions = ['coverage', 'node', 'plan'];

/** What the nodes page does not ask; when each question is asked is known from the start. */
const questionParts: Parts = {
  first: (sets) =>
    Object.fromEntries(
      Object.entries(sets as QuestionSets).map(([name, set]) => [
        name,
        laterQuestions.includes(name)
          ? eachOf(set, ({ expr: _expr, parts: _parts, ...registered }) => registered)
          : set,
      ])
    ),
  later: (sets) =>
    Object.fromEntries(laterQuestions.map((name) => [name, eachOf((sets as QuestionSets)[name] ?? {}, whatIsAsked)])),
};

const whatIsAsked = ({
  after: _after,
  isNeeded: _isNeeded,
  isOptional: _isOptional,
  ...asked
}: Record<string, unknown>) => asked;

function eachOf<Value>(set: Record<string, Value>, partOf: (value: Value) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(set).map(([id, value]) => [id, partOf(value)]));
}

type Texts = Record<string, string>;

interface TextParts {
  /** What the nodes page says, and what else the plugin says, by the keys that they have in the bundle. */
  first: Texts;
  later: Texts;
  /** The short names of keys. */
  names: ReadonlyMap<string, string>;
  /** The key in the catalogue of one in the bundle. */
  keyOf: (bundled: string) => string;
}

function textParts(): TextParts {
  const keys = Object.keys(enUS);
  const all = sourcesLoadedWith('src/module.tsx', { withLater: true });
  const saidFirst = keysSaidBy(sourcesLoadedWith('src/pages/App.tsx'), keys);
  const first = [...saidFirst];
  const later = [...keysSaidBy(all, keys)].filter((key) => !saidFirst.has(key));
  const names = new Map([...shortKeys(all, first, 'a'), ...shortKeys(all, later, 'b')]);
  const inCatalogue = new Map(keys.map((key) => [shortened(key, names), key]));
  const texts: Texts = enUS;
  const byBundled = (part: readonly string[]) =>
    Object.fromEntries(part.map((key) => [shortened(key, names), texts[key] ?? '']));
  return { first: byBundled(first), later: byBundled(later), names, keyOf: (key) => inCatalogue.get(key) ?? key };
}

function nested(texts: Texts): PartOptions['part'] {
  return () => nestedTexts(texts);
}

/** By parts of the English catalogue, in the order in which its keys come out of the bundle. */
function aligned(parts: readonly Texts[], keyOf: (bundled: string) => string): PartOptions['part'] {
  const keysIn = (part: Texts) => Object.keys(flatTexts(nestedTexts(part))).map(keyOf);
  return (texts) => parts.map((part) => alignedTexts(texts as Texts, keysIn(part)));
}

/** Servers write English; other languages come with what people paste. */
const wordingParts: Parts = {
  first: (wordings) => ({ ...(wordings as object), translated: { errnos: {}, createDirectory: [] } }),
  later: wordingsWith(inAscii),
};

function wordingsWith(part: (all: TranslatedWordings) => TranslatedWordings): PartOptions['part'] {
  return (wordings) => ({ translated: part((wordings as { translated: TranslatedWordings }).translated) });
}

function fillPlaceholders(content: Buffer): string {
  return content
    .toString('utf8')
    .replaceAll('%VERSION%', packageJson.version)
    .replaceAll('%TODAY%', buildDate())
    .replaceAll('%PLUGIN_ID%', pluginJson.id);
}

/** Today, or the moment that a reproducible build is given: https://reproducible-builds.org/specs/source-date-epoch/ */
function buildDate(): string {
  const epochSeconds = process.env.SOURCE_DATE_EPOCH;
  const date = epochSeconds === undefined ? new Date() : new Date(Number(epochSeconds) * 1000);
  return date.toISOString().slice(0, 10);
}
