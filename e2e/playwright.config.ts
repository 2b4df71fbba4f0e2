import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { launchOptions } from './chromium';

const resultsDir = path.resolve(__dirname, '../test-results');

// Services are started once, by the set-up or by "npm test" before it.
export default defineConfig({
  testDir: __dirname,
  outputDir: path.join(resultsDir, 'browser'),
  globalSetup: path.join(__dirname, 'setup.ts'),
  timeout: 120_000,
  expect: { timeout: 30_000 },
  workers: 2,
  // A busy machine may hold one of them back past every patience. npm test names what passed only at the second try.
  retries: process.env.CI ? 1 : 0,
  fullyParallel: true,
  reporter: [
    ['list'],
    [path.join(__dirname, 'skippedReporter.ts')],
    ['json', { outputFile: path.join(resultsDir, 'browser.json') }],
  ],
  use: {
    viewport: { width: 1600, height: 1000 },
    screenshot: 'only-on-failure',
    launchOptions,
  },
});
