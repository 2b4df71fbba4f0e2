// Fills the <name> places of a PromQL template from _config, as src/signals/questions/template.ts does for the page.
{
  fill(template, config, more={})::
    // A text is a place that is filled in later: see ruleTemplate.libsonnet.
    local number(value) = if std.isString(value) then value else (if std.floor(value) == value then '%d' else '%g') % value;
    local places = {
      cluster: config.clusterLabel,
      nodeExporter: config.nodeExporterSelector,
      kubeStateMetrics: config.kubeStateMetricsSelector,
      kubelet: config.kubeletSelector,
      exporterPod: config.exporterPodSelector,
    } + { [id]: number(config.thresholds[id]) for id in std.objectFields(config.thresholds) } + more;
    std.foldl(
      function(text, name) std.strReplace(text, '<%s>' % name, places[name]),
      [name for name in std.objectFields(places) if places[name] != '<%s>' % name],
      template
    ),
}
