// What the plugin fills in is what jsonnet renders for the same settings.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { eventPresetIds, defaultSettings, type Settings } from '../signals/settings/settings';
import { alertmanagerExample, installedRules, ruleEvents, ruleName, type RuleGroup } from './ruleGroups';

const root = path.resolve(__dirname, '../..');
const shipped = (file: string) => parse(readFileSync(path.join(root, file), 'utf8')) as { groups: RuleGroup[] };

function byJsonnet(config: Record<string, unknown>): RuleGroup[] {
  const code = `
    local mixin = (import '${root}/jsonnet/mixin.libsonnet') + { _config+:: ${JSON.stringify(config)} };
    mixin.prometheusRules.groups + mixin.prometheusAlerts.groups`;
  return JSON.parse(execFileSync('jsonnet', ['-e', code], { encoding: 'utf8', maxBuffer: 1 << 26 })) as RuleGroup[];
}

function withEvents(preset: Settings['events']['preset']): Settings {
  const settings = defaultSettings();
  return { ...settings, events: { ...settings.events, preset } };
}

// jsonnet takes its time on a busy machine.
jest.setTimeout(300_000);

describe('the rules of an installation', () => {
  it('are with the defaults those that the project ships', () => {
    expect(installedRules({ settings: defaultSettings(), grafanaUrl: '' })).toEqual(
      shipped('alerts/memcg-kmem.rules.yaml').groups
    );
  });

  it('are with other settings what jsonnet renders with the same', () => {
    const defaults = defaultSettings();
    const thresholds = {
      ...defaults.thresholds,
      memcgIdLimit: 32000,
      memoryShortRatio: 0.075,
      slabGrowthBytesPerDay: 1.5e8,
      stuckPodMinutes: 25,
      growthMinUptimeSeconds: 90000,
    };
    const selectors = {
      nodeExporter: 'job="node-exporter",env=~"a|b"',
      kubeStateMetrics: 'job="ksm"',
      kubelet: 'job="kubelet",metrics_path="/metrics"',
      exporterPod: 'pod=~"prom-.*[.]x"',
    };
    const settings: Settings = {
      ...withEvents('refusedCounter'),
      clusterLabel: 'k8s_cluster',
      selectors,
      thresholds,
    };
    expect(installedRules({ settings, grafanaUrl: 'https://grafana.example.org/sub' })).toEqual(
      byJsonnet({
        clusterLabel: 'k8s_cluster',
        nodeExporterSelector: selectors.nodeExporter,
        kubeStateMetricsSelector: selectors.kubeStateMetrics,
        kubeletSelector: selectors.kubelet,
        exporterPodSelector: selectors.exporterPod,
        grafanaUrl: 'https://grafana.example.org/sub',
        eventPreset: 'refusedCounter',
        thresholds,
      })
    );
  });

  it.each(['none', 'kubeEventCount', 'kubeEventInfo', 'alloyCounter'] as const)('with events by %s', (preset) => {
    const settings =
      preset === 'none'
        ? { ...defaultSettings(), events: { ...defaultSettings().events, source: 'none' as const } }
        : withEvents(preset);
    expect(installedRules({ settings, grafanaUrl: '' })).toEqual(byJsonnet({ eventPreset: preset }));
  });

  it('know every way that events are set to arrive', () => {
    for (const preset of eventPresetIds) {
      const names = installedRules({ settings: withEvents(preset), grafanaUrl: '' })
        .flatMap(({ rules }) => rules)
        .map(ruleName);
      expect(names).toContain('node:memcg_kmem_creation_failing:bool');
    }
  });

  it('take whatever is there where the page reads what no rule can', () => {
    expect(ruleEvents(withEvents('custom'))).toBe('auto');
    const { events } = defaultSettings();
    expect(ruleEvents({ ...defaultSettings(), events: { ...events, source: 'loki' } })).toBe('auto');
  });
});

describe('the Alertmanager example', () => {
  const file = 'provisioning/alertmanager/alertmanager.yml';

  it('is the one that is shipped, for one’s own receivers', () => {
    const example = alertmanagerExample({ settings: defaultSettings(), grafanaUrl: '' });
    const text = readFileSync(path.join(root, file), 'utf8');
    expect(example).toBe(text.replaceAll('http://alert-receiver:8080/', 'https://receiver.example.org/'));
  });

  it('groups and mutes by the cluster label of the installation', () => {
    const settings = { ...defaultSettings(), clusterLabel: 'k8s_cluster' };
    const example = parse(alertmanagerExample({ settings, grafanaUrl: '' })) as {
      route: { group_by: string[] };
      inhibit_rules: Array<{ equal: string[] }>;
    };
    expect(example.route.group_by).toEqual(['alertname', 'k8s_cluster']);
    for (const { equal } of example.inhibit_rules) {
      expect(equal[0]).toBe('k8s_cluster');
    }
  });
});
