import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { planNode } from '../../test/planNodes';
import { planOf } from '../../test/plans';
import { plannedSteps } from '../courses';
import { commandOf, unattendedOf } from '../steps';
import { systemOf } from '../system';
import { anyNode } from '../target';
import { ansibleFiles } from './ansible';
import { exportedPlan } from './exportable';
import { type PlanChoice } from './planSettings';
import { shellScript } from './shellScript';
import { systemUpgradeFiles } from './systemUpgrade';
import { type Unattended } from './unattended';

const nodes = [
  planNode('el7'),
  planNode('el8', { kernel: '4.18.0-80.el8.x86_64', osImage: 'CentOS Linux 8' }),
  planNode('ubuntu', { kernel: '4.15.0-213-generic', osImage: 'Ubuntu 18.04.6 LTS' }),
  planNode('debian', { kernel: '4.19.0-26-amd64', osImage: 'Debian GNU/Linux 10 (buster)' }),
  planNode('suse', { kernel: '4.12.14-122.37-default', osImage: 'SUSE Linux Enterprise Server 12 SP5' }),
  planNode('amazon', { kernel: '4.14.355-276.639.amzn2.x86_64', osImage: 'Amazon Linux 2' }),
  planNode('image', { kernel: '4.14.355-276.639.amzn2.x86_64', osImage: 'Bottlerocket OS 1.0.5 (aws-k8s-1.17)' }),
  planNode('strange', { kernel: '4.9.0-custom', osImage: 'Our own Linux' }),
];
const planFor = (fix: PlanChoice) => planOf(nodes, { fix, waveSize: { unit: 'nodes', count: 20 } });

const scriptsOf = (fix: PlanChoice) =>
  Object.fromEntries(
    exportedPlan(planFor(fix)).waves.flatMap((wave) =>
      wave.nodes.map(({ evidence, script }) => [evidence.key.node, script] as const)
    )
  );
const commandsOf = (change: Unattended['change'] | Unattended['verify'] | undefined) =>
  change?.kind === 'commands' ? change.script : '';
const names = (all: ReadonlyArray<{ evidence: { key: { node: string } } }>) =>
  all.map(({ evidence }) => evidence.key.node);

