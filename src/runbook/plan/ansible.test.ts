import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { atSeconds, el7Kernel, planNode } from '../../test/planNodes';
import { hostileClusters, hostileNames, planOf } from '../../test/plans';
import { ansibleFiles } from './ansible';
import { type MaintenancePlan } from './makePlan';

// Ansible is slow to start where two cores run every suite at once.
jest.setTimeout(120_000);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plan-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const environment = () => ({
  ...process.env,
  LC_ALL: 'C.UTF-8',
  HOME: folder,
  ANSIBLE_LOCALHOST_WARNING: 'False',
  ANSIBLE_RETRY_FILES_ENABLED: 'False',
  PATH: `${folder}:${process.env.PATH ?? ''}`,
});

function write(made: MaintenancePlan, changed: (text: string) => string = (text) => text): void {
  for (const { name, text } of ansibleFiles(made)) {
    writeFileSync(path.join(folder, name), changed(text));
  }
}

const ansible = (command: string, ...args: string[]) =>
  execFileSync(command, args, { encoding: 'utf8', cwd: folder, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });

const hostile = planOf([
  ...hostileNames.map((name, index) => planNode(name, { cluster: hostileClusters[index % hostileClusters.length] })),
  planNode('worker-1', { cluster: hostileClusters[0] }),
  planNode('yes', { cluster: hostileClusters[0] }),
  planNode('1e3', { cluster: hostileClusters[1] }),
  planNode('10.0.0.1', { cluster: hostileClusters[1] }),
]);

