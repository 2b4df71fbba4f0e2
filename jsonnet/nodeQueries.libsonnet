// The questions of the page of one node. Besides the places of the signals:
//   <node>           the node's name, quoted for a PromQL string
//   <renamedNode>    matchers of what kube-state-metrics says of it where the server has renamed its label
//   <thisNode>       a vector of one sample that has the node's and its cluster's labels
//   <nodeExporter>, <kubelet>   here narrowed to this node's own series
//   <pods>           names of pods, as an RE2 alternation
local waitingPods = import 'lib/waitingPods.libsonnet';
local mixin = import 'mixin.libsonnet';
local queries = import 'queries.libsonnet';
local signals = import 'signals.libsonnet';
local ruleGroups = mixin.prometheusRules.groups + mixin.prometheusAlerts.groups;

local tagged(signal, expr) = 'label_replace(%s, "signal", "%s", "", "")' % [expr, signal];
// All series of the node as one: two exporters, or a pair of servers, see the same node.
local one(id) = tagged(id, 'max(%s)' % signals.signals[id].expr);
local union(exprs) = std.join('\nor\n', exprs);
local slabinfo(at) =
  'max by (slab) (max by (<cluster>, instance, slab) (node_slabinfo_objects{<nodeExporter>}%s) * max by (<cluster>, instance, slab) (node_slabinfo_object_size_bytes{<nodeExporter>}%s))' % [at, at];

// The mean of an hour.
local secondsEach(metric, matchers) =
  'max(rate(%s_sum{%s}[1h])) / max(rate(%s_count{%s}[1h]) > 0)' % [metric, matchers, metric, matchers];
// Pods of the node within a day, gone ones too. A Job bears the name of its CronJob and a moment, a ReplicaSet that of its
// Deployment and a hash.
local podsOf(labels) = |||
  max by (%s) (
    label_replace(
      label_replace(
        %s,
        "owner", "$1", "created_by_name", "(.+?)(?:-[0-9]{8,}|-[0-9a-f]{8,10})?"
      ),
      "kind", "$1", "created_by_kind", "(.+)"
    )
  )
||| % [
  std.join(', ', ['namespace', 'pod'] + labels + ['kind', 'owner']),
  waitingPods.ownNames(
    std.join(' or ', [
      'last_over_time(kube_pod_info{%s="<node>",created_by_kind!="",<kubeStateMetrics>}[1d])' % label
      for label in ['node', 'exported_node']
    ])
  ),
];
local ofNode(query) = std.join(' or ', [query('%s="<node>"' % label) for label in ['node', 'exported_node']]);

// "homes" is asked of the fleet too: questions.libsonnet.
local afterExporters = ['where', 'homes'];

