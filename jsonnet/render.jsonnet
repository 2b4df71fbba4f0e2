// Everything the mixin renders, by path from the project's root. Written to disk by render.ts.
local causes = import 'causes.libsonnet';
local coverage = import 'coverage.libsonnet';
local events = import 'events.libsonnet';
local figures = import 'figures.libsonnet';
local grafanaRules = import 'grafanaRules.libsonnet';
local kernels = import 'kernels.libsonnet';
local leftOutNodes = import 'leftOutNodes.libsonnet';
local loki = import 'loki.libsonnet';
local mixin = import 'mixin.libsonnet';
local questions = import 'questions.libsonnet';
local recorded = import 'recorded.libsonnet';
local ruleTemplate = import 'ruleTemplate.libsonnet';
local signals = import 'signals.libsonnet';
local snippets = import 'snippets.libsonnet';
local stacks = import 'stacks.libsonnet';
local thresholds = import 'thresholds.libsonnet';

local config = mixin._config;
local groups = mixin.prometheusRules.groups + mixin.prometheusAlerts.groups;

{
  'src/knowledge/thresholds.json': config.thresholds,
  // Unit and meaning of each, for those who set them.
  'src/knowledge/thresholdFacts.json': [{ id: each.id, unit: each.unit, means: each.means } for each in thresholds],
  'src/knowledge/figures.json': figures,
  'src/knowledge/defaults.json': {
    clusterLabel: config.clusterLabel,
    selectors: {
      nodeExporter: config.nodeExporterSelector,
      kubeStateMetrics: config.kubeStateMetricsSelector,
      kubelet: config.kubeletSelector,
      exporterPod: config.exporterPodSelector,
    },
  },
  // The runbook of its own that a likeliest cause calls for.
  'src/knowledge/causeRunbooks.json': { [id]: causes[id].runbook for id in std.objectFields(causes) if std.objectHas(causes[id], 'runbook') },
  'src/knowledge/stacks.json': stacks,
  'src/knowledge/coverage.json': coverage,
  'src/knowledge/events.json': events.presets,
  'src/knowledge/leftOutNodes.json': leftOutNodes,
  'src/knowledge/loki.json': loki,
  'src/knowledge/signals.json': signals.signals,
  'src/knowledge/questions.json': questions,
  // Which signal a recorded series is.
  'src/knowledge/recorded.json': { [recorded[signal]]: signal for signal in std.objectFields(recorded) } + {
    'node:memcg_kmem_kernel_release:info': 'unameRelease',
  },
  'src/knowledge/kernels.json': kernels,
  'src/knowledge/snippets.json': snippets,
  'src/knowledge/rules.json': ruleTemplate,
  // A script that shellcheck reads as it is, in a form that every bundler takes.
  'src/knowledge/planScript.json': { sh: importstr '../src/runbook/plan/plan.sh' },
  'alerts/memcg-kmem.rules.yaml': { groups: groups },
  'alerts/grafana/memcg-kmem.alerting.yaml': grafanaRules.provisioning,
  'alerts/grafana/memcg-kmem.tf.json': grafanaRules.terraform,
  'alerts/memcg-kmem.prometheusrule.yaml': mixin.prometheusRuleObject,
} + {
  ['src/dashboards/' + name]: mixin.grafanaDashboards[name]
  for name in std.objectFields(mixin.grafanaDashboards)
}
