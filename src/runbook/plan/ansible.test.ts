import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { planNode } from '../../test/planNodes';
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
    expect(parse(inventory?.text ?? '')).toEqual({
      all: {
        children: {
          wave_01: { hosts: { old: { memcg_kmem_change: 'runtime' } } },
          wave_02: { hosts: { el7: { memcg_kmem_change: 'nokmem-grubby' } } },
          wave_03: { hosts: { m: { memcg_kmem_change: 'nokmem-grubby' } } },
          cluster_1: { vars: { kube_context: '' }, children: { wave_01: {} } },
          cluster_2: { vars: { kube_context: '' }, children: { wave_02: {}, wave_03: {} } },
        },
      },
    });
  });

  it('has a playbook that ansible-playbook accepts: the whole wave at once, stopping at any error', () => {
    write(hostile);
    ansible('ansible-playbook', '--syntax-check', '-i', 'inventory.yaml', 'playbook.yaml');
    const plays = parse(readFileSync(path.join(folder, 'playbook.yaml'), 'utf8')) as Array<Record<string, unknown>>;
    expect(plays.length).toBeGreaterThan(1);
    for (const play of plays) {
      expect(play).toMatchObject({ serial: '100%', any_errors_fatal: true });
      expect(play.tasks).toEqual(plays[0]?.tasks);
    }
    expect(JSON.stringify(plays[0]?.tasks)).toContain('grubby --update-kernel=ALL --args=cgroup.memory=nokmem');
  });

  it('of no nodes is accepted too', () => {
    write(planOf([]));
    ansible('ansible-inventory', '-i', 'inventory.yaml', '--list');
    expect(parse(readFileSync(path.join(folder, 'playbook.yaml'), 'utf8'))).toEqual([]);
  });

  const runOnThisMachine = () => {
    const env = { ...environment(), ANSIBLE_STDOUT_CALLBACK: 'default', ANSIBLE_TRANSPORT: 'local' };
    const args = ['-c', 'local', '-i', 'inventory.yaml', 'playbook.yaml', '-e', 'ansible_become=false'];
    return spawnSync('ansible-playbook', args, { encoding: 'utf8', cwd: folder, env });
  };

  const fakeKubectl = (body: string) => {
    writeFileSync(path.join(folder, 'kubectl'), `#!/bin/sh\necho "$*" >> ${folder}/calls\n${body}\n`);
    chmodSync(path.join(folder, 'kubectl'), 0o755);
  };

  /** The machine that runs the tests must not reboot: the module's place is taken by a command that is written down. */
  const withoutReboot = (text: string) =>
    text.replace(/ansible\.builtin\.reboot:\n\s+reboot_timeout: 1800/, 'ansible.builtin.command: kubectl REBOOT');

  const calls = () => readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n');

  it('drains, reboots, waits and uncordons wave by wave', () => {
    fakeKubectl('');
    write(planOf([planNode('w1'), planNode('w2'), planNode('w3')], { fix: 'relief' }), withoutReboot);
    const { status, stdout } = runOnThisMachine();
    expect([status, status === 0 ? '' : stdout]).toEqual([0, '']);
    const verbs = calls().map((call) =>
      call
        .replace('--context= ', '')
        .replace(/^(\w+) .*?([\w/]+)$/, '$1 $2')
        .replace('node/', '')
    );
    const wave = (...names: string[]) =>
      ['cordon', 'drain', 'REBOOT', 'wait', 'uncordon'].flatMap((verb) =>
        names.map((name) => (verb === 'REBOOT' ? verb : `${verb} ${name}`))
      );
    // Hosts of a wave run side by side, in any order.
    const inPhases = (list: string[], width: number) =>
      list.map((_, index) => [...list.slice(index - (index % width), index - (index % width) + width)].sort().join());
    expect(inPhases(verbs.slice(0, 10), 2)).toEqual(inPhases(wave('w1', 'w2'), 2));
    expect(verbs.slice(10)).toEqual(wave('w3'));
  });

  it('stops everything at the first failure', () => {
    fakeKubectl('case "$*" in *drain*w2) exit 1 ;; esac');
    write(planOf([planNode('w1'), planNode('w2'), planNode('w3')], { fix: 'relief' }), withoutReboot);
    expect(runOnThisMachine().status).not.toBe(0);
    expect(calls().join('\n')).not.toMatch(/REBOOT|uncordon|w3/);
  });
});
