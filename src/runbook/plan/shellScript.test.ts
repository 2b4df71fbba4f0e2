import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { changesOf, FakeCluster, type FakeNode } from '../../test/fakeCluster';
import { planNode } from '../../test/planNodes';
import { hostileClusters, hostileNames, planOf } from '../../test/plans';
import { shellScript } from './shellScript';

const [cluster] = hostileClusters;
const hostilePlan = planOf([
  ...hostileNames.map((name) => planNode(name, { cluster })),
  planNode('worker-1', { cluster }),
  planNode('worker-2.example.org', { cluster }),
]);
const three = shellScript(planOf([planNode('w1'), planNode('w2'), planNode('w3')])).text;

let fake: FakeCluster;
const withNodes = (nodes: Record<string, FakeNode>) => (fake = new FakeCluster({ spare: {}, ...nodes }));
afterEach(() => fake.remove());

describe('the shell script', () => {
  it.each([
    ['plain names', planOf([planNode('w1'), planNode('w2'), planNode('m', { isControlPlane: true })])],
    [
      'a change that only the site knows',
      planOf([planNode('w1'), planNode('old', { kernel: '3.10.0-957.el7.x86_64' })], { fix: 'runtime' }),
    ],
    ['hostile names', hostilePlan],
    ['no nodes', planOf([])],
  ])('of %s is parsed by sh and passed by shellcheck', (_, made) => {
    withNodes({});
    const file = path.join(fake.folder, 'filled.sh');
    writeFileSync(file, shellScript(made).text);
    execFileSync('sh', ['-n', file]);
    execFileSync('shellcheck', [file], { encoding: 'utf8' });
  });

  it('is linted as it stands, before anything is filled in', () => {
    withNodes({});
    execFileSync('shellcheck', [path.join(__dirname, 'plan.sh')], { encoding: 'utf8' });
  });

  it('asks nothing of anybody unless told to', () => {
    withNodes({ w1: {}, w2: {}, w3: {} });
    const { status, stdout, calls } = fake.run(three);
    expect([status, calls]).toEqual([0, []]);
    expect(stdout).toContain('Wave 1, without a cluster label, nodes: 2');
    expect(stdout).toContain('cordon w1');
    expect(stdout).toContain('change w3 nokmem-grubby');
    expect(stdout).toContain('Nothing was changed.');
  });

  it('acts wave by wave, each phase over the whole wave', () => {
    withNodes({ w1: {}, w2: {}, w3: {} });
    const { status, stderr, calls } = fake.run(three, ['--act', '--yes']);
    expect([status, stderr]).toEqual([0, '']);
    expect(changesOf(calls)).toEqual([
      'annotate w1 memcg-kmem-plan/cordoned=yes',
      'cordon w1',
      'annotate w2 memcg-kmem-plan/cordoned=yes',
      'cordon w2',
      'drain w1',
      'drain w2',
      'uncordon w1',
      'annotate w1 memcg-kmem-plan/cordoned-',
      'uncordon w2',
      'annotate w2 memcg-kmem-plan/cordoned-',
      'annotate w3 memcg-kmem-plan/cordoned=yes',
      'cordon w3',
      'drain w3',
      'uncordon w3',
      'annotate w3 memcg-kmem-plan/cordoned-',
    ]);
    expect(fake.sent()).toContain('grubby --update-kernel=ALL --args=cgroup.memory=nokmem');
  });

  it('asks before each wave, and begins none without a yes', () => {
    withNodes({ w1: {}, w2: {}, w3: {} });
    const once = fake.run(three, ['--act'], 'y\n');
    expect(once.status).toBe(0);
    expect(once.stdout).toContain('Not begun. Run the same command again to go on with wave 2.');
    expect(['w1', 'w2', 'w3'].map((node) => fake.has(node, 'fixed'))).toEqual([true, true, false]);
    const again = fake.run(three, ['--act'], 'y\n');
    expect(again.status).toBe(0);
    expect(again.calls.join('\n')).not.toMatch(/drain.* w[12]$/m);
    expect(fake.has('w3', 'fixed')).toBe(true);
  });

  it('does the waves that are asked for, and refuses what is no wave', () => {
    withNodes({ w1: {}, w2: {}, w3: {} });
    expect(fake.run(three, ['2']).stdout).not.toContain('w1');
    expect(fake.run(three, ['2']).stdout).toContain('cordon w3');
    expect(fake.run(three, ['--oops']).status).toBe(2);
  });
});

