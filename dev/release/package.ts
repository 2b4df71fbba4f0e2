// npm run package: builds the plugin and packs it as memcg-kmemleak-app-<version>.zip in release/, with its checksums. Signed
// where GRAFANA_ACCESS_POLICY_TOKEN is set; --rootUrls signs it for the Grafanas at these addresses only.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, reportSizes } from '../../.config/webpack/build';
import { type PluginFiles, pluginFilesIn, zipPlugin } from './archive';
import { catalogueProblems, type PluginJson } from './catalogue';

const root = path.resolve(__dirname, '../..');

/** Seconds. That of the last commit, so that the same sources give the same package. */
function sourceEpoch(): number {
  const given = process.env.SOURCE_DATE_EPOCH;
  if (given !== undefined) {
    return Number(given);
  }
  try {
    const told = execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
    return Number(told.trim());
  } catch {
    return Math.floor(Date.now() / 1000);
  }
}

function sign(distDir: string, rootUrls: string | undefined): void {
  if (!process.env.GRAFANA_ACCESS_POLICY_TOKEN) {
    console.log('Not signed: GRAFANA_ACCESS_POLICY_TOKEN is not set. Grafana must be told to allow it unsigned.');
    return;
  }
  const args = ['--no-install', 'sign-plugin', '--distDir', distDir, ...(rootUrls ? ['--rootUrls', rootUrls] : [])];
  execFileSync('npx', args, { cwd: root, stdio: 'inherit' });
}

function write(files: PluginFiles, epochSeconds: number): string {
  const { id, info } = JSON.parse(new TextDecoder().decode(files.get('plugin.json'))) as PluginJson;
  const outDir = path.join(root, 'release');
  mkdirSync(outDir, { recursive: true });
  const name = `${id}-${info.version}.zip`;
  const file = path.join(outDir, name);
  writeFileSync(file, zipPlugin(id, files, new Date(epochSeconds * 1000)));
  // The catalogue asks for SHA-1 when a plugin is submitted; people check SHA-256.
  for (const algorithm of ['sha1', 'sha256']) {
    const sum = createHash(algorithm).update(readFileSync(file)).digest('hex');
    writeFileSync(`${file}.${algorithm}`, `${sum}  ${name}\n`);
  }
  return file;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rootUrls: { type: 'string' } } });
  const epochSeconds = sourceEpoch();
  process.env.SOURCE_DATE_EPOCH = String(epochSeconds);
  const built = await build('production');
  const { distDir } = built;
  const isWithinBudget = reportSizes(built);
  sign(distDir, values.rootUrls);
  const files = pluginFilesIn(distDir);
  const problems = catalogueProblems(files);
  problems.forEach((problem) => console.error(`The catalogue would object: ${problem}.`));
  if (problems.length > 0 || !isWithinBudget) {
    process.exitCode = 1;
    return;
  }
  const file = write(files, epochSeconds);
  console.log(`${path.relative(root, file)} and its checksums, ${readFileSync(file).length} bytes`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
