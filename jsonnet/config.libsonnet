// Every knob of the mixin and of the plugin's defaults. Override with
//   (import 'mixin.libsonnet') + { _config+:: { ... } }
local stacks = import 'stacks.libsonnet';

{
  _config+:: {
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
    // Information, and true for months: an hour keeps nodes that come and go out of it.
    kernelExposedFor: '1h',

    // Kubelet writes a repeated event about every five minutes, so the signal flaps; keep the alert through the gaps.
    creationFailingKeepFiringFor: '15m',
    // A scrape lost exactly 24 hours ago takes one of the growth's steps away; keep the alert through it.
    leakGrowingKeepFiringFor: '1h',
    idLimitNearKeepFiringFor: '1h',

    // Page when the counted memory cgroups reach the ID limit within so many days at the rate of the last day. One day
    // is all that is known of the rate: at twice the rate, two days are one, time to drain within working hours.
    idLimitWithinDays: 2,
    thresholds: {
      // Below this share of MemTotal available, "cannot allocate memory" may be a genuine shortage. Ratio.
      memoryShortRatio: 0.05,
      // At or above this share available, running out of memory does not explain a refused mkdir. Ratio.
      memoryAmpleRatio: 0.2,
      // Unreclaimable slab must have grown by at least this much a day in every step looked at. Bytes per day.
      slabGrowthBytesPerDay: 64 * 1024 * 1024,
      // Unreclaimable slab smaller than this is not yet worth an alert, however it grows. Bytes.
      slabUnreclaimableFloorBytes: 512 * 1024 * 1024,
      // Entries of /sys/kernel/slab on el7: a quiet host has hundreds, the incident that started this had 182,210.
      // Heuristic, no public figure exists. Count.
      slabEntriesWarning: 10000,
      slabEntriesCritical: 50000,
      // Memory cgroups counted by /proc/cgroups; a healthy node has hundreds to a few thousand. Heuristic. Count.
      memoryCgroupsHigh: 20000,
      // Growth of that count that makes a high figure a leak. Count per day.
      memoryCgroupsGrowthPerDay: 500,
      // Counted minus live cgroups: above this, removed cgroups are being kept. Heuristic. Count.
      dyingCgroupsHigh: 10000,
      // Per-CPU memory that ordinary work does not need; kept memory cgroups hold it. Heuristic. Bytes.
      percpuHighBytes: 4 * 1024 * 1024 * 1024,
      // The memcg ID is 16 bit on every kernel. Count.
      memcgIdLimit: 65535,
      // Share of it, counted, at which the next busy hour can fill the rest: called leaking even if nothing grows. Ratio.
      memcgIdLimitNearRatio: 0.95,
      // A kubelet retries a refused pod cgroup every 10-15 s: creations tried in 15 minutes while no pod starts. Count.
      cgroupCreatesRetry15m: 30,
      // ... and at least this many creations for each pod that did start. Ratio.
      cgroupCreatesPerPodStart: 10,
      // A pod is stuck once its containers have waited this long. Minutes.
      stuckPodMinutes: 10,
      // Steps shorter than a day are used only after this uptime, so that the growth of a fresh boot is not a leak.
      growthMinUptimeSeconds: 14 * 3600,
    },
  },
}
