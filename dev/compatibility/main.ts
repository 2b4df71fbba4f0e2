// npm run compatibility -- 12.4.10: whether that release of Grafana's libraries exports what the plugin imports. Installs
// them, without their own dependencies' scripts, in a folder that is removed again.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type GrafanaImport, grafanaImports } from './grafanaImports';
import { missingExports } from './missingExports';

const src = path.resolve(__dirname, '../../src');

function install(version: string, packages: readonly string[], into: string): void {
  const args = ['install', '--prefix', into, '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
  execFileSync('npm', [...args, '--no-save', ...packages.map((name) => `${name}@${version}`)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function report(version: string, imports: readonly GrafanaImport[], missing: readonly GrafanaImport[]): void {
  missing.forEach(({ from, name, file }) => console.error(`${from} ${version} exports no "${name}": src/${file}`));
  console.log(`Grafana ${version}: ${imports.length} imports, ${missing.length} missing`);
  process.exitCode = missing.length > 0 ? 1 : 0;
}

function main(version: string | undefined): void {
  if (version === undefined || !/^(latest|\d+\.\d+\.\d+)$/.test(version)) {
    throw new Error('Which release? npm run compatibility -- 12.4.10, or latest');
  }
  const imports = grafanaImports(src);
  const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-compatibility-'));
  try {
    install(version, [...new Set(imports.map(({ from }) => from))], workDir);
    report(version, imports, missingExports(imports, workDir));
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

try {
  main(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
