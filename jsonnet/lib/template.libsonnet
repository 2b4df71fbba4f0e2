// Fills the <name> places of a PromQL template from _config, as src/signals/questions/template.ts does for the page.
{
  // A function of the template: the places are worked out once for a configuration.
  filler(config)::
    // A text is a place that is filled in later: see ruleTemplate.libsonnet.
    local number(value) = if std.isString(value) then value else (if std.floor(value) == value then '%d' else '%g') % value;
    local places = {
      cluster: config.clusterLabel,
      nodeExporter: config.nodeExporterSelector,
      kubeStateMetrics: config.kubeStateMetricsSelector,
      kubelet: config.kubeletSelector,
      exporterPod: config.exporterPodSelector,
    } + { [id]: number(config.thresholds[id]) for id in std.objectFields(config.thresholds) };

    // Behind a "<": a place, or a comparison that was meant.
    local filled(text) =
      local parts = std.splitLimit(text, '>', 1);
      if std.length(parts) == 2 && std.objectHas(places, parts[0]) then places[parts[0]] + parts[1] else '<' + text;
    function(template)
      local parts = std.split(template, '<');
      std.join('', parts[:1] + std.map(filled, parts[1:])),
}
