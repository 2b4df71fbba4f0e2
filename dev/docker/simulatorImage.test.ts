import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expectedNodes } from '../fleet/live';
import { composeFile, instructionsIn, root } from './composeFile';

const instructions = instructionsIn('dev/docker/fleet.Dockerfile');
const folder = mkdtempSync(path.join(os.tmpdir(), 'simulator-image-'));

beforeAll(() => {
  const bundling = instructions.find(({ text }) => text.startsWith('npx esbuild'))?.text ?? '';
  const args = bundling.replace('npx esbuild ', '').replace('--outdir=/fleet', `--outdir=${folder}`).split(' ');
  execFileSync(path.join(root, 'node_modules/.bin/esbuild'), [...args, `--metafile=${folder}/inputs.json`], {
    cwd: root,
    stdio: 'ignore',
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the simulator’s image', () => {
  test('has all that it needs: it runs where there is nothing but Node', () => {
    const nodes: unknown = JSON.parse(
      execFileSync(process.execPath, [path.join(folder, 'main.mjs'), 'expected'], {
        cwd: os.tmpdir(),
        encoding: 'utf8',
      })
    );
    expect(nodes).toEqual(expectedNodes());
  });

  test('is made of what its Dockerfile copies, and of no package', () => {
    const { inputs } = JSON.parse(readFileSync(path.join(folder, 'inputs.json'), 'utf8')) as { inputs: object };
    const copied = instructions
      .filter(({ name, text }) => name === 'COPY' && !text.startsWith('--from'))
      .flatMap(({ text }) => text.split(' ').slice(0, -1));
    const others = Object.keys(inputs).filter((file) => !copied.some((each) => file.startsWith(`${each}/`)));
    expect(Object.keys(inputs).length).toBeGreaterThan(10);
    expect(others).toEqual([]);
  });

  test('has the programs that are started in it', () => {
    const started = [
      ...instructions.filter(({ name }) => name === 'ENTRYPOINT').map(({ text }) => text),
      JSON.stringify(composeFile().services['alert-receiver']),
    ].flatMap((text) => [...text.matchAll(/"\/fleet\/([\w.]+)"/g)].map(([, file]) => file));
    expect(started.sort()).toEqual(['alertReceiver.mjs', 'main.mjs']);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(started));
  });

  test.each(
    Object.entries(composeFile().services).flatMap(([name, { build, command }]) =>
      build?.dockerfile === 'dev/docker/fleet.Dockerfile' && command ? [[name, command] as const] : []
    )
  )('%s is started with options that it knows', (_, command) => {
    // With an option more that nobody knows, parsing stops there and nothing is done.
    const run = () =>
      execFileSync(process.execPath, [path.join(folder, 'main.mjs'), ...command, '--no-such-option'], {
        stdio: 'pipe',
      });
    expect(run).toThrow(/Unknown option '--no-such-option'/);
  });
});
