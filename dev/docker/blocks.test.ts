import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { composeFile } from './composeFile';

// The service that fills Prometheus' folder is started by every "docker compose up", also while Prometheus runs.
const [script = ''] = composeFile().services.blocks?.command ?? [];

let folder: string;
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'memcg-kmem-blocks-'));
  mkdirSync(path.join(folder, 'data'));
  writeFileSync(path.join(folder, 'data/old'), '');
  mkdirSync(path.join(folder, 'bin'));
  // What the image has: busybox' wget, and a promtool that writes what it is told to.
  program('wget', 'exec busybox wget "$@"');
  program('promtool', 'touch "$(eval echo \\${$#})/block"');
  program('chown', 'true');
});
afterEach(async () => {
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  server = undefined;
  rmSync(folder, { recursive: true });
});

function program(name: string, line: string): void {
  const file = path.join(folder, 'bin', name);
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}

async function run(prometheusUrl: string): Promise<string[]> {
  const here = script
    .replaceAll('http://prometheus:9090', prometheusUrl)
    .replaceAll(/(?<=\s)\/prometheus/g, path.join(folder, 'data'));
  const env = { ...process.env, PATH: `${path.join(folder, 'bin')}:${process.env.PATH ?? ''}` };
  await new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', here], { env, stdio: 'ignore', timeout: 20_000 });
    child.once('error', reject);
    child.once('close', resolve);
  });
  return readdirSync(path.join(folder, 'data'));
}

test('a folder that nobody runs on is filled anew', async () => {
  expect(await run('http://127.0.0.1:9')).toEqual(['block']);
});

test('the folder of a Prometheus that runs is left as it is', async () => {
  server = createServer((_, response) => response.end('Prometheus Server is Healthy.'));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  expect(await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).toEqual(['old']);
});
