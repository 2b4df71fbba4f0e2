// The rules as the plugin fills them in for an installation: rendered with settings that are their own <name> places, which
// src/rules fills with what is set there.
local events = import 'events.libsonnet';
local mixin = import 'mixin.libsonnet';
local creation = import 'rules/creation.libsonnet';
local thresholds = import 'thresholds.libsonnet';

local template = mixin {
  _config+:: {
    clusterLabel: '<cluster>',
    nodeExporterSelector: '<nodeExporter>',
    kubeStateMetricsSelector: '<kubeStateMetrics>',
    kubeletSelector: '<kubelet>',
    exporterPodSelector: '<exporterPod>',
    grafanaUrl: '<grafanaUrl>',
    eventPreset: 'auto',
    kernelPlaces: true,
    thresholds: { [each.id]: '<%s>' % each.id for each in thresholds },
  },
};

// Pairs of name and expression: unlike fields, array items are worked out once, however often they are read.
local expressions(eventPreset) =
  [[rule.record, rule.expr] for rule in creation(template._config { eventPreset: eventPreset }).rules];
local auto = expressions('auto');

// What another way of events changes, in the one group that reads events: expressions by the rule's name; null where the
// rule does not exist.
local changes(eventPreset) =
  local others = expressions(eventPreset);
  local other(name) = ([each[1] for each in others if each[0] == name] + [null])[0];
  { [each[0]]: other(each[0]) for each in auto if other(each[0]) != each[1] };

{
  groups: template.prometheusRules.groups + template.prometheusAlerts.groups,
  events: { [eventPreset]: changes(eventPreset) for eventPreset in ['none'] + std.objectFields(events.presets) },
  object: { name: mixin._config.ruleObjectName, labels: mixin._config.ruleObjectLabels },

  // The shipped example, comments and all, with the cluster label as a place and receivers that are plainly not real.
  alertmanager: std.foldl(
    function(text, change) std.strReplace(text, change[0], change[1]),
    [
      ['[alertname, cluster]', '[alertname, <cluster>]'],
      ['[cluster, node]', '[<cluster>, node]'],
      ['http://alert-receiver:8080/', 'https://receiver.example.org/'],
    ],
    importstr '../provisioning/alertmanager/alertmanager.yml'
  ),
}