describe('the Ansible export', () => {
  it('is read by ansible-inventory, one group per wave, hostile names left out', () => {
    write(hostile);
    const read = JSON.parse(ansible('ansible-inventory', '-i', 'inventory.yaml', '--list')) as Record<
      string,
      { hosts?: string[]; children?: string[] }
    >;
    const groups = Object.entries(read).filter(([name]) => name.startsWith('wave_'));
    expect(groups.flatMap(([, { hosts = [] }]) => hosts).sort()).toEqual(['10.0.0.1', '1e3', 'worker-1', 'yes']);
    expect(readFileSync(path.join(folder, 'inventory.yaml'), 'utf8')).toContain(
      '# Left out, because no Kubernetes node can have such a name:'
    );
  });

  it('gives each host its fix and each cluster its context', () => {
    const [inventory] = ansibleFiles(
      planOf([
        planNode('old', { cluster: 'a', kernel: '3.10.0-957.el7.x86_64' }),
        planNode('el7', { cluster: 'b' }),
        planNode('m', { cluster: 'b', isControlPlane: true }),
      ])
    );
    const facts = (change: string, kernel = el7Kernel) => ({
      memcg_kmem_change: change,
      memcg_kmem_kernel: kernel,
      memcg_kmem_seen_at: atSeconds,
    });
    const wave = (digits: string) => ({
      memcg_kmem_wave: `wave_${digits}`,
      memcg_kmem_failing_before: [],
      memcg_kmem_failing_from_here: [],
    });
    expect(parse(inventory?.text ?? '')).toEqual({
      all: {
        vars: { memcg_kmem_drain_flags: [] },
        children: {
          wave_01: { hosts: { old: facts('nokmem-grubby', '3.10.0-957.el7.x86_64') }, vars: wave('01') },
          wave_02: { hosts: { el7: facts('nokmem-grubby') }, vars: wave('02') },
          wave_03: { hosts: { m: facts('nokmem-grubby') }, vars: wave('03') },
          cluster_1: { vars: { kube_context: '' }, children: { wave_01: {} } },
          cluster_2: { vars: { kube_context: '' }, children: { wave_02: {}, wave_03: {} } },
        },
      },
    });
  });

  it('has a playbook that ansible-playbook accepts: the whole wave at once, stopping at any error', () => {
    write(hostile);
    ansible('ansible-playbook', '--syntax-check', '-i', 'inventory.yaml', 'playbook.yaml');
    const [before, ...waves] = parse(readFileSync(path.join(folder, 'playbook.yaml'), 'utf8')) as Array<
      Record<string, unknown>
    >;
    expect(before).toMatchObject({ hosts: 'all', any_errors_fatal: true, tags: 'check' });
    expect(JSON.stringify(before?.tasks)).not.toContain('grubby --update-kernel');
    expect(waves.length).toBeGreaterThan(1);
    for (const wave of waves) {
      expect(wave).toMatchObject({ serial: '100%', any_errors_fatal: true });
      expect(wave.tasks).toEqual(waves[0]?.tasks);
    }
    expect(JSON.stringify(waves[0]?.tasks)).toContain('grubby --update-kernel=ALL --args=cgroup.memory=nokmem');
  });

  it('of no nodes is accepted too', () => {
    write(planOf([]));
    ansible('ansible-inventory', '-i', 'inventory.yaml', '--list');
    expect(parse(readFileSync(path.join(folder, 'playbook.yaml'), 'utf8'))).toEqual([]);
  });

  const runOnThisMachine = (...more: string[]) => {
    const env = { ...environment(), ANSIBLE_STDOUT_CALLBACK: 'default', ANSIBLE_TRANSPORT: 'local' };
    const args = ['-c', 'local', '-i', 'inventory.yaml', 'playbook.yaml', '-e', 'ansible_become=false', ...more];
    return spawnSync('ansible-playbook', args, { encoding: 'utf8', cwd: folder, env, input: '' });
  };

  /** A cluster whose nodes are as `nodes` says, ready and without a cordon where it says nothing. */
  const fakeKubectl = (body = '', nodes: Record<string, unknown> = {}, pods: readonly string[] = []) => {
    const ready = { spec: {}, metadata: {}, status: { conditions: [{ type: 'Ready', status: 'True' }] } };
    for (const name of ['w1', 'w2', 'w3']) {
      writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({ ...ready, ...(nodes[name] ?? {}) }));
    }
    const lines = [
      '#!/bin/sh',
      'for last; do :; done',
      `printf '%s\\n' "$*" >> ${folder}/calls`,
      body,
      `case "$*" in *'get nodes'*) printf 'spare\\t\\t4\\t8Gi\\t10\\nw2\\t\\t64\\t64Gi\\t99\\n' ;;`,
      `*'get pods'*) printf '${pods.map((pod) => `${pod}\\n`).join('')}' ;;`,
      `*'get node'*) cat ${folder}/$4.json ;; esac`,
    ];
    writeFileSync(path.join(folder, 'kubectl'), `${lines.join('\n')}\n`);
    chmodSync(path.join(folder, 'kubectl'), 0o755);
  };

  /** The machine that runs the tests must not reboot: the module's place is taken by a command that is written down. */
  const withoutReboot = (text: string) =>
    text
      .replace(/ansible\.builtin\.reboot:\n\s+reboot_timeout: 1800/, 'ansible.builtin.command: kubectl REBOOT')
      // This machine has booted since these nodes were seen, unless they are seen tomorrow.
      .replaceAll(`memcg_kmem_seen_at: ${atSeconds}`, 'memcg_kmem_seen_at: 99999999999');

  const calls = () =>
    readFileSync(path.join(folder, 'calls'), 'utf8')
      .trim()
      .split('\n')
      .map((call) => call.replace('--context= ', ''));
  const verbs = () =>
    calls()
      .filter((call) => !/^get|--dry-run/.test(call))
      .map((call) =>
        call
          .replace(/^annotate .*node (\S+) .*(=yes|-)$/, 'mark$2 $1')
          .replace(/^(\w+) .*?([\w/]+)$/, '$1 $2')
          .replace('node/', '')
      );

  it('looks at every node first, then drains, reboots, waits and uncordons wave by wave', () => {
    fakeKubectl();
    write(planOf([planNode('w1'), planNode('w2'), planNode('w3')], { fix: 'relief' }), withoutReboot);
    const { status, stdout } = runOnThisMachine();
    expect([status, status === 0 ? '' : stdout]).toEqual([0, '']);
    const looked = calls().findIndex((call) => /^annotate/.test(call));
    expect(
      calls()
        .slice(0, looked)
        .filter((call) => call.includes('--dry-run=server')).length
    ).toBe(3);
    const wave = (...names: string[]) =>
      ['mark=yes', 'cordon', 'drain', 'REBOOT', 'wait', 'uncordon', 'mark-'].flatMap((verb) =>
        names.map((name) => (verb === 'REBOOT' ? verb : `${verb} ${name}`))
      );
    // Hosts of a wave run side by side, in any order.
    const inPhases = (list: string[], width: number) =>
      list.map((_, index) => [...list.slice(index - (index % width), index - (index % width) + width)].sort().join());
    expect(inPhases(verbs().slice(0, 14), 2)).toEqual(inPhases(wave('w1', 'w2'), 2));
    expect(verbs().slice(14)).toEqual(wave('w3'));
  });

  it('touches nothing where one node of a later wave cannot be drained, or only a look is asked for', () => {
    write(planOf([planNode('w1'), planNode('w2'), planNode('w3')], { fix: 'relief' }), withoutReboot);
    fakeKubectl('case "$*" in *dry-run*w3) exit 1 ;; esac');
    expect(runOnThisMachine().status).not.toBe(0);
    expect(verbs()).toEqual([]);
    fakeKubectl();
    expect(runOnThisMachine('--tags', 'check').status).toBe(0);
    expect(verbs()).toEqual([]);
  });

  it('keeps an earlier cordon, goes on with one of its own, and leaves a node alone that is done', () => {
    const cordoned = { spec: { unschedulable: true } };
    fakeKubectl('', {
      w1: cordoned,
      w2: { ...cordoned, metadata: { annotations: { 'memcg-kmem-plan/cordoned': 'yes' } } },
    });
    const seenEarlier = (text: string) =>
      withoutReboot(text).replace(/(w3:\n(?:.*\n)*?\s+memcg_kmem_seen_at: )\d+/, '$11');
    write(planOf([planNode('w1'), planNode('w2'), planNode('w3')], { fix: 'relief' }), seenEarlier);
    const { status, stdout } = runOnThisMachine();
    expect([status, status === 0 ? '' : stdout]).toEqual([0, '']);
    expect(verbs()).not.toContain('uncordon w1');
    expect(verbs()).toEqual(expect.arrayContaining(['drain w1', 'drain w2', 'uncordon w2', 'mark- w2']));
    expect(verbs()).not.toContain('drain w3');
  });

  it.each([
    ['a node of an earlier wave takes them', 'w1\\tReplicaSet\\t8 \\t1Gi ', [], 0],
    ['one that fails takes none while its wave is not run', 'w1\\tReplicaSet\\t8 \\t1Gi ', ['--limit', 'wave_02'], 2],
  ])('looks for room: %s', (_case, pod, more, expected) => {
    fakeKubectl('', {}, [pod]);
    write(
      planOf([planNode('w2', { state: 'failing' }), planNode('w1', { state: 'leaking' })], {
        fix: 'relief',
        waveSize: { unit: 'nodes', count: 1 },
      }),
      withoutReboot
    );
    const { status, stdout } = runOnThisMachine('--tags', 'check', ...more);
    expect([status, status === expected ? '' : stdout]).toEqual([expected, '']);
    expect(verbs()).toEqual([]);
  });

  it('stops everything at the first failure', () => {
    fakeKubectl('case "$*" in *dry-run*) ;; *drain*w2) exit 1 ;; esac');
    write(planOf([planNode('w1'), planNode('w2'), planNode('w3')], { fix: 'relief' }), withoutReboot);
    expect(runOnThisMachine().status).not.toBe(0);
    expect(verbs().join('\n')).not.toMatch(/REBOOT|uncordon|w3/);
  });
});
