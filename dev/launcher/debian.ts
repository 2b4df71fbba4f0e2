import { execFileSync, spawnSync } from 'node:child_process';

/** Debian package -> the command it brings. */
export const debianPackages = {
  prometheus: 'prometheus',
  'prometheus-alertmanager': 'prometheus-alertmanager',
  'victoria-metrics': 'victoria-metrics',
  'prometheus-node-exporter': 'prometheus-node-exporter',
  // Go's jsonnet may stand before Debian's, which alone brings the other.
  jsonnet: 'jsonnetfmt',
  chromium: 'chromium',
  bats: 'bats',
  busybox: 'busybox',
  shellcheck: 'shellcheck',
  'ansible-core': 'ansible-playbook',
} as const;
export type DebianPackage = keyof typeof debianPackages;

/** Makes the packages' commands available: installs what is missing where that is possible, else says what to install. */
export function ensurePackages(packages: readonly DebianPackage[], say: (text: string) => void): void {
  const missing = packages.filter((name) => !hasCommand(debianPackages[name]));
  if (missing.length === 0) {
    return;
  }
  if (process.getuid?.() !== 0 || !hasCommand('apt-get')) {
    throw new Error(
      `Missing: ${missing.map((name) => debianPackages[name]).join(', ')}. On Debian, as root: apt-get update && apt-get install ${missing.join(' ')}`
    );
  }
  say(`Installing Debian packages: ${missing.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

export function hasCommand(command: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', command], { stdio: 'ignore' }).status === 0;
}
