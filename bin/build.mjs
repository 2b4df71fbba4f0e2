// Bundles src/cli into one file that needs nothing but Node; a package is packed with it.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = join(root, 'src');
export const built = join(root, 'build', 'memcg-kmem.mjs');

/** A package has no sources: what is built there stays. */
export function isStale() {
  if (!existsSync(join(sources, 'cli'))) {
    return false;
  }
  return !existsSync(built) || newest(sources) > statSync(built).mtimeMs;
}

/** Written beside its place and moved there: several may build at once. */
export async function build() {
  const { build: bundle } = await import('esbuild').catch(() => {
    throw new Error('this clone is not installed: run "npm ci" first');
  });
  mkdirSync(dirname(built), { recursive: true });
  const beside = `${built}.${process.pid}`;
  try {
    await bundle({
      entryPoints: [join(sources, 'cli', 'main.ts')],
      outfile: beside,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      logLevel: 'silent',
    });
    renameSync(beside, built);
  } finally {
    rmSync(beside, { force: true });
  }
}

function newest(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name);
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }, 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build();
}
