(import 'config.libsonnet') +
(import 'rules/rules.libsonnet') +
(import 'alerts/alerts.libsonnet') +
(import 'dashboards/dashboards.libsonnet') +
{
  local mixin = self,
  local config = $._config,

  // All groups as the Prometheus Operator takes them.
  prometheusRuleObject:: {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: config.ruleObjectName, labels: config.ruleObjectLabels },
    spec: { groups: mixin.prometheusRules.groups + mixin.prometheusAlerts.groups },
  },
}
