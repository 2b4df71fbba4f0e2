// npm run build: builds dist/ and prints its sizes beside their budgets; over budget is a failed build.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import webpack from 'webpack';
import { webpackConfig } from './webpack.config';

// A reader loads one language beside English at most, and only when asked for: each has a budget of its own.
const budgetsGzipKb = { 'module.js': 20, 'all chunks but languages': 200, 'largest language': 40 };
const isLanguage = (name: string) => name.startsWith('locale-');

export function build(mode: 'production' | 'development'): Promise<string> {
  const config = webpackConfig({ mode });
  return new Promise((resolve, reject) => {
    webpack(config, (error, stats) => {
      if (error || !stats || stats.hasErrors()) {
        reject(error ?? new Error(stats?.toString('errors-warnings')));
      } else {
        if (stats.hasWarnings()) {
          console.warn(stats.toString('errors-warnings'));
        }
        resolve(config.output?.path ?? '');
      }
    });
  });
}

/** Prints a table of gzip sizes; answers whether every budget holds. */
export function reportSizes(distDir: string): boolean {
  const scripts = readdirSync(distDir).filter((name) => name.endsWith('.js'));
  const gzipKb = (names: string[]) =>
    names.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(distDir, name))).length, 0) / 1024;
  const measured = {
    'module.js': gzipKb(['module.js']),
    'all chunks but languages': gzipKb(scripts.filter((name) => !isLanguage(name))),
    'largest language': Math.max(0, ...scripts.filter(isLanguage).map((name) => gzipKb([name]))),
  };
  let within = true;
  for (const name of Object.keys(budgetsGzipKb) as Array<keyof typeof budgetsGzipKb>) {
    const over = measured[name] > budgetsGzipKb[name];
    within &&= !over;
    console.log(
      `${name.padEnd(24)} ${measured[name].toFixed(1).padStart(7)} kB gzip   budget ${budgetsGzipKb[name]} kB${over ? '   OVER BUDGET' : ''}`
    );
  }
  return within;
}

async function main(): Promise<void> {
  const distDir = await build(process.argv.includes('--development') ? 'development' : 'production');
  if (!reportSizes(distDir)) {
    process.exitCode = 1;
  }
}

if (require.main === module) {
  void main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
