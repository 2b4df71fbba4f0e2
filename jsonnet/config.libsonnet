// Every knob of the mixin and of the plugin's defaults. Override with
//   (import 'mixin.libsonnet') + { _config+:: { ... } }
local usable = import 'lib/usable.libsonnet';
local stacks = import 'stacks.libsonnet';
local thresholds = import 'thresholds.libsonnet';

{
  _config+:: {
    // What cannot be used is refused before anything is rendered from it.
    local problems = usable(self.thresholds),
    assert problems == [] : std.join('; ', problems),

    // Label that tells clusters apart. Without it on the series, nodes are told apart by name alone.
    clusterLabel: 'cluster',

    // The monitoring stack whose labels the selectors below follow; see stacks.libsonnet. 'any' works on all of them:
    // the metric names are unique to their exporters and duplicates are removed by max. Choose a stack where two
    // installations share one Prometheus, or to read fewer series.
    stack: 'any',

    // Label matchers, without braces, put into every selector of the named source. Set one to differ from the stack,
    // e.g. nodeExporterSelector: 'job="node-exporter"'.
    nodeExporterSelector: stacks[self.stack].nodeExporter,
    kubeStateMetricsSelector: stacks[self.stack].kubeStateMetrics,
    kubeletSelector: stacks[self.stack].kubelet,

    // Which rows of kube_pod_info are node_exporter's own pods. Used only to find a node by the exporter's pod; narrow
    // on purpose, since kube_pod_info has one series per pod of the cluster.
    exporterPodSelector: 'pod=~".*node-exporter.*"',

    // Where Grafana is reached, without a slash at the end, for the links in annotations. Without it they are paths that
    // work inside Grafana only; a mail or a chat message needs the whole address.
    grafanaUrl: '',
    pluginUrl: self.grafanaUrl + '/a/memcg-kmemleak-app',
    dashboardUid: 'memcg-kmem-leak',

    // Whether alert rules say that they are the plugin's: Grafana then shows its link in their menu, and takes them for
    // read-only.
    rulesOrigin: false,

    // Whether the templates of annotations may ask the data source, as Prometheus' may and Grafana's may not.
    templatesCanQuery: true,

    // For the plugin's own copy of the rules: places instead of the kernels' patterns, which it has in its table.
    kernelPlaces:: false,

    // How FailedCreatePodContainer events reach Prometheus; see events.libsonnet. 'auto' takes whatever is there,
    // 'none' leaves the kubelet's retries as the only sign.
    eventPreset: 'auto',

    // Labels put on the PrometheusRule object. kube-prometheus-stack selects rules by its release name.
    ruleObjectLabels: { release: 'kube-prometheus-stack' },
    ruleObjectName: 'memcg-kmem',

    // How often the growth rules run. Growth is measured over hours and days, so that every second minute is often
    // enough; above five minutes the recorded series would fall out of the lookback between two runs.
    growthRulesInterval: '2m',

    // How long a condition must hold before an alert fires. Creation failing is judged on what the kubelet reports
    // now; two minutes ride out one lost scrape.
    creationFailingFor: '2m',
    // Growth is already measured over at least 12 hours; this only rides out the moment of a restart.
    leakGrowingFor: '5m',
    idLimitNearFor: '5m',
    // A kubelet or an exporter that restarts, or a node that reboots, is back within minutes; half an hour without
    // memory figures is an outage of the telemetry.
    telemetryMissingFor: '30m',
    // After a reboot the probe needs its first run before it knows whether accounting is off.
    protectionIneffectiveFor: '30m',
    // Pods that wait have done so for ten minutes by then.
    startsNothingFor: '10m',
    // Information, and true for months: an hour keeps nodes that come and go out of it.
    kernelExposedFor: '1h',
    nodesMixedFor: '1h',

    // Kubelet writes a repeated event about every five minutes, so the signal flaps; keep the alert through the gaps.
    creationFailingHold: '15m',
    // A scrape lost exactly 24 hours ago takes one of the growth's steps away; keep the alert through it.
    leakGrowingKeepFiringFor: '1h',
    // And for so long where growth falls below the threshold, but not below this share of it.
    leakGrowingHold: '1d',
    leakGrowingHoldRatio: 0.5,
    idLimitNearKeepFiringFor: '1h',

    // Page when the counted memory cgroups reach the ID limit within so many days at the rate that they keep up. At twice that
    // rate, two days are one, time to drain within working hours.
    idLimitWithinDays: 2,
    // A node that so many pods wait on, and that runs less than this share of what nodes of its cluster run, draws every new pod.
    startsNothingPods: 3,
    startsNothingRatio: 0.5,
    // What each means, and its unit, stands beside it in thresholds.libsonnet. Change one with
    //   thresholds+: { memoryCgroupsHigh: 30000 }
    thresholds: { [each.id]: each.value for each in thresholds },
  },
}
