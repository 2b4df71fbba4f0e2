import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { debianDropIn } from '../../src/runbook/nokmemSteps';
import { isPasteable } from '../../src/runbook/target';
import { hasCommand } from '../launcher/debian';
import { allCommands } from './commands';

const hostileNames = [
  `'; touch canary; '`,
  '$(touch canary)',
  '`touch canary`',
  'a b',
  '-A',
  '--all',
  '-- x',
  'a,b=c\\d',
  '*',
  '~root',
  '#x',
  'x"y',
  "x'y",
  '|| touch canary',
  '& touch canary &',
  '> canary',
  '${IFS}touch${IFS}canary',
  '!!',
  '=x',
  '节点 一',
];

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'runbook-'));
  mkdirSync(path.join(scratch, 'bin'));
  // One write for each call: the programs of a pipe run at the same time.
  const stub = [
    '#!/bin/sh',
    'call=${0##*/}',
    'for word do call="$call\u001f$word"; done',
    `printf '%s\\036' "$call" >> "$CALLS"`,
    '',
  ].join('\n');
  for (const program of ['kubectl', 'grep']) {
    writeFileSync(path.join(scratch, 'bin', program), stub, { mode: 0o755 });
  }
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What the programs of a command were called with, by a real shell; nothing but stand-ins can be called. */
function callsOf(script: string): string[][] {
  const calls = path.join(scratch, 'calls');
  writeFileSync(calls, '');
  execFileSync('/bin/sh', ['-c', script], {
    cwd: scratch,
    env: { PATH: path.join(scratch, 'bin'), CALLS: calls },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const records = readFileSync(calls, 'utf8').split('\u001e').slice(0, -1).sort();
  return records.map((record) => record.split('\u001f'));
}

/** The commands that hold the node's name. */
function namingCommands(node: string): string[] {
  const general = new Map(allCommands(undefined).map(({ name, command }) => [name, command]));
  return allCommands(node)
    .filter(({ name, command }) => general.get(name) !== command)
    .map(({ command }) => command);
}

const plain = 'plain-name';

/** As called with a plain name, but with this one in its place. */
function expectedCalls(template: readonly string[][], node: string): string[] {
  const escaped = node.replace(/[\\,=]/g, '\\$&');
  return template
    .map((words) =>
      words
        .map((word) =>
          word.startsWith('spec.nodeName=') ? word.replace(plain, () => escaped) : word.replace(plain, () => node)
        )
        .join('\u001f')
    )
    .sort();
}

function withoutEndOfOptions(calls: readonly string[][], node: string): string[] {
  return calls
    .map((words) => {
      const at = node.startsWith('-')
        ? words.findIndex((word, index) => word === '--' && words[index + 1] === node)
        : -1;
      return words.filter((_, index) => index !== at).join('\u001f');
    })
    .sort();
}

function expectOnlyTheName(node: string): void {
  const commands = namingCommands(node);
  expect(commands.length).toBeGreaterThanOrEqual(6);
  const calls = callsOf(commands.join('\n'));
  const template = callsOf(namingCommands(plain).join('\n'));
  expect(withoutEndOfOptions(calls, node)).toEqual(expectedCalls(template, node));
}

describe('commands with the name of a node', () => {
  it('redirect nothing, so that they can be tried here', () => {
    expect(namingCommands(plain).filter((command) => /[<>]/.test(command))).toEqual([]);
  });

  it.each(hostileNames)('hand %j to the programs as it is, and run nothing else', (node) => {
    expectOnlyTheName(node);
    expect(() => readFileSync(path.join(scratch, 'canary'))).toThrow('ENOENT');
  });

  it('do so for any name that can be pasted', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
          .filter((name) => isPasteable(name) && name !== '--'),
        (name) => expectOnlyTheName(name)
      ),
      { numRuns: 40 }
    );
  });

  it.each(['a\nreboot', '\u001b[201~reboot', '\u202egnp', '\u2028x', ''])('are not filled in with %j', (node) => {
    expect(allCommands(node)).toEqual(allCommands(undefined));
  });
});

describe.each([undefined, `w'1 "$(x)"`])('all commands, for the node %j', (node) => {
  it('can be parsed by a shell', () => {
    for (const { name, command } of allCommands(node)) {
      expect({ name, ...parse(command) }).toEqual({ name, status: 0, stderr: '' });
    }
  });

  (hasCommand('shellcheck') ? it : it.skip)('pass shellcheck', () => {
    const files = allCommands(node).map(({ name, command }) => {
      const file = path.join(scratch, `${name}.sh`);
      // NODE is set by the reader first, as the page says.
      writeFileSync(file, `#!/bin/sh\n: "\${NODE:=}"\n${command}\n`);
      return file;
    });
    // SC2016 wonders whether "$(x)" in single quotes was meant to be run: the name holds it so that it is not.
    const args = ['-s', 'sh', ...(node === undefined ? [] : ['-e', 'SC2016']), ...files];
    const { status, stdout } = spawnSync('shellcheck', args, { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

function parse(command: string) {
  const { status, stderr } = spawnSync('/bin/sh', ['-n', '-c', command], { encoding: 'utf8' });
  return { status, stderr };
}

describe('edits of the boot defaults', () => {
  const commandNamed = (name: string) => allCommands(undefined).find((each) => each.name === name)?.command ?? '';
  const edit = (name: string, defaults: string) => {
    const file = path.join(scratch, 'grub');
    writeFileSync(file, defaults);
    const line = commandNamed(name)
      .split('\n')
      .find((each) => each.startsWith('sed '))
      ?.replaceAll('/etc/default/grub', file);
    execFileSync('/bin/sh', ['-c', line ?? 'false']);
    return readFileSync(file, 'utf8');
  };
  const before = 'GRUB_TIMEOUT=5\nGRUB_CMDLINE_LINUX="crashkernel=auto quiet"\nGRUB_CMDLINE_LINUX_DEFAULT="splash"\n';

  it('add the parameter once, to the right variable', () => {
    const after = edit('setNokmem', before);
    expect(after).toContain('GRUB_CMDLINE_LINUX="crashkernel=auto quiet cgroup.memory=nokmem"\n');
    expect(after).toContain('GRUB_CMDLINE_LINUX_DEFAULT="splash"\n');
    expect(edit('setNokmem', after)).toBe(after);
    expect(edit('setNokmemSuse', before)).toContain('GRUB_CMDLINE_LINUX_DEFAULT="splash cgroup.memory=nokmem"\n');
  });

  it('are undone by the way back', () => {
    expect(edit('nokmem-back-grubby-bls-1', edit('setNokmem', before))).toBe(before);
    expect(edit('nokmem-back-suse-1', edit('setNokmemSuse', before))).toBe(before);
  });

  it('add to what a cloud image sets, from a file that is read last', () => {
    const dir = path.join(scratch, 'grub.d');
    mkdirSync(dir);
    writeFileSync(path.join(dir, '50-cloudimg-settings.cfg'), 'GRUB_CMDLINE_LINUX="console=ttyS0"\n');
    const command = commandNamed('setNokmemDebian').replaceAll('/etc/default/grub.d', dir).replace('update-grub', ':');
    execFileSync('/bin/sh', ['-c', command], { stdio: 'ignore' });
    const read = `for file in ${dir}/*.cfg; do . "$file"; done; printf %s "$GRUB_CMDLINE_LINUX"`;
    expect(execFileSync('/bin/sh', ['-c', read], { encoding: 'utf8' })).toBe('console=ttyS0 cgroup.memory=nokmem');
    expect(path.basename(debianDropIn)).toBe('zz-nokmem.cfg');
  });
});
