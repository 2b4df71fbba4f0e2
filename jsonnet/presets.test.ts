// Every stack and every way that events arrive renders rules that Prometheus takes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const mixin = path.join(__dirname, 'mixin.libsonnet');
const events = path.join(__dirname, 'events.libsonnet');
const stacks = path.join(__dirname, 'stacks.libsonnet');

interface Rule {
  record?: string;
  expr: string;
}

let workDir: string;
beforeAll(() => (workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-presets-'))));
afterAll(() => rmSync(workDir, { recursive: true, force: true }));

const jsonnet = <T>(code: string): T => JSON.parse(execFileSync('jsonnet', ['-e', code], { encoding: 'utf8' })) as T;
const names = (file: string, field: string) => jsonnet<string[]>(`std.objectFields((import '${file}')${field})`);

function rendered(config: Record<string, unknown>): Rule[] {
  const object = jsonnet<{ spec: { groups: Array<{ rules: Rule[] }> } }>(
    `((import '${mixin}') + { _config+:: ${JSON.stringify(config)} }).prometheusRuleObject`
  );
  const file = path.join(workDir, 'rules.yaml');
  writeFileSync(file, JSON.stringify({ groups: object.spec.groups }));
  execFileSync('promtool', ['check', 'rules', file], { stdio: 'pipe' });
  return object.spec.groups.flatMap(({ rules }) => rules);
}

it.each(names(stacks, ''))('stack %s', (stack) => {
  const selectors = jsonnet<Record<string, string>>(`(import '${stacks}').${stack}`);
  const text = rendered({ stack })
    .map(({ expr }) => expr)
    .join('\n');
  for (const selector of Object.values(selectors)) {
    expect(text).toContain(selector);
  }
});

it.each(['none', 'auto', ...names(events, '.presets')])('events by %s', (eventPreset) => {
  const rules = rendered({ eventPreset });
  const refused = rules.find(({ record }) => record === 'node:memcg_kmem_refused_creations:max');
  // Without the text nothing is known to be refused; the kubelet's retries still are.
  expect(refused !== undefined).toBe(!['none', 'kubeEventCount'].includes(eventPreset));
  expect(rules.some(({ record }) => record === 'node:memcg_kmem_creation_failing:bool')).toBe(true);
});

it('takes another cluster label, another Grafana and other labels of the object', () => {
  const text = JSON.stringify(rendered({ clusterLabel: 'k8s_cluster', grafanaUrl: 'https://grafana.example.org' }));
  expect(text).toContain('https://grafana.example.org/a/memcg-kmemleak-app/runbook/');
  expect(text).toContain('by (k8s_cluster, node)');
  expect(text).not.toMatch(/\(cluster, node\)/);
});
