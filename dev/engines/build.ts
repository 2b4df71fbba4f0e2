import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { engine, engineFolder, type EngineName, engineVersion, isBuilt, moduleFolder } from './engines';

/** Builds what is not in the cache yet: minutes, and about 1 GB of memory for the largest. */
export async function ensureEngine(name: EngineName, say: (text: string) => void): Promise<void> {
  const { commands } = engine(name);
  const folder = engineFolder(name);
  if (isBuilt(name)) {
    return;
  }
  say(`Building ${name} ${engineVersion(name)}`);
  const startedAt = Date.now();
  mkdirSync(path.dirname(folder), { recursive: true });
  removeAbandoned(path.dirname(folder));
  // Built beside its place and then moved there: a build that was cut short is never found.
  const made = mkdtempSync(`${folder}.${process.pid}.`);
  const sources = mkdtempSync(`${folder}.${process.pid}.sources.`);
  try {
    await goBuild(name, made, withLackingFiles(name, sources));
    for (const [file, command] of Object.entries(commands)) {
      renameSync(path.join(made, file), path.join(made, command));
    }
    // Somebody else may have built it meanwhile.
    if (!isBuilt(name)) {
      renameSync(made, folder);
    }
  } finally {
    rmSync(made, { recursive: true, force: true });
    rmSync(sources, { recursive: true, force: true });
  }
  say(`Built ${name} in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

/** What builds have left behind whose processes were killed. */
export function removeAbandoned(cache: string): void {
  for (const entry of readdirSync(cache)) {
    const [, builder] = /\.(\d+)\.[^/]+$/.exec(entry) ?? [];
    if (builder !== undefined && !isRunning(Number(builder))) {
      rmSync(path.join(cache, entry), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * The go.mod to build with: the pinned one, or where files are lacking one that takes the module from a copy which has them.
 * Files of the module cache cannot be laid over.
 */
function withLackingFiles(name: EngineName, sources: string): string {
  const { module, lacking } = engine(name);
  const pinned = path.join(moduleFolder(name), 'go.mod');
  if (!lacking) {
    return pinned;
  }
  const go = (...args: string[]) => execFileSync('go', args, { cwd: moduleFolder(name), encoding: 'utf8' });
  const { Dir } = JSON.parse(go('mod', 'download', '-json', `${module}@v${engineVersion(name)}`)) as { Dir: string };
  const copy = path.join(sources, 'module');
  cpSync(Dir, copy, { recursive: true });
  // The module cache is read-only, and so is what is copied from it.
  execFileSync('chmod', ['-R', 'u+w', copy]);
  for (const [file, text] of Object.entries(lacking)) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    writeFileSync(path.join(copy, file), text);
  }
  const modFile = path.join(sources, 'go.mod');
  cpSync(pinned, modFile);
  cpSync(pinned.replace(/mod$/, 'sum'), modFile.replace(/mod$/, 'sum'));
  go('mod', 'edit', `-replace=${module}=${copy}`, modFile);
  return modFile;
}

/** One package at a time: the other checks and servers go on beside it. */
function goBuild(name: EngineName, made: string, modFile: string): Promise<void> {
  const { tags = [], versionVariable, versionPrefix = '' } = engine(name);
  const flags = ['-buildvcs=false', '-trimpath', `-modfile=${modFile}`, `-tags=${tags.join(',')}`];
  const version =
    versionVariable === undefined ? [] : ['-ldflags', `-X ${versionVariable}=${versionPrefix}${engineVersion(name)}`];
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
