import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export const grafanaVersions = ['13.2.2', '11.6.16'] as const;

export type GrafanaVersion = (typeof grafanaVersions)[number];

const projectRoot = path.resolve(__dirname, '../..');

/** Where the browser libraries of a release are installed. The newest release is the one the plugin itself is built with. */
export function librariesRoot(grafana: GrafanaVersion): string {
  return grafana === '13.2.2' ? projectRoot : path.join(__dirname, `grafana-${grafana}`);
}

export function isGrafanaVersion(value: string): value is GrafanaVersion {
  return grafanaVersions.some((version) => version === value);
}

export async function installHostLibraries(grafana: GrafanaVersion): Promise<void> {
  const root = librariesRoot(grafana);
  if (existsSync(path.join(root, 'node_modules/@grafana/ui/package.json'))) {
    return;
  }
  // Without legacy peer rules npm refuses the React 18 pins, because old @grafana packages name other minors.
  await run('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'], root);
}

function run(command: string, args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`${command} ${args.join(' ')} ended with code ${String(code)} in ${cwd}`));
      }
    });
  });
}
