// What an installation delivers: counts by cluster, never a row for each node.
//   items    what is looked for, by the source that has to deliver it
//   queries  the questions; "item", "source", "join" and the like tell the members of one answer apart
local events = import 'events.libsonnet';
local recorded = import 'recorded.libsonnet';
local signals = import 'signals.libsonnet';

local byKey = { exporter: 'instance', node: 'node' };
local item(id, source, metrics, keyedBy='exporter') = {
  local names = if std.isArray(metrics) then metrics else [metrics],
  id: id,
  source: source,
  // What is looked for first stands for all that would do.
  metric: names[0],
  local rows(offset) = std.join(' or ', ['%s%s' % [name, offset] for name in names]),
  local at(offset) =
    if source == 'kubelet' then signals.kubeletNode(rows(offset))
    else 'max by (<cluster>, %s) (%s)' % [byKey[keyedBy], rows(offset)],
  now:: at(''),
  lost:: '%s unless on (<cluster>, %s) %s' % [at(' offset 1h'), byKey[keyedBy], at('')],
};

// Nodes that this fault cannot befall have none of what is looked for, and lack none of it.
local notLeftOut = std.join(',', ['%s!~"%s"' % [each.label, each.pattern] for each in import 'leftOutNodes.libsonnet']);
local exporter(metric, matchers='') = '%s{%s<nodeExporter>}' % [metric, if matchers == '' then '' else matchers + ','];
local probe(metric) = exporter('memcg_kmem_' + metric);

// Within a source: what weighs most first.
local items = [
  item('nodeFacts', 'kubeStateMetrics', 'kube_node_info{%s,<kubeStateMetrics>}' % notLeftOut, 'node'),
  item('cordoned', 'kubeStateMetrics', 'kube_node_spec_unschedulable{<kubeStateMetrics>}', 'node'),
  item('memory', 'nodeExporter', exporter('node_memory_MemTotal_bytes')),
  item('slab', 'nodeExporter', exporter('node_memory_SUnreclaim_bytes')),
  item('available', 'nodeExporter', exporter('node_memory_MemAvailable_bytes')),
  item('bootTime', 'nodeExporter', exporter('node_boot_time_seconds')),
  item('clock', 'nodeExporter', exporter('node_time_seconds')),
  item('kernelRelease', 'nodeExporter', exporter('node_uname_info')),
  item('cgroupCreates', 'kubelet', signals.counters.cgroupCreates, 'node'),
  item('podStarts', 'kubelet', signals.counters.podStarts, 'node'),
  item('memoryCgroups', 'cgroupsCollector', exporter('node_cgroups_cgroups', 'subsys_name="memory"')),
  item('accounting', 'nodeProbe', probe('accounting_enabled')),
  item('slabEntries', 'nodeProbe', probe('sysfs_slab_entries')),
  item('liveCgroups', 'nodeProbe', probe('memory_cgroup_directories')),
  item('nokmem', 'nodeProbe', probe('cmdline_nokmem')),
  // One cache that every kernel has stands for the list of them.
  item('slabCaches', 'slabinfoCollector', exporter('node_slabinfo_objects', 'slab="dentry"')),
];

local tagged(label, value, expr) = 'label_replace(%s, "%s", "%s", "", "")' % [expr, label, value];
local count(expr, by='<cluster>') = 'count by (%s) (%s)' % [by, expr];
local countItem(id, expr, by='<cluster>') = tagged('item', id, count(expr, by));

local memoryRow = exporter('node_cgroups_cgroups', 'subsys_name="memory"');
local onV2 = 'max by (<cluster>, instance) (%s == 2)' % probe('cgroup_version');
local collectors = exporter('node_scrape_collector_success', 'collector=~"meminfo|stat|time|uname|cgroups|slabinfo|textfile"');
local perCollector = 'max by (<cluster>, collector, instance) (%s)' % collectors;

// Names that installations give the label that tells clusters apart, beside the one in force.
local clusterLabels = ['cluster', 'cluster_id', 'cluster_name', 'k8s_cluster', 'k8s_cluster_name', 'kubernetes_cluster'];
local replicaLabels = ['prometheus', 'prometheus_replica', 'replica'];
local base = exporter('node_memory_MemTotal_bytes');

