// Texts and links of an alert about one node.
function(config) {
  local cluster = config.clusterLabel,
  local ofNode = '%s={{ $labels.%s | urlquery }}&%s={{ $labels.node | urlquery }}',

  // For the middle of a sentence.
  where: '{{ $labels.node }}{{ with $labels.%s }} in {{ . }}{{ end }}' % cluster,

  // A recorded figure of the same node, formatted; empty where it is not recorded.
  figure(metric, format, before='', after=''):
    ('{{ with printf "%s{%s=%%q,node=%%q}" $labels.%s $labels.node | query }}' % [metric, cluster, cluster]) +
    ('%s{{ . | first | value | %s }}%s{{ end }}' % [before, format, after]),

  links(runbook): {
    runbook_url: '%s/runbook/%s?%s' % [config.pluginUrl, runbook, ofNode % ['cluster', cluster, 'node']],
    dashboard_url: '%s/d/%s?%s' % [config.grafanaUrl, config.dashboardUid, ofNode % ['var-cluster', cluster, 'var-node']],
  },
}
