import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const oldestNode = 20;

/** Runs a TypeScript program of this project, installing the locked libraries first when they are missing or others. */
export function runWithLibraries(program, args) {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    console.error(`Node ${oldestNode} or later is needed; this is ${process.version}.`);
    process.exit(1);
  }
  if (!librariesMatchLock()) {
    console.log('Installing libraries (npm ci), one to three minutes the first time');
    const { status } = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: root, stdio: 'inherit' });
    if (status !== 0) {
      process.exit(status ?? 1);
    }
  }
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, program), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  // The program ends itself on these; leaving first would hand the prompt back while it still cleans up.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/** npm keeps a copy of what it installed; it must name the same versions as our lockfile. */
function librariesMatchLock() {
  const installed = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) {
    return false;
  }
  const versions = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const have = versions(installed);
  return Object.entries(versions(path.join(root, 'package-lock.json'))).every(
    ([name, entry]) => name === '' || entry.optional || have[name]?.version === entry.version
  );
}
