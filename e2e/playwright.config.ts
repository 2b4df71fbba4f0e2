import path from 'node:path';
import { defineConfig } from '@playwright/test';

const resultsDir = path.resolve(__dirname, '../test-results');

// Debian's Chromium: no browser is downloaded. Services are started once, by the set-up or by "npm test" before it.
export default defineConfig({
  testDir: __dirname,
  outputDir: path.join(resultsDir, 'browser'),
  globalSetup: path.join(__dirname, 'setup.ts'),
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 2,
  fullyParallel: true,
  reporter: [['list'], ['json', { outputFile: path.join(resultsDir, 'browser.json') }]],
  use: {
    viewport: { width: 1600, height: 1000 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