{
  items: [{ id: each.id, source: each.source, metric: each.metric } for each in items],
  replicaLabels: replicaLabels,
  clusterLabels: clusterLabels,
  // The probe writes every minute, by systemd's service and in the DaemonSet alike.
  probeStaleSeconds:: 900,

  // Each an expression, or several whose rows stand beside each other.
  queries:: {
    present:
      [countItem(each.id, each.now) for each in items] + [
        // Growth looks back three days.
        countItem('history', 'max by (<cluster>, instance) (%s offset 72h)' % exporter('node_memory_SUnreclaim_bytes')),
        countItem('waitingPods', 'kube_pod_container_status_waiting_reason{reason=~"ContainerCreating|RunContainerError|CreateContainerError",<kubeStateMetrics>} == 1'),
        countItem('rules', recorded.slabUnreclaimableBytes),
        // The collector is on, and the kernel lists no memory controller; or counts cgroups of all kinds. Neither is helped by it.
        countItem('noMemoryRow', 'max by (<cluster>, instance) (%s) unless on (<cluster>, instance) %s' % [exporter('node_cgroups_cgroups'), memoryRow]),
        countItem('cgroupV2', onV2),
        countItem('cgroupV2Uncounted', '%s unless on (<cluster>, instance) %s unless on (<cluster>, instance) %s' % [onV2, memoryRow, exporter('node_cgroups_cgroups')]),
      ],
    // Had it an hour ago, and has it no more.
    lost: [countItem(each.id, each.lost) for each in items],
    collectors: [
      tagged('is', 'reported', count(perCollector, '<cluster>, collector')),
      tagged('is', 'failing', count(perCollector + ' == 0', '<cluster>, collector')),
      tagged('is', 'unreadable', count('max by (<cluster>, instance) (%s) > 0' % exporter('node_textfile_scrape_error'))),
      tagged('is', 'stale', count('time() - max by (<cluster>, instance) (%s) > %d' % [probe('probe_last_run_timestamp_seconds'), $.probeStaleSeconds])),
    ],
    // Under which jobs the exporters are found, whatever the selectors say.
    jobs: [
      tagged('source', 'nodeExporter', count(
        'label_replace(max by (<cluster>, job, endpoint, instance, pod) (node_memory_MemTotal_bytes), "has_pod", "true", "pod", ".+")',
        '<cluster>, job, endpoint, has_pod'
      )),
      tagged('source', 'kubeStateMetrics', count('max by (<cluster>, job, node) (kube_node_info)', '<cluster>, job')),
      tagged('source', 'kubelet', count('max by (<cluster>, job, node) (%s)' % std.join(' or ', [std.strReplace(counter, ',<kubelet>', '') for counter in signals.counters.cgroupCreates]), '<cluster>, job')),
      tagged('source', 'clusterLabel', count('kube_node_info', std.join(', ', clusterLabels))),
    ],
    // By what each exporter's instance was found to be a node.
    joins: count(
      'max by (<cluster>, join, instance) (\n%s\n)' % std.join('\nor on (<cluster>, instance)\n', [
        tagged('join', each.name, each.expr)
        for each in signals.joins
      ]),
      '<cluster>, join'
    ),
    duplicates: [
      tagged('source', 'nodeExporter', count('count by (<cluster>, instance) (%s) > 1' % base)),
      tagged('source', 'kubeStateMetrics', count('count by (<cluster>, node) (kube_node_info{<kubeStateMetrics>}) > 1')),
      tagged('source', 'node', count('count by (<cluster>, node) (%s) > 1' % std.stripChars(signals.nodeOf, '\n'))),
      tagged('source', 'mixed', count('%s or %s' % [signals.mixedInstances, signals.signals.machinesOfName.expr])),
      // The server keeps the label of the target, and renames that of the series.
      tagged('source', 'exportedPod', count('kube_pod_info{exported_pod!="",<kubeStateMetrics>}')),
      tagged('source', 'exportedNode', count('kube_node_info{exported_node!="",<kubeStateMetrics>}')),
      tagged('source', 'replica', count(base, std.join(', ', ['<cluster>'] + replicaLabels))),
    ],
  },

  // Preset of the events, which is titled by its series -> how much of it there is. A pipeline that counts only refused
  // creations says nothing until the first one.
  events: {
    [id]: tagged('pipeline', id, count(events.presets[id].title))
    for id in std.objectFields(events.presets)
  },
  customEvents: tagged('pipeline', 'custom', count('<events>')),
}
