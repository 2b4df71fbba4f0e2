// Two kinds of tests: pure logic in Node, pages in jsdom.
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
  transformIgnorePatterns: [`node_modules/(?!(${esmPackages.join('|')})/)`],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/dev/host/grafana-', '<rootDir>/e2e/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/dev/host/grafana-'],
};

const pageFolders = '(data|components|pages|locales|extensions)';

module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'logic',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{src,dev,jsonnet,alerts,deploy,.config}/**/*.test.ts'],
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, `<rootDir>/src/${pageFolders}/`],
    },
    {
      ...shared,
      displayName: 'pages',
      testEnvironment: 'jsdom',
      testMatch: [`<rootDir>/src/${pageFolders}/**/*.test.{ts,tsx}`, '<rootDir>/src/*.test.tsx'],
      setupFilesAfterEnv: ['<rootDir>/.config/jest/setup.ts'],
      moduleNameMapper: {
        '\\.(css|scss|sass|svg|png)$': '<rootDir>/.config/jest/emptyFile.ts',
        'react-inlinesvg': '<rootDir>/.config/jest/inlineSvg.tsx',
      },
    },
  ],
};
