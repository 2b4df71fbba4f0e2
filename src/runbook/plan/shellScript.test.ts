import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { planNode } from '../../test/planNodes';
import { hostileClusters, hostileNames, planOf } from '../../test/plans';
import { shellScript } from './shellScript';

const plan = planOf;
const [cluster] = hostileClusters;
const hostilePlan = plan([
  ...hostileNames.map((name) => planNode(name, { cluster })),
  planNode('worker-1', { cluster }),
  planNode('worker-2.example.org', { cluster }),
]);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plan-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Commands of a cluster whose nodes reboot when told to; each call is written down. */
function fakeCommand(name: string, body: string): void {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> "$FAKE/calls"\n${body}\n`);
  chmodSync(file, 0o755);
}

function fakeCluster({ ssh = '', kubectl = '' } = {}): void {
  fakeCommand(
    'ssh',
    `for last; do :; done
host=$(printf '%s' "$*" | sed 's/.*root@\\([^ ]*\\).*/\\1/')
script=$(cat)
printf '%s\\n' "$script" >> "$FAKE/sent"
${ssh}
case $script in *'systemctl reboot'*) date +%N > "$FAKE/$host.boot"; exit 255 ;; esac`
  );
  fakeCommand(
    'kubectl',
    `${kubectl}
case "$*" in
  *bootID*) cat "$FAKE/$(printf '%s' "$*" | sed 's/.*node \\([^ ]*\\) -o.*/\\1/').boot" 2>/dev/null || echo first ;;
  *kernelVersion*) echo 3.10.0 ;;
esac`
  );
}

function run(script: string, ...args: string[]) {
  const file = path.join(folder, 'plan.sh');
  writeFileSync(file, script);
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}`, FAKE: folder };
  const { status, stdout, stderr } = spawnSync('sh', [file, ...args], { encoding: 'utf8', env, cwd: folder });
  const calls = path.join(folder, 'calls');
  return { status, stdout, stderr, calls: existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [] };
}

const spoken = (calls: string[]) =>
  calls.map((call) =>
    call
      .replace(/ --ignore-daemonsets --delete-emptydir-data --timeout=15m/, '')
      .replace(/ --for=condition=Ready --timeout=15m/, '')
      .replace(/-o BatchMode=yes -o ConnectTimeout=20 root@(\S+) sh -s/, '$1')
      .replace(/ -o jsonpath=\{\.status\.nodeInfo\.(\w+)\}/, ' $1')
  );

