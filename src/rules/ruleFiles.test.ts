// What is copied or downloaded from the alerts page, read by the real programs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { defaultSettings, eventPresetIds, type Settings, stackIds, selectorsOf } from '../signals/settings/settings';
import { isNamespace, objectLabelsText, parseObjectLabels } from './objectLabels';
import { ruleFileText } from './ruleFiles';
import { installedRules, objectDefaults } from './ruleGroups';

const place = { labels: objectDefaults.labels, namespace: '' };
const installation = (settings: Settings) => ({ settings, grafanaUrl: 'https://grafana.example.org' });

let workDir: string;
beforeAll(() => (workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-exports-'))));
afterAll(() => rmSync(workDir, { recursive: true, force: true }));

function written(text: string): string {
  const file = path.join(workDir, 'export.yaml');
  writeFileSync(file, text);
  return file;
}

const promtool = (text: string) =>
  execFileSync('promtool', ['check', 'rules', written(text)], { encoding: 'utf8', stdio: 'pipe' });

describe('the rule file', () => {
  it('holds the rules, texts in blocks', () => {
    const text = ruleFileText('ruleFile', installation(defaultSettings()), place);
    expect(parse(text)).toEqual({ groups: installedRules(installation(defaultSettings())) });
    expect(text).toMatch(/expr: \|-?\n/);
  });

  it.each(stackIds)('is accepted by promtool for the stack %s', (stack) => {
    const settings = { ...defaultSettings(), stack, selectors: selectorsOf(stack, {}) };
    expect(promtool(ruleFileText('ruleFile', installation(settings), place))).toContain('SUCCESS');
  });

  it.each(eventPresetIds)('is accepted by promtool with events by %s', (preset) => {
    const settings = defaultSettings();
    settings.events = { ...settings.events, preset };
    settings.clusterLabel = 'k8s_cluster';
    expect(promtool(ruleFileText('ruleFile', installation(settings), place))).toContain('SUCCESS');
  });
});

describe('the PrometheusRule', () => {
  it('is with the defaults the one that is shipped', () => {
    const shipped = readFileSync(path.resolve(__dirname, '../../alerts/memcg-kmem.prometheusrule.yaml'), 'utf8');
    expect(parse(ruleFileText('prometheusRule', { settings: defaultSettings(), grafanaUrl: '' }, place))).toEqual(
      parse(shipped)
    );
  });

  it('carries the labels and the namespace that were typed', () => {
    const typed = parseObjectLabels('release=monitoring, example.org/team=sre,\n empty=');
    const labels = typed.kind === 'labels' ? typed.labels : {};
    const text = ruleFileText('prometheusRule', installation(defaultSettings()), { labels, namespace: 'monitoring' });
    expect(parse(text)).toMatchObject({
      metadata: {
        name: 'memcg-kmem',
        namespace: 'monitoring',
        labels: { release: 'monitoring', 'example.org/team': 'sre', empty: '' },
      },
    });
  });

  it('holds rules that promtool accepts', () => {
    const text = ruleFileText('prometheusRule', installation(defaultSettings()), place);
    const { spec } = parse(text) as { spec: { groups: unknown } };
    expect(promtool(JSON.stringify({ groups: spec.groups }))).toContain('SUCCESS');
  });
});

it('the Alertmanager example is accepted by amtool', () => {
  const settings = { ...defaultSettings(), clusterLabel: 'k8s_cluster' };
  const file = written(ruleFileText('alertmanager', installation(settings), place));
  const said = execFileSync('amtool', ['check-config', file], { encoding: 'utf8', stdio: 'pipe' });
  expect(said).toContain('4 inhibit rules');
});

describe('labels of the object', () => {
  it.each(['release', '=x', 'a b=c', 'release="x"', 'UPPER/a=b', 'a/b/c=d', 'a=b c', `${'a'.repeat(64)}=b`, 'a=.b'])(
    'refuse %j',
    (typed) => {
      expect(parseObjectLabels(`good=1, ${typed}`)).toEqual({ kind: 'invalid', text: typed });
    }
  );

  it('may be none, and are written as they are read', () => {
    expect(parseObjectLabels(' , ')).toEqual({ kind: 'labels', labels: {} });
    expect(parseObjectLabels(objectLabelsText({ a: 'b', c: '' }))).toEqual({
      kind: 'labels',
      labels: { a: 'b', c: '' },
    });
  });

  it('stand in a namespace with a valid name', () => {
    expect(['', 'monitoring', 'a-1'].every(isNamespace)).toBe(true);
    expect(['A', '-a', 'a.b', 'a b', 'a'.repeat(64)].some(isNamespace)).toBe(false);
  });
});
