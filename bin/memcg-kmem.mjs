#!/usr/bin/env node
// The command line. In a clone it is built on its first use, and again whenever its sources are newer.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { built, build, isStale } from './build.mjs';

async function main() {
  if (isStale()) {
    await build();
  }
  const { run } = await import(pathToFileURL(built).href);
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return run(process.argv.slice(2), process, version);
}

// The reader of the output may stop early (`| head`).
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 2));
main().then(
  (status) => (process.exitCode = status),
  (error) => {
    process.stderr.write(`memcg-kmem: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 2;
  }
);
