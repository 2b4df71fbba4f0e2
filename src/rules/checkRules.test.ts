import { defaultSettings } from '../signals/settings/settings';
import { activeAlerts } from './activeAlerts';
import { checkRules } from './checkRules';
import { type LoadedGroup, type LoadedRule } from '../signals/loadedRules';
import { installedRules, type RuleGroup, ruleName } from './ruleGroups';
import { durationMs } from './samePromQL';

const expected = installedRules({ settings: defaultSettings(), grafanaUrl: '' });
const count = expected.flatMap(({ rules }) => rules).length;
const alertCount = expected.flatMap(({ rules }) => rules).filter(({ alert }) => alert !== undefined).length;

function loadedFrom(
  groups: readonly RuleGroup[],
  change: (rule: LoadedRule) => LoadedRule = (rule) => rule
): LoadedGroup[] {
  return groups.map(({ name, rules }) => ({
    name,
    evaluationSeconds: 0.25,
    rules: rules.map((rule) =>
      change({
        kind: rule.alert === undefined ? 'record' : 'alert',
        name: ruleName(rule),
        expr: rule.expr,
        health: 'ok',
        holdsForSeconds: durationMs(rule.for ?? '') / 1000,
        alerts: [],
      })
    ),
  }));
}

const only = (name: string, change: Partial<LoadedRule>) => (rule: LoadedRule) =>
  rule.name === name ? { ...rule, ...change } : rule;
const verdict = (loaded: LoadedGroup[]) => checkRules(expected, loaded).verdict;
const found = (loaded: LoadedGroup[], name: string) =>
  checkRules(expected, loaded)
    .groups.flatMap(({ rules }) => rules)
    .find((rule) => rule.name === name);

describe('the rules are', () => {
  it('loaded when each is there as this version writes it', () => {
    expect(verdict(loadedFrom(expected))).toEqual({
      kind: 'loaded',
      alerts: alertCount,
      recordings: count - alertCount,
      isEvaluated: true,
    });
    expect(checkRules(expected, loadedFrom(expected)).groups[0]?.evaluationSeconds).toBe(0.25);
  });

  it('loaded, and not yet evaluated, right after a start', () => {
    const loaded = loadedFrom(expected, (rule) => ({ ...rule, health: 'unknown' }));
    expect(verdict(loaded)).toEqual({
      kind: 'loaded',
      alerts: alertCount,
      recordings: count - alertCount,
      isEvaluated: false,
    });
  });

  it('not loaded when only others are', () => {
    const other = [
      {
        name: 'node',
        rules: [{ kind: 'alert' as const, name: 'NodeDown', expr: 'up == 0', health: 'ok' as const, alerts: [] }],
      },
    ];
    expect(verdict([])).toEqual({ kind: 'none' });
    expect(verdict(other)).toEqual({ kind: 'none' });
  });

  it('partly loaded when a group is left out', () => {
    const isLeftOut = ({ name }: { name: string }) => name === 'memcg-kmem.alerts';
    const without = loadedFrom(expected).filter((group) => !isLeftOut(group));
    const missing = expected.find(isLeftOut)?.rules.length;
    expect(verdict(without)).toEqual({ kind: 'partly', missing, expected: count });
    expect(found(without, 'MemcgKmemLeakGrowing')).toMatchObject({ state: 'missing', kind: 'alert' });
  });

  it('unhealthy when one cannot be evaluated', () => {
    const loaded = loadedFrom(
      expected,
      only('node:memcg_kmem_kernel:info', { health: 'err', lastError: 'many-to-many matching not allowed' })
    );
    expect(verdict(loaded)).toEqual({ kind: 'unhealthy', failing: 1 });
    expect(found(loaded, 'node:memcg_kmem_kernel:info')?.lastError).toContain('many-to-many');
  });

  it('different when an expression or a waiting time is another', () => {
    const loaded = loadedFrom(expected, only('MemcgKmemLeakGrowing', { expr: 'vector(1)', holdsForSeconds: 1 }));
    expect(verdict(loaded)).toEqual({ kind: 'different', different: 1, leftover: 0 });
    expect(found(loaded, 'MemcgKmemLeakGrowing')?.differs).toEqual(['expr', 'for']);
  });

  it('different when the page has another threshold', () => {
    const settings = defaultSettings();
    settings.thresholds = { ...settings.thresholds, memoryCgroupsHigh: 12345 };
    const check = checkRules(installedRules({ settings, grafanaUrl: '' }), loadedFrom(expected));
    expect(check.verdict).toMatchObject({ kind: 'different' });
  });

  it('different when an older version left a rule behind, in whatever group', () => {
    const old: LoadedRule = {
      kind: 'record',
      name: 'node:memcg_kmem_slab_old:max',
      expr: 'x',
      health: 'ok',
      alerts: [],
    };
    const loaded = [...loadedFrom(expected), { name: 'old', rules: [old] }];
    expect(verdict(loaded)).toEqual({ kind: 'different', different: 0, leftover: 1 });
    expect(found(loaded, old.name)?.state).toBe('leftover');
  });

  it('found in another group than this version has them in', () => {
    const moved = [{ name: 'everything', rules: loadedFrom(expected).flatMap(({ rules }) => rules) }];
    expect(verdict(moved)).toMatchObject({ kind: 'loaded' });
  });

  it('loaded twice when two files bring them', () => {
    const loaded = loadedFrom(expected);
    const first = loaded.slice(0, 1);
    const groups = first.map(({ name }) => name);
    expect(groups).toHaveLength(1);
    expect(verdict([...loaded, ...first])).toEqual({ kind: 'twice', groups });
  });
});