describe('the shell script', () => {
  it.each([
    ['plain names', plan([planNode('w1'), planNode('w2'), planNode('m', { isControlPlane: true })])],
    ['hostile names', hostilePlan],
    ['no nodes', plan([])],
  ])('of %s is parsed by sh and passed by shellcheck', (_, made) => {
    const { text } = shellScript(made);
    const file = path.join(folder, 'plan.sh');
    writeFileSync(file, text);
    execFileSync('sh', ['-n', file]);
    execFileSync('shellcheck', [file], { encoding: 'utf8' });
  });

  it('does nothing unless told to', () => {
    fakeCluster();
    const { status, stdout, calls } = run(shellScript(plan([planNode('w1'), planNode('w2'), planNode('w3')])).text);
    expect(status).toBe(0);
    expect(calls).toEqual([]);
    expect(stdout).toContain('Wave 1, without a cluster label, nodes: 2');
    expect(stdout).toContain('kube cordon w1');
    expect(stdout).toContain('change w3 nokmem-grubby');
    expect(stdout).toContain('Nothing was done: this was a dry run.');
  });

  it('acts wave by wave, each phase over the whole wave', () => {
    fakeCluster({ ssh: `case $script in *'/proc/cmdline'*) exit 0 ;; esac` });
    const { status, stderr, calls } = run(
      shellScript(plan([planNode('w1'), planNode('w2'), planNode('w3')])).text,
      '--act'
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(spoken(calls)).toEqual([
      'kubectl cordon w1',
      'kubectl cordon w2',
      'kubectl drain w1',
      'kubectl drain w2',
      'kubectl get node w1 bootID',
      'kubectl get node w1 kernelVersion',
      'kubectl get node w2 bootID',
      'kubectl get node w2 kernelVersion',
      'ssh w1',
      'ssh w2',
      'ssh w1',
      'ssh w2',
      'kubectl get node w1 bootID',
      'kubectl wait node/w1',
      'kubectl get node w2 bootID',
      'kubectl wait node/w2',
      'ssh w1',
      'kubectl uncordon w1',
      'ssh w2',
      'kubectl uncordon w2',
      'kubectl cordon w3',
      'kubectl drain w3',
      'kubectl get node w3 bootID',
      'kubectl get node w3 kernelVersion',
      'ssh w3',
      'ssh w3',
      'kubectl get node w3 bootID',
      'kubectl wait node/w3',
      'ssh w3',
      'kubectl uncordon w3',
    ]);
    expect(readFileSync(path.join(folder, 'sent'), 'utf8')).toContain(
      'grubby --update-kernel=ALL --args=cgroup.memory=nokmem'
    );
  });

  it.each([
    ['a drain that fails', { kubectl: 'case "$1" in drain) exit 1 ;; esac' }, /kubectl drain .*w1$/],
    ['a change that fails', { ssh: 'case $script in *grubby*) exit 1 ;; esac' }, /^ssh .*w1/],
    ['a node that cannot be reached', { ssh: 'exit 255' }, /^ssh .*w1/],
  ])('stops at %s, and leaves the nodes cordoned', (_, faults, last) => {
    fakeCluster(faults);
    const { status, calls } = run(shellScript(plan([planNode('w1'), planNode('w2')])).text, '--act');
    expect(status).not.toBe(0);
    expect(calls.at(-1)).toMatch(last);
    expect(calls.join('\n')).not.toContain('uncordon');
  });

  it('stops where the change is not in force after the reboot', () => {
    fakeCluster({ ssh: `case $script in *'/proc/cmdline'*) exit 1 ;; esac` });
    const { status, stderr, calls } = run(shellScript(plan([planNode('w1')])).text, '--act');
    expect(status).toBe(1);
    expect(stderr).toContain('STOPPED: w1 is up, but the change is not in force; it stays cordoned');
    expect(calls.join('\n')).not.toContain('uncordon');
  });

  it('counts a kernel that stayed the same as a failed upgrade', () => {
    fakeCluster();
    const { stderr } = run(
      shellScript(plan([planNode('w1', { osImage: 'CentOS Linux 8' })], { fix: 'kernel-upgrade' })).text,
      '--act'
    );
    expect(stderr).toContain('the change is not in force');
  });

  it('does the waves that are asked for, and refuses what is no wave', () => {
    fakeCluster();
    const script = shellScript(plan([planNode('w1'), planNode('w2'), planNode('w3')])).text;
    expect(run(script, '2').stdout).not.toContain('w1');
    expect(run(script, '2').stdout).toContain('kube cordon w3');
    expect(run(script, '--force').status).toBe(2);
  });

  it('acts on several clusters only when each has its context', () => {
    fakeCluster();
    const script = shellScript(
      plan([planNode('w', { cluster: 'a' }), planNode('w', { cluster: 'b' })], { fix: 'relief' })
    ).text;
    const refused = run(script, '--act');
    expect(refused.status).toBe(1);
    expect(refused.calls).toEqual([]);
    const filled = script.replace(`context_1=''`, `context_1='ctx-a'`).replace(`context_2=''`, `context_2='ctx-b'`);
    const { status, calls } = run(filled, '--act');
    expect(status).toBe(0);
    expect(calls).toContain('kubectl --context ctx-a cordon w');
    expect(calls).toContain('kubectl --context ctx-b uncordon w');
  });

  it('leaves out names that no Kubernetes node can have, and says so; nothing of them runs', () => {
    fakeCluster();
    const { text } = shellScript(hostilePlan);
    expect(text).toContain('# Left out, because no Kubernetes node can have such a name:');
    for (const args of [[], ['--act']]) {
      const { stdout } = run(text, ...args);
      expect(stdout).toContain('worker-2.example.org');
      expect(stdout).not.toContain('ProxyCommand');
    }
    expect(existsSync(path.join(folder, 'pwned'))).toBe(false);
  });
});