describe('a plan over nodes of many systems', () => {
  it.each([
    ['el7', 'nokmem-grubby', 'grubby --update-kernel=ALL --args=cgroup.memory=nokmem'],
    ['el8', 'nokmem-bls', 'grub2-editenv - list'],
    ['ubuntu', 'nokmem-update-grub', '/etc/default/grub.d/zz-nokmem.cfg'],
    ['debian', 'nokmem-update-grub', 'update-grub'],
    ['suse', 'nokmem-suse', 'update-bootloader --refresh'],
    ['amazon', 'nokmem-grubby', 'grubby --update-kernel=ALL'],
  ])('sets the parameter on %s by %s', (node, id, command) => {
    const script = scriptsOf('nokmem')[node];
    expect(script?.id).toBe(id);
    expect(commandsOf(script?.change)).toContain(command);
    expect(script?.verify).toMatchObject({ script: expect.stringContaining('memory.kmem.slabinfo') });
  });

  it.each([
    ['el8', 'kernel-upgrade-dnf', "dnf -y upgrade 'kernel*'"],
    ['ubuntu', 'kernel-upgrade-ubuntu', 'linux-generic-hwe-'],
    ['debian', 'kernel-upgrade-debian', 'apt-get -qy install "linux-image-'],
    ['suse', 'kernel-upgrade-suse', 'zypper --non-interactive update kernel-default'],
    ['amazon', 'kernel-upgrade-amazon2', 'amazon-linux-extras install -y kernel-5.10'],
  ])('installs the kernel on %s by %s', (node, id, command) => {
    const script = scriptsOf('kernel-upgrade')[node];
    expect([script?.id, commandsOf(script?.change)]).toEqual([id, expect.stringContaining(command)]);
  });

  it('leaves to people what no program can do, and says so in every file', () => {
    expect(names(exportedPlan(planFor('nokmem')).byHand)).toEqual(['image', 'strange']);
    expect(names(exportedPlan(planFor('kernel-upgrade')).byHand)).toEqual(['el7', 'image', 'strange']);
    const made = planFor('nokmem');
    for (const { name, text } of [shellScript(made), ansibleFiles(made)[0], ...systemUpgradeFiles(made)].flatMap(
      (file) => file ?? []
    )) {
      const [commands, comments] = [/^[^#].*strange/m.test(text), /^#.*"strange"/m.test(text)];
      expect([name, commands, comments]).toEqual([name, false, true]);
    }
  });

  it('gives each node by default the fix that is recommended for it', () => {
    const ids = Object.entries(scriptsOf('suggested')).map(([node, { id }]) => `${node}: ${id}`);
    expect(ids).toEqual([
      'el7: nokmem-grubby',
      'el8: kernel-upgrade-dnf',
      'ubuntu: kernel-upgrade-ubuntu',
      'debian: kernel-upgrade-debian',
      'suse: kernel-upgrade-suse',
      'amazon: kernel-upgrade-amazon2',
    ]);
  });

  it.each(['nokmem', 'kernel-upgrade'] as const)(
    'exports files that their programs accept: %s',
    (fix) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'plan-'));
      try {
        const made = planFor(fix);
        const { text } = shellScript(made);
        writeFileSync(path.join(folder, 'plan.sh'), text);
        execFileSync('sh', ['-n', 'plan.sh'], { cwd: folder });
        execFileSync('shellcheck', ['plan.sh'], { cwd: folder, encoding: 'utf8' });
        for (const { change, verify } of exportedPlan(made).scripts) {
          execFileSync('shellcheck', ['--shell=sh', '-'], { input: commandsOf(change), encoding: 'utf8' });
          execFileSync('shellcheck', ['--shell=sh', '-'], { input: commandsOf(verify) || ':', encoding: 'utf8' });
        }
        for (const file of ansibleFiles(made)) {
          writeFileSync(path.join(folder, file.name), file.text);
        }
        execFileSync('ansible-playbook', ['--syntax-check', '-i', 'inventory.yaml', 'playbook.yaml'], {
          cwd: folder,
          env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: folder },
          stdio: 'pipe',
        });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000
  );
});

describe('what runs unattended', () => {
  const attended = (osImage: string, option: 'nokmem' | 'kernel-upgrade') =>
    plannedSteps(option, systemOf({ osImage })).flatMap((step) => (step.kind === 'step' ? [step.id] : []));

  it.each([
    ['CentOS Linux 7 (Core)', 'nokmem'],
    ['Rocky Linux 8.10 (Green Obsidian)', 'nokmem'],
    ['Ubuntu 18.04.6 LTS', 'nokmem'],
    ['SUSE Linux Enterprise Server 12 SP5', 'nokmem'],
    ['Rocky Linux 8.10 (Green Obsidian)', 'kernel-upgrade'],
    ['Ubuntu 18.04.6 LTS', 'kernel-upgrade'],
    ['Debian GNU/Linux 10 (buster)', 'kernel-upgrade'],
    ['SUSE Linux Enterprise Server 12 SP5', 'kernel-upgrade'],
    ['Amazon Linux 2', 'kernel-upgrade'],
  ] as const)('on %s for %s changes what the page tells a person to change', (osImage, option) => {
    const changing =
      /^\s*(?:grubby --update\S*|update-\S+|sed|dnf|apt-get|zypper(?! search)|amazon-linux-extras|mkdir) ?/;
    const answers = / (?:-y|-qy|-q|--non-interactive)\b/g;
    const changesIn = (text: string) =>
      text
        .split('\n')
        .map((line) => line.replace('[ ! -f /etc/default/grub ] || ', '').replace(answers, ''))
        .filter((line) => changing.test(line));
    const ids = attended(osImage, option).filter((id) => unattendedOf(id) !== undefined);
    const byPerson = ids.flatMap((id) => changesIn(commandOf(id, anyNode) ?? ''));
    expect(byPerson.length).toBeGreaterThan(0);
    expect(ids.flatMap((id) => changesIn(unattendedOf(id) ?? ''))).toEqual(byPerson);
  });
});
