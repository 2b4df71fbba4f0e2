// npm run build: builds dist/ and prints its sizes beside their budgets; over the maximum is a failed build.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import webpack, { type Compilation } from 'webpack';
import { webpackConfig } from './webpack.config';

/** The build's folder, and which of its scripts a reader of the nodes page loads in English. */
export interface Built {
  distDir: string;
  nodesPageScripts: readonly string[];
}

export function build(mode: 'production' | 'development'): Promise<Built> {
  const config = webpackConfig({ mode });
  return new Promise((resolve, reject) => {
    webpack(config, (error, stats) => {
      if (error || !stats || stats.hasErrors()) {
        reject(error ?? new Error(stats?.toString('errors-warnings')));
        return;
      }
      if (stats.hasWarnings()) {
        console.warn(stats.toString('errors-warnings'));
      }
      resolve({ distDir: config.output?.path ?? '', nodesPageScripts: nodesPageScripts(stats.compilation) });
    });
  });
}

/** The entry and what it imports for the app; the nodes page is part of that, every other page a chunk of its own. */
function nodesPageScripts({ chunkGroups, entrypoints }: Compilation): string[] {
  const app = chunkGroups.filter(({ origins }) => origins.some(({ request }) => request === './pages/App'));
  if (app.length === 0) {
    throw new Error('module.tsx no longer imports ./pages/App: what the nodes page loads cannot be told');
  }
  const files = [...entrypoints.values(), ...app].flatMap((group) => group.getFiles());
  return [...new Set(files)].filter((file) => file.endsWith('.js'));
}

/**
 * What the design allows, and what fails the build. Where the design's figure is missed the build says so each time, and
 * fails when the bundle grows beyond what it has come to.
 */
const budgetsGzipKb = {
  'module.js': { goal: 20, max: 20 },
  'what the nodes page loads': { goal: 130, max: 93 },
  'everything, in English': { goal: 260, max: 276.5 },
  'everything, in Chinese': { goal: 260, max: 315.2 },
};

/** Prints a table of gzip sizes; answers whether none is over its maximum. */
export function reportSizes({ distDir, nodesPageScripts }: Built): boolean {
  const scripts = readdirSync(distDir).filter((name) => name.endsWith('.js'));
  const gzipKb = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(distDir, name))).length, 0) / 1024;
  const measured = {
    'module.js': gzipKb(['module.js']),
    'what the nodes page loads': gzipKb(nodesPageScripts),
    // What is for other languages alone is named `locale-`: their texts, and how errors are worded in their letters.
    'everything, in English': gzipKb(scripts.filter((name) => !name.startsWith('locale-'))),
    'everything, in Chinese': gzipKb(scripts),
  };
  let within = true;
  for (const name of Object.keys(budgetsGzipKb) as Array<keyof typeof budgetsGzipKb>) {
    const { goal, max } = budgetsGzipKb[name];
    const kb = measured[name];
    within &&= kb <= max;
    const verdict =
      kb > max ? '   OVER THE MAXIMUM' : kb > goal ? `   GOAL MISSED by ${(kb - goal).toFixed(1)} kB` : '';
    console.log(
      `${name.padEnd(26)} ${kb.toFixed(1).padStart(7)} kB gzip   goal ${goal} kB, maximum ${max} kB${verdict}`
    );
  }
  return within;
}

async function main(): Promise<void> {
  const built = await build(process.argv.includes('--development') ? 'development' : 'production');
  if (!reportSizes(built)) {
    process.exitCode = 1;
  }
}

if (require.main === module) {
  void main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