describe('before anything is touched, it finds', () => {
  const onlyW2: ReadonlyArray<[string, FakeNode, RegExp]> = [
    ['a node that cannot be reached', { unreachable: true }, /w2: no root shell there.*No route to host/],
    ['a node that is not ready', { notReady: true }, /w2: is not Ready/],
    [
      'a PodDisruptionBudget that blocks',
      {
        drainSays: `error when evicting pods/"db-0": Cannot evict pod as it would violate the pod's disruption budget.`,
      },
      /w2: cannot be drained:\n.*disruption budget/,
    ],
    [
      'a bare pod',
      { drainSays: 'cannot delete Pods that declare no controller (use --force to override): default/once' },
      /w2: cannot be drained:\n.*default\/once/,
    ],
    [
      'local storage',
      { drainSays: 'cannot delete Pods with local storage (use --delete-emptydir-data to override): default/cache' },
      /w2: cannot be drained:\n.*default\/cache/,
    ],
  ];

  it.each(onlyW2)('%s', (_, fault, said) => {
    withNodes({ w1: {}, w2: fault, w3: {} });
    for (const args of [['--check'], ['--act', '--yes']]) {
      const { status, stdout, stderr, calls } = fake.run(three, args);
      expect(status).toBe(1);
      expect(stdout).toMatch(said);
      expect(stderr).toContain('STOPPED: in the way: 1, each named above. Nothing was touched');
      expect(changesOf(calls)).toEqual([]);
    }
  });

  it('what hinders a drain once, however often kubectl says it, and all that it says where no complaint is known', () => {
    const again = `error when evicting pods/"db-0" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.`;
    withNodes({ w1: { drainSays: `evicting pod db-0\n${again}\n${again}\n` }, w2: { drainSays: 'no route\nto it\n' } });
    const { stdout } = fake.run(three, ['--check']);
    expect(stdout.split(again)).toHaveLength(2);
    expect(stdout).not.toContain('evicting pod db-0');
    expect(stdout).toContain('      no route\n      to it\n');
  });

  it('nothing where what pods lose is accepted in kubectl’s words', () => {
    const says = 'cannot delete Pods with local storage (use --delete-emptydir-data to override): default/cache';
    withNodes({ w1: {}, w2: { drainSays: says }, w3: {} });
    const { status, calls } = fake.run(three, ['--act', '--yes', '--delete-emptydir-data']);
    expect(status).toBe(0);
    expect(calls).toContain('kubectl drain --ignore-daemonsets --delete-emptydir-data --timeout=15m w2');
  });

  it('everything at once, not only the first', () => {
    withNodes({ w1: { unreachable: true }, w2: { notReady: true } });
    const { stdout, stderr } = fake.run(three, ['--check']);
    expect(stdout).toMatch(/w1: no root shell/);
    expect(stdout).toMatch(/w2: is not Ready/);
    expect(stdout).toMatch(/nodes "w3" not found/);
    expect(stderr).toContain('in the way: 3');
  });

  it('a change that is still to be filled in, before the waves that come ahead of it', () => {
    withNodes({ w1: {}, old: { kernel: '3.10.0-957.el7.x86_64' } });
    const { text } = shellScript(
      planOf([planNode('w1'), planNode('old', { kernel: '3.10.0-957.el7.x86_64' })], {
        fix: 'runtime',
        waveSize: { unit: 'nodes', count: 1 },
      })
    );
    const { status, stdout, calls } = fake.run(text, ['--act', '--yes']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/old: fill in runtime_commands at the top of this file/);
    expect(changesOf(calls)).toEqual([]);
    const filled = text.replace("runtime_commands=''", "runtime_commands='install-our-kubelet --quiet'");
    fake.run(filled, ['--act', '--yes']);
    expect(fake.sent()).toContain('install-our-kubelet --quiet');
  });

  it('contexts that are missing, wrong, or the same twice', () => {
    withNodes({});
    fake.add({ w: {}, spare: {} }, 'ctx-a');
    fake.add({ w: {}, spare: {} }, 'ctx-b');
    const { text } = shellScript(
      planOf([planNode('w', { cluster: 'a' }), planNode('w', { cluster: 'b' })], { fix: 'relief' })
    );
    const filledWith = (a: string, b: string) =>
      text.replace("context_1=''", `context_1='${a}'`).replace("context_2=''", `context_2='${b}'`);
    for (const [a, b, said] of [
      ['ctx-a', '', /cluster "b": its kubectl context is missing/],
      ['ctx-a', 'ctx-c', /cluster "b": kubectl gets no answer: error: context "ctx-c" does not exist/],
      ['ctx-a', 'ctx-a', /cluster "b": has the same kubectl context as another cluster/],
    ] as const) {
      const { status, stdout, calls } = fake.run(filledWith(a, b), ['--act', '--yes']);
      expect([status, changesOf(calls)]).toEqual([1, []]);
      expect(stdout).toMatch(said);
    }
    const { calls } = fake.run(filledWith('ctx-a', 'ctx-b'), ['--check']);
    expect(calls).toContain('kubectl --context ctx-b get nodes -o name');
  });

  it('too little room on the nodes that stay, where those that fail or are cordoned do not count', () => {
    const asking = (asked: string, others: Record<string, FakeNode>) => {
      withNodes({ w1: { asked, cpu: '16' }, ...others });
      return fake.run(shellScript(planOf([planNode('w1')])).text, ['--check']);
    };
    expect(asking('12', {}).status).toBe(0);
    fake.remove();
    const full = asking('15750m', {});
    expect(full.stdout).toMatch(
      /wave 1: 1 pods must move and ask for 15\.8 CPU and 1\.0 GiB; the other nodes have room for 109 pods, 15\.5 CPU/
    );
    expect(fake.run(shellScript(planOf([planNode('w1')])).text, ['--check', '--without-room']).status).toBe(0);
    fake.remove();
    expect(asking('20', { big: { cpu: '32' } }).status).toBe(0);
    fake.remove();
    expect(asking('20', { big: { cpu: '32', cordoned: true } }).status).toBe(1);
    fake.remove();
    withNodes({ w1: { asked: '20' }, f: { cpu: '32' } });
    const waves = { waveSize: { unit: 'nodes', count: 1 } } as const;
    const failing = planNode('f', { state: 'failing' });
    expect(fake.run(shellScript(planOf([planNode('w1'), failing], waves)).text, ['--check']).stdout).toMatch(
      /wave 1: /
    );
    expect(fake.run(shellScript(planOf([failing, planNode('w1')], waves)).text, ['--check']).stdout).not.toMatch(
      /wave 2: /
    );
  });
});

