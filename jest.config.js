// Four kinds of tests: pure logic in Node; all that programs and servers take part in; what is compared on today's servers;
// pages in jsdom.
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

const esmPackages = [
  '.*@grafana',
  '@react-hookz/web',
  '@ver0/deep-equal',
  'd3(-[a-z]+)*',
  'delaunator',
  'robust-predicates',
  'internmap',
  'ol',
  'rbush',
  'quickselect',
  'earcut',
  'pbf',
  'geotiff',
  'quick-lru',
  'uuid',
  'marked',
  'react-calendar',
  'get-user-locale',
  'memoize',
  'mimic-function',
  '@wojtekmaj/date-utils',
  'date-fns',
];

const partsOfFiles = { '^(.+\\.json)\\?(?:later|letters)$': '$1' };

const shared = {
  rootDir: __dirname,
  transform: {
    '^.+\\.(tsx?|jsx?|mjs)$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true, decorators: false },
          transform: { react: { runtime: 'classic' } },
        },
      },
    ],
  },
  // Parts of files are for the bundle alone (.config/webpack/partLoader.ts).
  moduleNameMapper: partsOfFiles,
  transformIgnorePatterns: [`node_modules/(?!(${esmPackages.join('|')})/)`],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/dev/host/grafana-', '<rootDir>/e2e/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/dev/host/grafana-'],
};

const pageFolders = '(data|components|pages|locales|extensions)';
const src = path.join(__dirname, 'src');

// Within src a test that starts a program (jsonnet, shellcheck, ansible) says so by its imports.
const programTests = readdirSync(src, { recursive: true })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => path.join(src, file))
  .filter((file) => /from '(node:child_process|(\.\.\/)+dev\/(launcher|vm)\/)/.test(readFileSync(file, 'utf8')));

module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{src,docs,.config}/**/*.test.ts'],
      testPathIgnorePatterns: [
        ...shared.testPathIgnorePatterns,
        `<rootDir>/src/${pageFolders}/`,
        ...programTests.map((file) => `${file.replaceAll('.', '\\.')}$`),
      ],
    },
    {
      ...shared,
      displayName: 'programs',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{dev,jsonnet,alerts,deploy}/**/*.test.ts', ...programTests],
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, '<rootDir>/dev/engines/'],
    },
    {
      ...shared,
      displayName: 'engines',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/dev/engines/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'pages',
      testEnvironment: 'jsdom',
      testMatch: [`<rootDir>/src/${pageFolders}/**/*.test.{ts,tsx}`, '<rootDir>/src/*.test.tsx'],
      setupFilesAfterEnv: ['<rootDir>/.config/jest/setup.ts'],
      moduleNameMapper: {
        ...partsOfFiles,
        '\\.(css|scss|sass|svg|png)$': '<rootDir>/.config/jest/emptyFile.ts',
        'react-inlinesvg': '<rootDir>/.config/jest/inlineSvg.tsx',
      },
    },
  ],
};
