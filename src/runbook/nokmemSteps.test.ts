import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nokmemSteps } from './nokmemSteps';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-kernel-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the step on a machine of this kernel, whose yum brings another one or none. */
function run(running: string, brought = running) {
  const program = (name: string, body: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${body}\n`);
    chmodSync(file, 0o755);
  };
  program('uname', `echo '${running}'`);
  program('yum', `echo "$@" >> '${folder}/yum.log'`);
  program('grubby', `echo '/boot/vmlinuz-${brought}'`);
  const step = spawnSync('sh', ['-eu', '-c', nokmemSteps.kernelThatHonoursNokmem.unattended], {
    env: { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}` },
    encoding: 'utf8',
  });
  execFileSync('touch', [path.join(folder, 'yum.log')]);
  return { status: step.status, stderr: step.stderr, yum: readFileSync(path.join(folder, 'yum.log'), 'utf8').trim() };
}

describe('the kernel that honours nokmem', () => {
  it.each(['3.10.0-1160.83.1.el7.x86_64', '3.10.0-1062.el7.x86_64', '4.14.355-276.639.amzn2.x86_64'])(
    'is left alone where %s runs',
    (release) => {
      expect(run(release)).toMatchObject({ status: 0, yum: '' });
    }
  );

  it('is brought where an older one runs', () => {
    expect(run('3.10.0-957.21.3.el7.x86_64', '3.10.0-1160.119.1.el7.x86_64')).toMatchObject({
      status: 0,
      yum: '-y update kernel',
    });
  });

  it('stops the change where none is to be had', () => {
    const { status, stderr } = run('3.10.0-957.21.3.el7.x86_64', '3.10.0-957.27.2.el7.x86_64');
    expect(status).toBe(1);
    expect(stderr).toContain('nokmem would not be honoured');
  });
});