describe('with what is there already it', () => {
  it('leaves a node alone that is fixed', () => {
    withNodes({ w1: { fixed: true }, w2: {}, w3: {} });
    const { status, stdout, calls } = fake.run(three, ['--act', '--yes']);
    expect(status).toBe(0);
    expect(stdout).toContain('w1: is done already');
    expect(changesOf(calls).filter((call) => call.includes('w1'))).toEqual([]);
  });

  it('keeps an earlier cordon', () => {
    withNodes({ w1: { cordoned: true }, w2: {}, w3: {} });
    const { status, stdout } = fake.run(three, ['--act', '--yes']);
    expect(status).toBe(0);
    expect([fake.has('w1', 'fixed'), fake.has('w1', 'cordoned'), fake.has('w2', 'cordoned')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(stdout).toContain('w1 stays cordoned, as it was before; when it shall take pods: kubectl uncordon w1');
  });

  it('counts a node that was rebooted since as relieved, and one with another kernel as upgraded', () => {
    withNodes({ w1: { kernel: '4.18.0-553.el8_10.x86_64' } });
    const upgrade = planOf([planNode('w1', { osImage: 'CentOS Linux 8', kernel: '4.18.0-80.el8.x86_64' })], {
      fix: 'kernel-upgrade',
    });
    expect(fake.run(shellScript(upgrade).text, ['--check']).stdout).toContain('w1: is done already');
    const relief = shellScript(planOf([planNode('w1')], { fix: 'relief' })).text;
    expect(fake.run(relief, ['--check']).stdout).not.toContain('is done already');
    writeFileSync(path.join(fake.folder, 'clusters/current/w1/booted'), '1795000001');
    expect(fake.run(relief, ['--check']).stdout).toContain('w1: is done already');
  });

  it('goes on where it stopped, and takes only its own cordons away', () => {
    withNodes({ w1: {}, w2: { fails: 'grubby' }, w3: {} });
    const stopped = fake.run(three, ['--act', '--yes']);
    expect(stopped.status).not.toBe(0);
    expect(['w1', 'w2', 'w3'].map((node) => fake.has(node, 'cordoned'))).toEqual([true, true, false]);
    fake.mend('w2', 'fails');
    expect(fake.run(three, ['--act', '--yes']).status).toBe(0);
    expect(
      ['w1', 'w2', 'w3'].map((node) => [fake.has(node, 'fixed'), fake.has(node, 'cordoned'), fake.has(node, 'mark')])
    ).toEqual(Array(3).fill([true, false, false]));
  });
});

describe('on the way it stops', () => {
  it.each<[string, FakeNode]>([
    ['at a drain that fails', { fails: 'drain --ignore-daemonsets --timeout=15m' }],
    ['at a change that fails', { fails: 'grubby' }],
  ])('%s, and leaves the nodes cordoned', (_, fault) => {
    withNodes({ w1: fault, w2: {}, w3: {} });
    const { status, calls } = fake.run(three, ['--act', '--yes']);
    expect(status).not.toBe(0);
    expect(calls.join('\n')).not.toMatch(/uncordon|w3$/);
    expect([fake.has('w1', 'cordoned'), fake.has('w2', 'cordoned')]).toEqual([true, true]);
  });

  it('where the change is not in force after the reboot, and says how to go on', () => {
    withNodes({ w1: { staysBroken: true }, w2: {}, w3: {} });
    const { status, stderr } = fake.run(three, ['--act', '--yes']);
    expect(status).toBe(1);
    expect(stderr).toContain('STOPPED: w1 is up, but the change is not in force');
    expect(stderr).toContain(
      'What it has cordoned stays cordoned. Put right what is named above, then run the same command again'
    );
    expect(fake.has('w1', 'cordoned')).toBe(true);
  });

  it('where the kernel is the same after an upgrade', () => {
    withNodes({ w1: { kernel: '4.18.0-80.el8.x86_64' } });
    const plan = planOf([planNode('w1', { osImage: 'CentOS Linux 8', kernel: '4.18.0-80.el8.x86_64' })], {
      fix: 'kernel-upgrade',
    });
    expect(fake.run(shellScript(plan).text, ['--act', '--yes']).stderr).toContain('the change is not in force');
  });

  it('before a wave in whose way something has come meanwhile', () => {
    withNodes({ w1: {}, w2: {}, w3: {} });
    const blocked = path.join(fake.folder, 'clusters/current/w3/unreachable');
    const meanwhile = three.replace(
      'node_info "$1" kernelVersion >',
      `: >'${blocked}'; node_info "$1" kernelVersion >`
    );
    const { status, stderr } = fake.run(meanwhile, ['--act', '--yes']);
    expect(status).toBe(1);
    expect(stderr).toContain('STOPPED: wave 2 is not begun');
    expect([fake.has('w1', 'fixed'), fake.has('w3', 'cordoned')]).toEqual([true, false]);
  });
});

it('leaves out names that no Kubernetes node can have, and says so; nothing of them runs', () => {
  withNodes({ 'worker-1': {}, 'worker-2.example.org': {} });
  const { text } = shellScript(hostilePlan);
  expect(text).toContain('# Left out, because no Kubernetes node can have such a name:');
  for (const args of [[], ['--act', '--yes']]) {
    const { stdout } = fake.run(text, args);
    expect(stdout).toContain('worker-2.example.org');
    expect(stdout).not.toContain('ProxyCommand');
  }
  expect(existsSync(path.join(fake.folder, 'pwned'))).toBe(false);
});

it('a release that no kernel has is no word of the script', () => {
  withNodes({ w1: {} });
  const { text } = shellScript(
    planOf([planNode('w1', { kernel: '3.10.0-1160.el7 $(touch pwned) *' })], { fix: 'relief' })
  );
  expect(text).toMatch(/'w1 relief\S* - exposed \d+'/);
});
