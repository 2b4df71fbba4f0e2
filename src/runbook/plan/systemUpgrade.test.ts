import { execFileSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import { planNode } from '../../test/planNodes';
import { hostileClusters, hostileNames, planOf } from '../../test/plans';
import { isKubernetesName } from './exportable';
import { systemUpgradeFiles } from './systemUpgrade';

interface Resource {
  kind: string;
  metadata: { name: string };
  spec: { concurrency: number; nodeSelector: { matchExpressions: Array<{ key: string; values: string[] }> } };
  stringData: Record<string, string>;
}

function documents(text: string): Resource[] {
  return parseAllDocuments(text).flatMap((document) => {
    expect(document.errors).toEqual([]);
    const value = document.toJS() as Resource | null;
    return value === null ? [] : [value];
  });
}

describe('the system-upgrade-controller export', () => {
  it('has a Secret and a Plan for each wave, by hostname, as many at once as the wave holds', () => {
    const [file, ...others] = systemUpgradeFiles(planOf([planNode('w1'), planNode('w2'), planNode('w3')]));
    expect(others).toEqual([]);
    const resources = documents(file?.text ?? '');
    expect(resources.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Secret memcg-kmem-wave-01-nokmem-grubby',
      'Plan memcg-kmem-wave-01-nokmem-grubby',
      'Secret memcg-kmem-wave-02-nokmem-grubby',
      'Plan memcg-kmem-wave-02-nokmem-grubby',
    ]);
    const plans = resources.filter(({ kind }) => kind === 'Plan');
    expect(plans.map(({ spec }) => [spec.concurrency, spec.nodeSelector.matchExpressions[0]?.values])).toEqual([
      [2, ['w1', 'w2']],
      [1, ['w3']],
    ]);
    expect(file?.text).toContain('#   kubectl label node w1 w2 memcg-kmem-go=memcg-kmem-wave-01-nokmem-grubby');
  });

  it('keeps clusters and fixes apart', () => {
    const files = systemUpgradeFiles(
      planOf([
        planNode('a1', { cluster: 'a' }),
        planNode('a2', { cluster: 'a', kernel: '4.18.0-80.el8.x86_64', osImage: 'CentOS Linux 8' }),
        planNode('b1', { cluster: 'b' }),
      ])
    );
    expect(files.map(({ name }) => name)).toEqual(['plans-cluster-1.yaml', 'plans-cluster-2.yaml']);
    expect(documents(files[0]?.text ?? '').map(({ metadata }) => metadata.name)).toEqual([
      'memcg-kmem-wave-01-nokmem-grubby',
      'memcg-kmem-wave-01-nokmem-grubby',
      'memcg-kmem-wave-01-kernel-upgrade-dnf',
      'memcg-kmem-wave-01-kernel-upgrade-dnf',
    ]);
    expect(files[1]?.text).not.toMatch(/a1|a2/);
  });

  it('leaves out failing nodes, on which its pods cannot start, and says so', () => {
    const [file] = systemUpgradeFiles(planOf([planNode('broken', { state: 'failing' }), planNode('w2')]));
    expect(file?.text).toContain('# Left out, because no new pod starts on a failing node');
    expect(
      documents(file?.text ?? '').flatMap(({ spec }) => spec?.nodeSelector.matchExpressions[0]?.values ?? [])
    ).toEqual(['w2']);
  });

  it('runs scripts that a shell can parse and shellcheck passes', () => {
    for (const fix of ['nokmem', 'kernel-upgrade', 'relief'] as const) {
      const [file] = systemUpgradeFiles(planOf([planNode('w', { osImage: 'Rocky Linux 8.10' })], { fix }));
      const script = documents(file?.text ?? '')[0]?.stringData['change.sh'] ?? '';
      expect(script).toContain('reboot');
      execFileSync('sh', ['-n'], { input: script });
      execFileSync('shellcheck', ['--severity=warning', '--exclude=SC1091', '-'], { input: script });
    }
  });

  it('looks before it drains, takes nothing from pods unasked, and runs a pinned image', () => {
    const [file] = systemUpgradeFiles(planOf([planNode('w1')]));
    const [secret, plan] = documents(file?.text ?? '');
    const check = secret?.stringData['check.sh'] ?? '';
    execFileSync('shellcheck', ['-'], { input: check, encoding: 'utf8' });
    expect(check).toContain('take the label memcg-kmem-go away from this node');
    expect(plan?.spec).toMatchObject({
      drain: { force: false, deleteEmptydirData: false },
      prepare: { image: expect.stringMatching(/^[a-z]+:\d+\.\d+/) },
      upgrade: { image: expect.stringMatching(/^[a-z]+:\d+\.\d+/) },
    });
  });

  it('names no node that Kubernetes could not have, whatever the labels hold', () => {
    const files = systemUpgradeFiles(
      planOf([...hostileNames, 'w1'].map((name) => planNode(name, { cluster: hostileClusters[0] })))
    );
    const values = files.flatMap(({ text }) =>
      documents(text).flatMap(({ spec }) => spec?.nodeSelector.matchExpressions[0]?.values ?? [])
    );
    expect(values).toEqual(['w1']);
    expect(values.every(isKubernetesName)).toBe(true);
    expect(files[0]?.text).toContain('"$(touch pwned)"');
  });
});
