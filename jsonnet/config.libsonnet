// Every knob of the mixin and of the plugin's defaults. Override with
//   (import 'mixin.libsonnet') + { _config+:: { ... } }
{
  _config+:: {
    // Label that tells clusters apart. Without it on the series, nodes are told apart by name alone.
    clusterLabel: 'cluster',

    // Label matchers, without braces, put into every selector of the named source. Empty means "any job": the metric
    // names are unique to their exporters, duplicates are removed by max, and so the defaults work on
    // kube-prometheus-stack, kube-prometheus, k8s-monitoring and plain Prometheus alike. Set them where two
    // installations share one Prometheus, e.g. nodeExporterSelector: 'job="node-exporter"'.
    nodeExporterSelector: '',
    kubeStateMetricsSelector: '',
    kubeletSelector: '',

    // Which rows of kube_pod_info are node_exporter's own pods. Used only to find a node by the exporter's pod; narrow
    // on purpose, since kube_pod_info has one series per pod of the cluster.
    exporterPodSelector: 'pod=~".*node-exporter.*"',

    // Where the "Memcg kmem leak" page is reached, for links in annotations.
    grafanaUrl: '',
    pluginUrl: self.grafanaUrl + '/a/memcg-kmemleak-app',

    // How FailedCreatePodContainer events reach Prometheus; see events.libsonnet. 'auto' takes whatever is there.
    eventPreset: 'auto',

    // Labels put on the PrometheusRule object. kube-prometheus-stack selects rules by its release name.
    ruleObjectLabels: { release: 'kube-prometheus-stack' },
    ruleObjectName: 'memcg-kmem',

    // How long a condition must hold before an alert fires. Creation failing is judged on what the kubelet reports
    // now; two minutes ride out one lost scrape. Growth is already measured over at least 12 hours.
    creationFailingFor: '2m',
    leakGrowingFor: '5m',
    // Kubelet writes a repeated event about every five minutes, so the signal flaps; keep the alert through the gaps.
    creationFailingKeepFiringFor: '15m',
    leakGrowingKeepFiringFor: '1h',

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
