// The exported rules in a real Prometheus: what its rules API says of them is recognised as the same, and as healthy.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Service } from '../dev/launcher/service';
import { servePrometheus } from '../dev/launcher/servePrometheus';
import { parseRules } from '../src/data/parseRules';
import { checkRules } from '../src/rules/checkRules';
import { ruleFileText } from '../src/rules/ruleFiles';
import { installedRules } from '../src/rules/ruleGroups';
import { defaultSettings, type Settings } from '../src/signals/settings/settings';

let workDir: string;
let prometheus: Service;

jest.setTimeout(120_000);

const defaults = defaultSettings();
const settings: Settings = {
  ...defaults,
  clusterLabel: 'k8s_cluster',
  selectors: { ...defaults.selectors, nodeExporter: 'job="node-exporter",env=~"a|\\\\d+"' },
  thresholds: { ...defaults.thresholds, memoryShortRatio: 0.075 },
};
const installation = { settings, grafanaUrl: 'https://grafana.example.org' };

beforeAll(async () => {
  workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-loaded-'));
  const rulesFile = path.join(workDir, 'rules.yaml');
  writeFileSync(rulesFile, ruleFileText('ruleFile', installation, { labels: {}, namespace: '' }));
  prometheus = await servePrometheus({
    workDir,
    config: { global: { evaluation_interval: '1s' }, rule_files: [rulesFile] },
    logLevel: 'warn',
  });
});

afterAll(async () => {
  await prometheus?.close();
  rmSync(workDir, { recursive: true, force: true });
});

async function loaded() {
  const response = await fetch(`${prometheus.url}/api/v1/rules`);
  return parseRules(await response.json()) ?? [];
}

const notSame = (groups: ReturnType<typeof checkRules>['groups']) =>
  groups.flatMap(({ rules }) => rules).filter(({ state }) => state !== 'same');

it('are recognised as those that the settings give', async () => {
  const check = checkRules(installedRules(installation), await loaded());
  expect(notSame(check.groups)).toEqual([]);
  expect(check.verdict.kind).toBe('loaded');
});

it('are told from those that other settings give', async () => {
  const other = { ...installation, settings: { ...settings, clusterLabel: 'cluster' } };
  expect(checkRules(installedRules(other), await loaded()).verdict.kind).toBe('different');
});
