// The house: imports point one way. module -> pages, extensions -> components, data -> runbook, diagnosis, signals
// -> events, kernel -> knowledge. Pure folders know neither React nor Grafana.
const pure = '^src/(json|kernel|events|diagnosis|signals|rules|runbook)/';
const above = {
  json: 'knowledge|kernel|events|signals|diagnosis|rules|runbook|data|components|pages|extensions|locales',
  knowledge: 'kernel|events|signals|diagnosis|rules|runbook|data|components|pages|extensions|locales',
  kernel: 'events|signals|diagnosis|rules|runbook|data|components|pages|extensions|locales',
  events: 'kernel|signals|diagnosis|rules|runbook|data|components|pages|extensions|locales',
  diagnosis: 'signals|rules|runbook|data|components|pages|extensions|locales',
  signals: 'rules|runbook|data|components|pages|extensions|locales',
  rules: 'data|components|pages|extensions|locales',
  runbook: 'data|components|pages|extensions|locales',
  data: 'components|pages|extensions',
  components: 'pages|extensions',
  pages: 'extensions',
};

module.exports = {
  forbidden: [
    ...Object.entries(above).map(([folder, folders]) => ({
      name: `${folder}-imports-down-only`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: `^src/(${folders})/` },
    })),
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
      // Its tests compare it with what the page says.
      name: 'the-command-line-imports-down-only',
      severity: 'error',
      from: { path: '^src/cli/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(data|components|pages|extensions)/' },
    },
    {
      name: 'nobody-imports-the-command-line',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
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
