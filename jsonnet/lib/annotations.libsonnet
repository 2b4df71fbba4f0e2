// Texts and links of an alert about one node, or about all nodes of a kernel.
local causes = import '../causes.libsonnet';

function(config) {
  local cluster = config.clusterLabel,
  // Without the label on the series the cluster is not known, which is not the same as none: what the server adds to the alerts
  // that it sends stands on no series here, and may stand on all of them elsewhere.
  local ofCluster(name) = '{{ with $labels.%s }}%s={{ . | urlquery }}&{{ end }}' % [cluster, name],
  local ofNode(prefix) = ofCluster(prefix + 'cluster') + prefix + 'node={{ $labels.node | urlquery }}',

  // For the middle of a sentence.
  where: '{{ $labels.node }}' + self.inCluster,
  inCluster: '{{ with $labels.%s }} in {{ . }}{{ end }}' % cluster,

  // A recorded figure of the same node, formatted; empty where it is not recorded.
  figure(metric, format, before='', after=''):
    if !config.templatesCanQuery then '' else ('{{ with printf "%s{%s=%%q,node=%%q}" $labels.%s $labels.node | query }}' % [metric, cluster, cluster]) +
                                              ('%s{{ . | first | value | %s }}%s{{ end }}' % [before, format, after]),

  // The runbook of the node that an alert is about: what its kernel calls for; relief where directories are left behind, or
  // nothing is known. The page judges by the same facts (src/runbook/advice.ts).
  local ofSeries(metric, more='') = 'printf "%s{%s%s=%%q,node=%%q}" $labels.%s $labels.node | query' % [metric, more, cluster, cluster],
  local kernelFix = '{{ with %s }}{{ . | first | label "fix" }}{{ else }}relief{{ end }}' % ofSeries('node:memcg_kmem_kernel:info'),
  local ofCause = '{{ with %s }}{{ $cause := . | first | label "cause" }}%s{{ else }}%s{{ end }}',
  // By the likeliest cause: one text for each of these, another for the rest, a third where none is recorded.
  local byCause(texts, rest, notKnown) =
    local branches = std.join('{{ else if ', ['eq $cause "%s" }}%s' % each for each in texts]);
    ofCause % [ofSeries('node:memcg_kmem_likely_cause:info'), '{{ if ' + branches + '{{ else }}' + rest + '{{ end }}', notKnown],

  // What is most likely behind it, and what to do; where templates cannot ask, what to do.
  likelyCause(notKnown):
    if !config.templatesCanQuery then notKnown
    else byCause([[id, causes[id].likely] for id in std.objectFields(causes)], notKnown, notKnown),

  local labelFix = '{{ with $labels.fix }}{{ . }}{{ else }}relief{{ end }}',
  growthFix: if !config.templatesCanQuery then labelFix else '{{ if eq $labels.growth "directories" }}relief{{ else }}%s{{ end }}' % kernelFix,
  nodeFix: if !config.templatesCanQuery then labelFix else '{{ if %s }}relief{{ else }}%s{{ end }}' % [ofSeries('node:memcg_kmem_leak_growth:info', 'growth=\\"directories\\",'), kernelFix],
  causeFix:
    if !config.templatesCanQuery then labelFix
    else byCause([[id, causes[id].runbook] for id in std.objectFields(causes) if std.objectHas(causes[id], 'runbook')], kernelFix, kernelFix),

  links(runbook): {
    runbook_url: '%s/runbook/%s?%s' % [config.pluginUrl, runbook, ofNode('')],
    dashboard_url: '%s/d/%s?%s' % [config.grafanaUrl, config.dashboardUid, ofNode('var-')],
  },

  // What is delivered, which is where it is to be mended.
  coverageLinks: {
    runbook_url: self.dashboard_url,
    dashboard_url: '%s/coverage' % config.pluginUrl,
  },

  // The general runbook, and the page with the nodes of one state and kernel.
  kernelLinks(runbook, state): {
    runbook_url: '%s/runbook/%s' % [config.pluginUrl, runbook],
    dashboard_url: '%s/nodes?%sstate=%s&q={{ $labels.kernel_version | urlquery }}' % [config.pluginUrl, ofCluster('cluster'), state],
  },
}