{
  afterExporters: afterExporters,
  queries: {
    // Which exporters speak for the node, and in which clusters there is a node of this name.
    where: {
      kind: 'instant',
      isNeeded: true,
      parts: [
        '(\n%s\n)\nand on (node) label_replace(vector(1), "node", "<nodeReplacement>", "", "")' % signals.nodeOf,
        'max by (<cluster>, node) (kube_node_info{<kubeStateMetrics>} or label_replace(kube_node_info{<renamedNode>}, "node", "$1", "exported_node", "(.+)"))',
      ],
    },
    slab: { kind: 'range', after: afterExporters, expr: one('slabUnreclaimableBytes') },
    cgroups: { kind: 'range', after: afterExporters, expr: union([one('memoryCgroups'), one('liveMemoryCgroups')]) },
    // And what the chosen event pipeline counts.
    creations: { kind: 'range', after: afterExporters, parts: [one('cgroupCreates15m'), one('podStarts15m')] },
    // As "memory" of the fleet, of exporters whose node is known. <signals> are all of its own.
    memory: {
      kind: 'instant',
      after: afterExporters,
      isNeeded: true,
      expr: |||
        max by (<cluster>, node, signal, exporter, release) (
        label_replace(<signals>, "node", "<nodeReplacement>", "", "")
        )
        %s
      ||| % queries.unlessKnown,
    },
    available: { kind: 'range', after: afterExporters, expr: union([one('memoryAvailableBytes'), one('memoryTotalBytes')]) },
    // Boots, versions and the kernel over the range: what may have caused a change of the curves.
    changes: {
      kind: 'range',
      after: afterExporters,
      expr: union([
        one('bootTimeSeconds'),
        tagged('versions', 'max by (kernel_version, kubelet_version, container_runtime_version) (%s)' % ofNode(function(name) 'kube_node_info{%s,<kubeStateMetrics>}' % name)),
        tagged('release', 'max by (release) (node_uname_info{<nodeExporter>})'),
      ]),
    },
    // Alerts that only inform would shade months.
    alerts: {
      kind: 'range',
      after: afterExporters,
      expr: 'max by (alertname) (ALERTS{alertstate="firing",alertname=~"%s",node="<node>",<clusterMatcher>})' % std.join('|', [
        rule.alert
        for group in ruleGroups
        for rule in group.rules
        if std.objectHas(rule, 'alert') && rule.labels.severity != 'info'
      ]),
    },
    // Whether creation was failing, for the moment since when it has been.
    failing: {
      kind: 'range',
      after: afterExporters + ['facts', 'memory', 'history', 'stuckPods', 'events'],
      windowSeconds: 7 * 86400,
      stepSeconds: 36 * 60,
      expr: 'max(\n(%s) >= <cgroupCreatesRetry15m>\nand on (<cluster>, node) (%s) * <cgroupCreatesPerPodStart> <= on (<cluster>, node) (%s)\n)' % [
        signals.signals.cgroupCreates15m.expr,
        signals.signals.podStarts15m.expr,
        signals.signals.cgroupCreates15m.expr,
      ],
    },
    // The caches that are largest, and those that grew most over the range.
    caches: {
      kind: 'range',
      after: afterExporters,
      expr: '%s\nand on (slab) (\n  topk(20, %s)\n  or\n  topk(20, %s - %s)\n)' % [
        slabinfo(''),
        slabinfo(' @ end()'),
        slabinfo(' @ end()'),
        slabinfo(' @ start()'),
      ],
    },
    // What was started on the node within a day: pods that came, containers that were started again, and units that systemd
    // restarts where its collector counts them. Each has left a memory cgroup.
    feeders: {
      kind: 'instant',
      after: afterExporters,
      expr: union([
        'label_replace(topk(10, count by (namespace, kind, owner) (%s)), "what", "pods", "", "")' % podsOf(['uid']),
        |||
          label_replace(topk(10, sum by (namespace, kind, owner) (
            sum by (namespace, pod) (max by (namespace, pod, container) (%s))
            * on (namespace, pod) group_left (kind, owner)
            topk by (namespace, pod) (1, %s)
          ) > 0), "what", "restarts", "", "")
        ||| % [
          waitingPods.ownNames(
            std.join(' or ', ['kube_pod_container_status_restarts_total{<kubeStateMetrics>}%s' % since for since in [' - (kube_pod_container_status_restarts_total{<kubeStateMetrics>} offset 1d)', '']]),
            ['pod', 'namespace', 'container'],
          ),
          podsOf([]),
        ],
        |||
          label_replace(label_replace(label_replace(
            topk(10, max by (name) (node_systemd_service_restart_total{<nodeExporter>}) - max by (name) (node_systemd_service_restart_total{<nodeExporter>} offset 1d) > 0),
            "owner", "$1", "name", "(.+)"), "kind", "systemd", "", ""), "what", "restarts", "", "")
        |||,
      ]),
    },
    // What removed cgroups cost long before anything fails: the kernel and the kubelet go through all of them. A week ago
    // beside now, of the kernel's own time.
    costs: {
      kind: 'instant',
      after: afterExporters,
      expr: union([
        tagged('systemCores', 'sum(max by (cpu) (rate(node_cpu_seconds_total{mode="system",<nodeExporter>}[1h])))'),
        tagged('systemCoresBefore', 'sum(max by (cpu) (rate(node_cpu_seconds_total{mode="system",<nodeExporter>}[1h] offset 7d)))'),
        tagged('cores', 'count(count by (cpu) (node_cpu_seconds_total{mode="system",<nodeExporter>}))'),
        tagged('relistSeconds', secondsEach('kubelet_pleg_relist_duration_seconds', '<kubelet>')),
        tagged('cgroupCreateSeconds', secondsEach('kubelet_cgroup_manager_duration_seconds', 'operation_type="create",<kubelet>')),
      ]),
    },
    stuckPods: {
      kind: 'instant',
      after: afterExporters,
      isNeeded: true,
      expr: '(\n%s\n)\n* on (<cluster>, namespace, pod) group_left (node)\ntopk by (<cluster>, namespace, pod) (1, max by (<cluster>, namespace, pod, node) (%s))' % [union(std.map(waitingPods.stuck, waitingPods.metrics)), ofNode(waitingPods.nodeOfPods)],
    },
    // For how long they have been waiting: nothing keeps that moment, so the range itself is looked at.
    podAges: {
      kind: 'range',
      after: ['stuckPods'],
      windowSeconds: 7 * 86400,
      stepSeconds: 36 * 60,
      parts: [
        'max by (<cluster>, namespace, pod) (%s)' % waitingPods.ownNames('%s{%s=~"<pods>",<kubeStateMetrics>} == 1' % [metric, label])
        for metric in waitingPods.metrics
        for label in ['pod', 'exported_pod']
      ],
    },
    events: {
      kind: 'instant',
      after: afterExporters,
      isNeeded: true,
      expr: '(<events>)\nand on (<cluster>, node) <thisNode>\nor\n(<events>)\nand on (<cluster>, instance) %s' % signals.exporters,
    },
  },
}