describe('active alerts', () => {
  const alert = (state: 'firing' | 'pending', sinceSeconds: number, labels: Record<string, string>) => ({
    state,
    sinceSeconds,
    labels,
    annotations: {},
  });
  const groups: LoadedGroup[] = loadedFrom(expected, (rule) => {
    const alerts = {
      MemcgKmemKernelExposed: [alert('firing', 1, { severity: 'info', k8s: 'a', kernel_version: '3.10.0' })],
      MemcgKmemLeakGrowing: [
        alert('pending', 5, { severity: 'warning', k8s: 'a', node: 'n1' }),
        alert('firing', 9, { severity: 'warning', k8s: 'a', node: 'n2' }),
        alert('firing', 3, { severity: 'warning', k8s: 'b', node: 'n3' }),
      ],
      MemcgKmemCreationFailing: [alert('firing', 7, { severity: 'critical', node: 'n4' })],
    }[rule.name];
    return { ...rule, alerts: alerts ?? [] };
  });

  it('come in the order in which one acts', () => {
    expect(activeAlerts(groups, 'k8s').map(({ name, node }) => [name, node?.cluster, node?.node])).toEqual([
      ['MemcgKmemCreationFailing', undefined, 'n4'],
      ['MemcgKmemLeakGrowing', 'b', 'n3'],
      ['MemcgKmemLeakGrowing', 'a', 'n2'],
      ['MemcgKmemKernelExposed', undefined, undefined],
      ['MemcgKmemLeakGrowing', 'a', 'n1'],
    ]);
  });

  it('count once when two replicas report them, and no stranger among them', () => {
    const stranger: LoadedRule = {
      kind: 'alert',
      name: 'NodeDown',
      expr: 'x',
      health: 'ok',
      alerts: [alert('firing', 1, { node: 'n' })],
    };
    expect(activeAlerts([...groups, ...groups, { name: 'x', rules: [stranger] }], 'k8s')).toEqual(
      activeAlerts(groups, 'k8s')
    );
  });

  it('tell the kernel that an alert about many nodes speaks of', () => {
    expect(activeAlerts(groups, 'k8s').find(({ node }) => !node)).toMatchObject({
      cluster: 'a',
      kernelRelease: '3.10.0',
    });
  });
});
