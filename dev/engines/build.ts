import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { engine, engineFolder, type EngineName, moduleFolder, engineVersion } from './engines';

/** Builds what is not in the cache yet: minutes, and about 1 GB of memory for the largest. */
export async function ensureEngine(name: EngineName, say: (text: string) => void): Promise<void> {
  const { commands } = engine(name);
  const folder = engineFolder(name);
  if (existsSync(folder)) {
    return;
  }
  say(`Building ${name} ${engineVersion(name)}`);
  const startedAt = Date.now();
  mkdirSync(path.dirname(folder), { recursive: true });
  // Built beside its place and then moved there: a build that was cut short is never found.
  const made = mkdtempSync(`${folder}.`);
  try {
    await goBuild(name, made);
    for (const [file, command] of Object.entries(commands)) {
      renameSync(path.join(made, file), path.join(made, command));
    }
    // Somebody else may have built it meanwhile.
    if (!existsSync(folder)) {
      renameSync(made, folder);
    }
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  say(`Built ${name} in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

/** One package at a time: the other checks and servers go on beside it. */
function goBuild(name: EngineName, made: string): Promise<void> {
  const { tags = [], versionVariable } = engine(name);
  const flags = ['-buildvcs=false', '-trimpath', `-tags=${tags.join(',')}`];
  const version = ['-ldflags', `-X ${versionVariable}=${engineVersion(name)}`];
  const args = ['build', '-p', '1', ...flags, ...version, '-o', `${made}${path.sep}`, 'tool'];
  return new Promise((resolve, reject) => {
    const child = spawn('go', args, {
      cwd: moduleFolder(name),
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, CGO_ENABLED: '0' },
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`go ${args.join(' ')} ended with code ${String(code)}`))
    );
  });
}
