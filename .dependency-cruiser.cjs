// The house: imports point one way, and each folder of src/ may import the folders beside its name and no other. Pure
// folders know neither React nor Grafana.
// docs/architecture.md draws the same; its test compares the two.
const ground = 'json|knowledge';
const verdict = 'diagnosis|events|kernel';
const mayImport = {
  json: '',
  knowledge: '',
  kernel: ground,
  events: ground,
  diagnosis: `events|kernel|${ground}`,
  signals: `${verdict}|${ground}`,
  rules: `signals|${verdict}|${ground}`,
  runbook: `rules|${verdict}|knowledge`,
  data: `signals|${verdict}|${ground}`,
  locales: verdict,
  components: `locales|signals|${verdict}`,
  pages: `components|locales|data|rules|runbook|signals|${verdict}|${ground}`,
  extensions: `pages|${verdict}|${ground}`,
  cli: `locales|runbook|signals|${verdict}|json`,
};
const pure = '^src/(json|kernel|events|diagnosis|signals|rules|runbook)/';

module.exports = {
  forbidden: [
    ...Object.entries(mayImport).map(([folder, folders]) => ({
      name: `${folder}-imports-down-only`,
      severity: 'error',
      // Their tests compare them with what others say: all texts with all their ids, the command line with the page.
      from: { path: `^src/${folder}/`, ...(/^(cli|locales)$/.test(folder) && { pathNot: '\\.test\\.ts$' }) },
      to: {
        path: '^src/[^/]+/',
        pathNot: `^src/(${[folder, ...folders.split('|').filter(Boolean), 'test'].join('|')})/`,
      },
    })),
    {
      name: 'only-tests-import-what-tests-share',
      severity: 'error',
      from: { path: '^src/', pathNot: '(\\.test\\.tsx?$|^src/test/)' },
      to: { path: '^src/test/' },
    },
    {
      // Links lead to pages: they need their addresses, and none of their code.
      name: 'extensions-know-addresses-only',
      severity: 'error',
      from: { path: '^src/extensions/' },
      to: { path: '^src/pages/', pathNot: '^src/pages/shared/address/paths\\.ts$' },
    },
    {
      // What pages share stands in shared/, which knows none of them.
      name: 'no-page-imports-a-page',
      severity: 'error',
      from: { path: '^src/pages/([^/]+)/' },
      to: { path: '^src/pages/[^/]+/', pathNot: '^src/pages/($1|shared)/' },
    },
    {
      name: 'nobody-imports-the-app',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/module\\.tsx$' },
      to: { path: '^src/pages/App\\.tsx$' },
    },
    {
      name: 'pure-knows-no-host',
      severity: 'error',
      from: { path: pure, pathNot: '\\.test\\.tsx?$' },
      to: { path: 'node_modules/(react|react-dom|@grafana|rxjs|@emotion)' },
    },
    {
      name: 'nobody-imports-the-entry',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/module\\.tsx$' },
    },
    {
      name: 'plugin-stands-alone',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(dev|docs|e2e|\\.config)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '(\\.d\\.ts|module\\.tsx|\\.json|\\.test\\.tsx?)$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|^dev/host/grafana-)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};
