// Every stack and every way that events arrive renders rules that Prometheus takes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface Group {
  rules: Array<{ record?: string; expr: string }>;
}
type Config = Readonly<Record<string, string>>;

const file = (name: string) => JSON.stringify(path.join(__dirname, `${name}.libsonnet`));
const jsonnet = <T>(code: string): T =>
  JSON.parse(execFileSync('jsonnet', ['-e', code], { encoding: 'utf8', maxBuffer: 1 << 26 })) as T;

const { stacks, eventPresets } = jsonnet<{ stacks: Record<string, Config>; eventPresets: string[] }>(
  `{ stacks: import ${file('stacks')}, eventPresets: std.objectFields((import ${file('events')}).presets) }`
);
const forStack = Object.keys(stacks).map((stack): Config => ({ stack }));
const forEvents = ['none', 'auto', ...eventPresets].map((eventPreset): Config => ({ eventPreset }));
const elsewhere: Config = { clusterLabel: 'k8s_cluster', grafanaUrl: 'https://grafana.example.org' };

let workDir: string;
const groupsFor = new Map<Config, Group[]>();

// All in one run of jsonnet: what they share is worked out once.
beforeAll(() => {
  workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-presets-'));
  const configs = [...forStack, ...forEvents, elsewhere];
  const mixin = `((import ${file('mixin')}) + { _config+:: config }).prometheusRuleObject.spec.groups`;
  jsonnet<Group[][]>(`[${mixin} for config in ${JSON.stringify(configs)}]`).forEach((groups, index) => {
    const config = configs[index];
    if (config) {
      groupsFor.set(config, groups);
    }
  });
}, 120_000);
afterAll(() => rmSync(workDir, { recursive: true, force: true }));

function rulesOf(config: Config): Group['rules'] {
  const groups = groupsFor.get(config) ?? [];
  const rulesFile = path.join(workDir, 'rules.yaml');
  writeFileSync(rulesFile, JSON.stringify({ groups }));
  execFileSync('promtool', ['check', 'rules', rulesFile], { stdio: 'pipe' });
  const rules = groups.flatMap((group) => group.rules);
  expect(rules).not.toEqual([]);
  return rules;
}

it.each(forStack)('stack $stack', (config) => {
  const text = rulesOf(config)
    .map(({ expr }) => expr)
    .join('\n');
  for (const selector of Object.values(stacks[config.stack ?? ''] ?? { missing: 'selectors' })) {
    expect(text).toContain(selector);
  }
});

it.each(forEvents)('events by $eventPreset', (config) => {
  const rules = rulesOf(config);
  const refused = rules.find(({ record }) => record === 'node:memcg_kmem_refused_creations:max');
  // Without the text nothing is known to be refused; the kubelet's retries still are.
  expect(refused !== undefined).toBe(!['none', 'kubeEventCount'].includes(config.eventPreset ?? ''));
  expect(rules.some(({ record }) => record === 'node:memcg_kmem_creation_failing:bool')).toBe(true);
});

it('takes another cluster label, another Grafana and other labels of the object', () => {
  const text = JSON.stringify(rulesOf(elsewhere));
  expect(text).toContain('https://grafana.example.org/a/memcg-kmemleak-app/runbook/');
  expect(text).toContain('by (k8s_cluster, node)');
  expect(text).not.toMatch(/\(cluster, node\)/);
});

it.each([
  ['memoryShortRatio: 5', /thresholds\.memoryShortRatio: 5 is a ratio: at most 1/],
  ['memoryShortRatio: 0.5', /thresholds\.memoryShortRatio \(0\.5\) must not lie above thresholds\.memoryAmpleRatio/],
  ['stuckPodMinutes: 1.5', /thresholds\.stuckPodMinutes: 1\.5 must be a whole number of minutes/],
  ['memcgIdLimit: -1', /thresholds\.memcgIdLimit: -1 must be a number above 0/],
  ['stuckPodMinute: 5', /thresholds\.stuckPodMinute: 5 is not known/],
])('refuses thresholds that cannot be used: %s', (threshold, words) => {
  const code = `((import ${file('mixin')}) + { _config+:: { thresholds+: { ${threshold} } } }).prometheusRules`;
  expect(() => jsonnet(code)).toThrow(words);
});
