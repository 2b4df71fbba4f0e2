// How events about failed pod and container creation lie in Loki, by the pipeline that wrote them. Labels differ between
// pipelines and between their versions; only stream labels that all versions of one have may stand in a selector. What
// the line does not say is read from labels and structured metadata, whichever has it.
{
  // Every pipeline has the text in the line; only some have the reason there. RE2, matched anywhere in the line.
  lineFilter: '(?i)FailedCreatePodContainer|FailedCreatePodSandBox|pod container exists|mkdir .*: (cannot allocate memory|no space left on device)|inotify_add_watch|failed to start container|fork/exec',

  // Lines asked for, newest first; Loki refuses more than 5,000 by default.
  maxLines: 2000,

  // The kubelet writes an event that goes on about every five minutes; one not written for so long is over. Seconds.
  goingOnSeconds: 20 * 60,

  layouts: {
    alloy: {
      title: 'Grafana Alloy, k8s-monitoring chart',
      selector: 'job=~"integrations/kubernetes/eventhandler|loki.source.kubernetes_events"',
      // Each write of the kubelet is a line of its own. Seconds.
      windowSeconds: 20 * 60,
    },
    eventExporter: {
      title: 'kubernetes-event-exporter',
      selector: 'job="kubernetes-event-exporter"',
      // Delivers an event once and none of its repeats: what goes on may have been written days ago. Seconds.
      windowSeconds: 7 * 86400,
    },
    openTelemetry: {
      title: 'OpenTelemetry Collector',
      selector: 'service_name="kubernetes-events"',
      windowSeconds: 20 * 60,
    },
  },
}
