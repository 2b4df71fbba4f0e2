import { type KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'src/module.tsx',
    // Plain functions for anybody's script.
    'src/{diagnosis,events,kernel}/index.ts',
    // A loader is named by its path.
    '.config/webpack/{build,publicPath,partLoader}.ts',
    '.config/jest/*.{ts,tsx}',
    'dev/*.{ts,mjs}',
    'dev/**/main.ts',
    'dev/launcher/{demo,serveStack,test}.ts',
    'dev/bench/{alerts,rules,fleet}.ts',
    'dev/docker/alertReceiver.ts',
    'dev/host/page/grafana-*.ts',
    'e2e/{setup,skippedReporter}.ts',
    'e2e/{*.spec,playwright.config}.ts',
  ],
  project: ['{src,dev,e2e,jsonnet,alerts,deploy,docs,.config}/**/*.{ts,tsx,mjs}'],
  // A list that gives its own file a type is not dead.
  ignoreExportsUsedInFile: true,
  // Brought by @grafana/ui; named as text in the webpack configuration; made by it; run by name in dev/release.
  ignoreDependencies: ['@emotion/react', 'uplot', 'swc-loader', 'amd-module', '@grafana/sign-plugin'],
  // Debian's: dev/launcher/debian.ts installs them.
  ignoreBinaries: [/.*/],
};

export default config;
