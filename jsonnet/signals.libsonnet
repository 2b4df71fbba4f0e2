// The signals: each quantity is defined here once, as a PromQL template over one exporter's own labels.
// <name> is replaced by the rules (jsonnet) and by the plugin (TypeScript) with the same text:
//   <cluster>           cluster label             <nodeExporter>, <kubeStateMetrics>, <kubelet>, <exporterPod>  matchers
//   <threshold name>    figure from config.libsonnet
// keyedBy instance: node_exporter's instance, mapped to a node by nodeOf. keyedBy node: has a node label of its own.
local cgroupGrowth = import 'cgroupGrowth.libsonnet';
local waitingPods = import 'lib/waitingPods.libsonnet';

{
  local uptime = 'max by (<cluster>, instance) (node_time_seconds{<nodeExporter>} - node_boot_time_seconds{<nodeExporter>})',

  // Floors of unreclaimable slab: the least that was seen in a span, at one of six moments in it. What is freed and made
  // again within the span, a lost scrape or a few hours without any leave the floor where it is.
  // Spans of a day need four of them in the running boot; shorter ones stand in on a node that booted lately.
  spans:: {
    day: { hours: 24, minutesBetween: 240, uptime: '> %d' % (4 * 86400) },
    third: { hours: 8, minutesBetween: 80, uptime: '> %d' % (32 * 3600) },
    sixth: { hours: 4, minutesBetween: 40, uptime: '> <growthMinUptimeSeconds> <= %d' % (32 * 3600) },
  },
  // The oldest floors of a growth are taken of whole spans only: where the data begin, slab is higher than it had been.
  // "among" keeps exporters before anything is put together. The least of all series of an exporter, where one of them is whole:
  // its pod may have been replaced within the span, and each of them has a part of it.
  slabFloor(span, ago, isWhole=ago >= 3, among='')::
    local least = 'min by (<cluster>, instance) (min_over_time%s%s)' % [slabRange(span, ago), among];
    if isWhole then '(%s and on (<cluster>, instance) %s)' % [least, wholeSpan(span, ago, among)] else least,
  local slabRange(span, ago) =
    '(%s[%dh:%dm]%s)'
    % [self.signals.slabUnreclaimableBytes.rows, span.hours, span.minutesBetween, if ago == 0 then '' else ' offset %dh' % (ago * span.hours)],
  local wholeSpan(span, ago, among='') = 'max by (<cluster>, instance) (count_over_time%s%s) >= 4' % [slabRange(span, ago), among],

  // Growth per day that a leak has and a warm-up, a rhythm or a batch of work has not: the smallest of the last three steps
  // from floor to floor. Over a week, one step of six may be smaller: a reclaim gives back a part, and the leak goes on.
  // "floor" gives the floor so many spans ago; "where" keeps the nodes that it may be said of.
  local step(floor, number) =
    'label_replace(%s - %s, "step", "%d", "", "")' % [floor(number), floor(number + 1), number],
  local steps(floor, count) = std.join('\nor\n', [step(floor, number) for number in std.range(0, count - 1)]),
  local perDay(span) = if span.hours == 24 then '' else ' * %d' % (24 / span.hours),
  local smallestStep(steps, span, key) = 'min by (<cluster>, %s) (\n%s\n)%s' % [key, steps, perDay(span)],
  local weekOfSteps(steps, floor, key, uptime) = |||
    quantile by (<cluster>, %(key)s) (0.2,
      %(steps)s
    )
    and on (<cluster>, %(key)s) %(last)s
    and on (<cluster>, %(key)s) (%(uptime)s > %(seconds)d)
  ||| % { key: key, steps: steps, last: floor(6), uptime: uptime, seconds: 7 * 86400 },

  // Of these two over days, the larger.
  local bothOverDays(stepsOf, floor, uptime, key) =
    [smallestStep(stepsOf(3), $.spans.day, key), weekOfSteps(stepsOf(6), floor, key, uptime)],
  local steadyOverDays(stepsOf, floor, uptime, key) =
    |||
      max by (<cluster>, %s) (
        %s
        or
        label_replace((%s), "steps", "6", "", "")
      )
    ||| % ([key] + bothOverDays(stepsOf, floor, uptime, key)),

  // Over days a boot shows by what it gives back, where nobody tells of it.
  wholeFloors(span, floor, uptime, key):: std.join('\n', [
    'and on (<cluster>, %s) %s' % [key, each]
    for each in [floor(0), floor(3)]
  ] + [
    if span.hours == 24 then 'unless on (<cluster>, %s) (%s <= %d)' % [key, uptime, 4 * 86400]
    else 'and on (<cluster>, %s) (%s %s)' % [key, uptime, span.uptime],
  ]),

  // floorOf(span) gives a function of how many spans ago. "whereFourDays" says of which nodes four days are there, if that
  // is known already. "stepFloorOf" is the same where that oldest floor need not be whole: "where" asks for that.
  // "dayStepsOf" gives so many of the last steps over days, a row for each.
  steadyGrowth(
    floorOf,
    uptime,
    key,
    whereFourDays=$.wholeFloors($.spans.day, floorOf($.spans.day), uptime, key),
    stepFloorOf=floorOf,
    dayStepsOf=function(count) steps(stepFloorOf($.spans.day), count),
  )::
    std.join('or on (<cluster>, %s)\n' % key, std.map(function(expr) '(\n%s\n)\n' % expr, [
      '%s\n%s' % [steadyOverDays(dayStepsOf, stepFloorOf($.spans.day), uptime, key), whereFourDays],
    ] + overHours(floorOf, stepFloorOf, uptime, key))),
  local overHours(floorOf, stepFloorOf, uptime, key) = [
    '%s\n%s' % [smallestStep(steps(stepFloorOf(span), 3), span, key), $.wholeFloors(span, floorOf(span), uptime, key)]
    for span in [$.spans.third, $.spans.sixth]
  ],
  // Of the oldest it is only asked whether it is there.
  local slabFloorOf(span) = function(ago) if ago == 3 then wholeSpan(span, ago) else $.slabFloor(span, ago),
  local slabStepFloorOf(span) = function(ago) $.slabFloor(span, ago, ago > 3),
  uptime:: uptime,
  // The same in pieces: the first that has a row for an exporter says it; of several "where" it may be said, the largest.
  slabGrowthPieces::
    local floorOf = slabFloorOf, stepFloorOf = slabStepFloorOf, days = stepFloorOf($.spans.day);
    [{
      largestOf: bothOverDays(function(count) steps(days, count), days, uptime, 'instance'),
      where: $.wholeFloors($.spans.day, floorOf($.spans.day), uptime, 'instance'),
    }] + [{ largestOf: [growth], where: '' } for growth in overHours(floorOf, stepFloorOf, uptime, 'instance')],

  // instance -> node, by the first that answers: a node label on the series; the exporter's pod; an instance that is a
  // node's name; one of the node's internal IPs (kube_node_info has the last of them); a name of which one side has the
  // domain and the other has not, unless several nodes are called so; the name that the machine gives itself, where a node or a
  // kubelet is called so and no other machine is; else the host part of the instance itself (no Kubernetes around it).
  // topk(1) makes each right-hand side unique while two generations of an object overlap.
  // Exporters without a pod label find no pod. Asking for pod!="" would say so, and read the index of every pod there is:
  // ten times the cost of all the rest.
  local base = 'node_memory_MemTotal_bytes',
  // [v6] or [v6]:port; name or v4, with or without port; bare v6.
  local host = '\\\\[([^]]+)\\\\](?::[0-9]+)?|([^:]+)(?::[0-9]+)?|([0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F.:]*)',
  // The first part of a name with a domain; never of an address.
  local shortInstance = '([^:.]*[a-zA-Z][^:.]*)',
  local port = '(?::[0-9]+)?',
  local join(name, expr, exporters='', after='', orOf='') = {
    name: name,
    expr: std.stripChars(expr, '\n') % { base: base, exporters: exporters, after: after, orOf: orOf, host: host, shortInstance: shortInstance, port: port },
  },
  exporterSeries:: base + '{<nodeExporter>}',
  exporters:: 'max by (<cluster>, instance) (%s)' % self.exporterSeries,
  // The cluster label may be on one side only: exporters lack it beside a Kubernetes that has it, or have it where that has
  // none. Where neither knows anything of the other's clusters, an exporter is put to the node that its own label, its
  // instance, its machine or its pod names, if one cluster only has a node of that name. "home" says where such a row belongs
  // and what its series say, "<home>;<own>", one of which is empty. inHome() takes it there.
  inHome(expr):: 'label_replace(%s, "<cluster>", "$1", "home", "([^;]*);.*")' % expr,
  oneSided::
    join('oneSidedCluster', |||
      (
        label_replace(label_join(
            (
              max by (<cluster>, instance, node) (
                %(base)s{<nodeExporter>}
                or
                label_replace(%(base)s{<nodeExporter>}, "node", "$1", "instance", "([^:]+)%(port)s")
                or
                label_replace(node_uname_info{<nodeExporter>}, "node", "$1", "nodename", "(.+)")
                or
                (
                    max by (<cluster>, instance, namespace, pod) (%(base)s{<nodeExporter>})
                  * on (namespace, pod) group_left (node)
                    topk by (namespace, pod) (1, max by (namespace, pod, node) (kube_pod_info{<exporterPod>,<kubeStateMetrics>}))
                )
              )
              unless on (<cluster>) kube_node_info{<kubeStateMetrics>}
            )
          * on (node) group_left (in)
            (
                label_replace(max by (<cluster>, node) (kube_node_info{<kubeStateMetrics>}) unless on (<cluster>) %(base)s{<nodeExporter>}, "in", "$1", "<cluster>", "(.+)")
              and on (node)
                count by (node) (max by (<cluster>, node) (kube_node_info{<kubeStateMetrics>})) == 1
            ),
          "home", ";", "in", "<cluster>"), "in", ";", "home", ".+;.+")
        unless on (in) label_replace(vector(1), "in", ";", "", "")
        unless on ()
          count(count by (<cluster>) (%(base)s{<cluster>!="",<nodeExporter>} unless on (<cluster>) kube_node_info{<kubeStateMetrics>})) > 1
      )
    |||),

  // By what the exporter's series say of themselves.
  joinsByLabels:: [
    join('nodeLabel', |||
      max by (<cluster>, instance, node) (%(base)s{node!="",<nodeExporter>})
    |||),
    join('exporterPod', |||
      (
          max by (<cluster>, instance, namespace, pod) (%(base)s{<nodeExporter>})
        * on (<cluster>, namespace, pod) group_left (node)
          topk by (<cluster>, namespace, pod) (1, max by (<cluster>, namespace, pod, node) (kube_pod_info{node!="",<exporterPod>,<kubeStateMetrics>}))
      )
    |||),
  ],
  // By the instance alone; "exporters" has a row for each instance in question.
  // "remembers": what an address was last known as stands in for hours, the latest first, and any that is known now before it.
  // The rules remember what they have found by whichever join, and ask about few exporters: of theirs only are the addresses
  // put together.
  local lastKnown = '* 1e10 or\n              max_over_time(timestamp(kube_node_info{internal_ip!="",<kubeStateMetrics>})[6h:30m])',
  joinsByInstance(exporters, remembers=false):: [
    join('instanceName', |||
      (
          label_replace(%(exporters)s, "node", "$1", "instance", "([^:]+)%(port)s")
        and on (<cluster>, node)
          kube_node_info{<kubeStateMetrics>}
      )
    |||, exporters),
    join('internalIp', |||
      (
          label_replace(%(exporters)s, "internal_ip", "$1$2$3", "instance", "%(host)s")
        * on (<cluster>, internal_ip) group_left (node)
          topk by (<cluster>, internal_ip) (1, max by (<cluster>, internal_ip, node) (
            (
              kube_node_info{internal_ip!="",<kubeStateMetrics>}
            or%(orOf)s
              label_replace(kube_node_status_addresses{type="InternalIP",<kubeStateMetrics>}, "internal_ip", "$1", "address", "(.+)")
            or%(orOf)s
              label_replace(kube_pod_info{node!="",host_ip!="",<exporterPod>,<kubeStateMetrics>}, "internal_ip", "$1", "host_ip", "(.+)")
            ) %(after)s
          ))
      )
    |||, exporters, if remembers then lastKnown else 'and on (<cluster>, internal_ip) label_replace(%s, "internal_ip", "$1$2$3", "instance", "%s")' % [exporters, host], if remembers then '' else ' on (<cluster>, internal_ip, node)'),
    join('shortName', |||
      (
          label_replace(%(exporters)s, "node", "$1", "instance", "%(shortInstance)s[.][^:]+%(port)s")
        and on (<cluster>, node)
          kube_node_info{<kubeStateMetrics>}
      )
      or on (<cluster>, instance)
      (
          label_replace(%(exporters)s, "short", "$1", "instance", "%(shortInstance)s%(port)s")
        * on (<cluster>, short) group_left (node)
          (
              label_replace(max by (<cluster>, node) (kube_node_info{node=~".+[.].+",<kubeStateMetrics>}), "short", "$1", "node", "([^.]+)[.].+")
            and on (<cluster>, short)
              count by (<cluster>, short) (label_replace(max by (<cluster>, node) (kube_node_info{node=~".+[.].+",<kubeStateMetrics>}), "short", "$1", "node", "([^.]+)[.].+")) == 1
          )
      )
    |||, exporters),
    join('machineName', |||
      (
          label_replace(node_uname_info{<nodeExporter>} and on (<cluster>, instance) %(exporters)s, "node", "$1", "nodename", "(.+)")
        and on (<cluster>, nodename)
          count by (<cluster>, nodename) (max by (<cluster>, instance, nodename) (node_uname_info{<nodeExporter>})) == 1
        and on (<cluster>, node)
          (kube_node_info{<kubeStateMetrics>} or kubelet_cgroup_manager_duration_seconds_count{<kubelet>})
      )
    |||, exporters),
  ],
  noJoin(exporters)::
    join('none', |||
      label_replace(%(exporters)s, "node", "$1$2$3", "instance", "%(host)s")
    |||, exporters),
  // One by one: which of them holds in an installation. An instance that is the node's name comes before the pod, which
  // many have beside it: it tells one stack from another.
  joins::
    local labels = self.joinsByLabels, instances = self.joinsByInstance(asTheyAre, remembers=true);
    [self.oneSided, labels[0], instances[0], labels[1]] + instances[1:] + [self.noJoin(asTheyAre)],
  // What is joined is put together by exporter in the end: asked in one question, their series go in as they are.
  local asTheyAre = self.exporterSeries,
  anyOf(joins, labels='node'):: 'max by (<cluster>, instance, %s) (\n%s\n)' % [labels, std.join('\nor on (<cluster>, instance)\n', [each.expr for each in joins])],
  oneOf(joins, labels='node'):: 'topk by (<cluster>, instance) (1, %s)' % self.anyOf(joins, labels),
  homes:: self.oneOf([self.oneSided], 'node, home'),
  firstOf(joins):: self.oneOf(joins) + ' * 0 + 1\n',
  nodeOf: self.firstOf(self.joinsByLabels + self.joinsByInstance(asTheyAre, remembers=true) + [self.noJoin(asTheyAre)]) + 'unless on (<cluster>, instance) %s\n' % mixedNow,

  // Machines of several clusters that nothing tells apart: one address with two boots, or a node's name with two machines.
  // One's figures must not be joined to the other's. Twice within ten minutes, since what is replaced overlaps for five.
  local nowAndBefore(on, expr) = '%s and on (<cluster>, %s) %s' % [expr % '', on, expr % ' offset 10m'],
  local bootsDiffer = 'stddev by (<cluster>, instance) (node_boot_time_seconds{<nodeExporter>}%s) > 300',
  local mixedNow = bootsDiffer % '',
  mixedInstances:: nowAndBefore('instance', bootsDiffer),
  local mixedNodes = nowAndBefore('node', 'count by (<cluster>, node) (count by (<cluster>, node, system_uuid) (' + waitingPods.nodeInfo('system_uuid!="",', '%s') + ')) > 1'),

  // Counters of the kubelet under every name that its versions give them, the most direct first. A node's kubelet has some
  // of them; the first that it has answers.
  // cgroup_manager in seconds from 1.14 on, in microseconds before:
  //   https://github.com/kubernetes/kubernetes/blob/v1.14.0/pkg/kubelet/metrics/metrics.go
  // started_pods from 1.22 on (https://github.com/kubernetes/kubernetes/pull/99000). Before it, sandboxes that the runtime
  // was told to run; where the runtime's operations are dropped, pods seen running.
  counters:: {
    cgroupCreates: [
      'kubelet_cgroup_manager_duration_seconds_count{operation_type="create",<kubelet>}',
      'kubelet_cgroup_manager_latency_microseconds_count{operation_type="create",<kubelet>}',
    ],
    podStarts: [
      'kubelet_started_pods_total{<kubelet>}',
      'kubelet_runtime_operations_total{operation_type="run_podsandbox",<kubelet>}',
      'kubelet_runtime_operations{operation_type="run_podsandbox",<kubelet>}',
      'kubelet_pod_start_duration_seconds_count{<kubelet>}',
      'kubelet_pod_start_latency_microseconds_count{<kubelet>}',
    ],
    // Of all kinds, restarts included. From 1.22 on: https://github.com/kubernetes/kubernetes/pull/99000
    containerStarts: [
      'kubelet_started_containers_total{<kubelet>}',
      'kubelet_runtime_operations_total{operation_type="start_container",<kubelet>}',
      'kubelet_runtime_operations{operation_type="start_container",<kubelet>}',
    ],
  },
  // A kubelet that was found by its node has the node's name for its instance, without a port, where nobody adds a label:
  // https://prometheus.io/docs/prometheus/latest/configuration/configuration/#node
  kubeletNode(expr):: 'max by (<cluster>, node) (label_replace(label_join(%s, "place", ";", "node", "instance"), "node", "$1", "place", ";([^:]+)"))' % expr,
  // A difference of two samples instead of increase(): two samples a node instead of thirty; resets go negative. Of each
  // kubelet by itself, whatever else its series are told apart by: several may have one node's name.
  local increase(counter, span) = '%(counter)s - %(counter)s offset %(span)s >= 0' % { counter: counter, span: span },
  increaseOf(id, span):: self.kubeletNode(std.join('\nor on (<cluster>, node, instance)\n', [increase(counter, span) for counter in self.counters[id]])),
  // Of a kubelet that has not counted for a day yet, since it or its node has just started, or that nobody asked a day ago: twice
  // those of half a day.
  dayOf(id):: '%s\nor on (<cluster>, node)\n(\n%s\n) * 2' % [self.increaseOf(id, '1d'), self.increaseOf(id, '12h')],

  // "due" has rows by cluster where the signal must have some: counted before anything is put together, which is all that a
  // signal costs. Hidden: the rules ask for it, the page does not.
  local count(rows) = 'count by (<cluster>) (%s)' % rows,
  local dueIncreases(id, span) =
    ['%s and on (<cluster>) %s' % [count(counter), count('%s offset %s' % [counter, span])] for counter in self.counters[id]],

  local gauge(metric, unit, source, help, matchers='') = {
    keyedBy: 'instance',
    unit: unit,
    source: source,
    help: help,
    rows:: '%s{%s<nodeExporter>}' % [metric, if matchers == '' then '' else matchers + ','],
    due:: [count(self.rows)],
    expr: 'max by (<cluster>, instance) (%s)' % self.rows,
  },

  // The node probe knows where to count; the collector reads /proc/cgroups.
  local countedMemoryCgroups = [
    'memcg_kmem_memory_cgroups{<nodeExporter>}',
    'node_cgroups_cgroups{subsys_name="memory",<nodeExporter>}',
  ],
  local cgroupFloor(span, ago) = cgroupGrowth.floor($.memoryCgroups, span, ago),
  cgroupGrowthPieces:: [{ largestOf: cgroupGrowth.overSpans($.memoryCgroups, cgroupFloor, $.uptime, 'instance'), where: '' }],
  memoryCgroups:: 'max by (<cluster>, instance) (%s)' % std.join(' or on (<cluster>, instance) ', countedMemoryCgroups),
  local directories = 'memcg_kmem_memory_cgroup_directories{<nodeExporter>}',

  signals: {
    slabUnreclaimableBytes: gauge('node_memory_SUnreclaim_bytes', 'bytes', 'nodeExporter', 'Slab memory the kernel cannot give back.'),
    slabReclaimableBytes: gauge('node_memory_SReclaimable_bytes', 'bytes', 'nodeExporter', 'Slab memory the kernel gives back under pressure; harmless.'),
    memoryTotalBytes: gauge('node_memory_MemTotal_bytes', 'bytes', 'nodeExporter', 'Memory of the node.'),
    memoryAvailableBytes: gauge('node_memory_MemAvailable_bytes', 'bytes', 'nodeExporter', 'Memory the kernel says new work can have.'),
    bootTimeSeconds: gauge('node_boot_time_seconds', 'seconds', 'nodeExporter', 'When the node booted.'),
    slabSteadyGrowthBytesPerDay: {
      keyedBy: 'instance',
      unit: 'bytesPerDay',
      source: 'nodeExporter',
      help: 'Growth of unreclaimable slab that goes on from step to step since boot, reclaims between them left out.',
      expr: $.steadyGrowth(slabFloorOf, $.uptime, 'instance', stepFloorOf=slabStepFloorOf),
    },
    memoryCgroups: {
      keyedBy: 'instance',
      unit: 'count',
      source: 'cgroupsCollector',
      help: 'Memory cgroups that the kernel counts; removed ones included on 4.x and later, not on 3.10.',
      due:: std.map(count, countedMemoryCgroups + [directories]),
      // Probes that do not add them up tell both parts.
      expr: '%s\nor on (<cluster>, instance)\nmax by (<cluster>, instance) (%s + on (<cluster>, instance) memcg_kmem_dying_descendants{<nodeExporter>})' % [$.memoryCgroups, directories],
    },
    memoryCgroupsGrowthPerDay: {
      keyedBy: 'instance',
      unit: 'countPerDay',
      source: 'cgroupsCollector',
      help: 'Growth of that count within the running boot, from floor to floor.',
      expr: cgroupGrowth.growth($.memoryCgroups, cgroupFloor, $.uptime, 'instance'),
    },
    liveMemoryCgroups: gauge('memcg_kmem_memory_cgroup_directories', 'count', 'nodeProbe', 'Directories under the memory hierarchy: cgroups that really exist.'),
    pidsCgroups: gauge('node_cgroups_cgroups', 'count', 'cgroupsCollector', 'Cgroups of the pids controller, which removed memory cgroups do not hold: directories that are left behind stand there too.', 'subsys_name="pids"'),
    slabEntries: gauge('memcg_kmem_sysfs_slab_entries', 'count', 'nodeProbe', 'Entries of /sys/kernel/slab; on el7 each leaked cgroup leaves its own.'),
    dyingMemoryCgroups: gauge('memcg_kmem_dying_descendants', 'count', 'nodeProbe', 'nr_dying_descendants of cgroup.stat: removed memory cgroups that the kernel still keeps.'),
    cgroupVersion: gauge('memcg_kmem_cgroup_version', 'count', 'nodeProbe', 'Version of the cgroup hierarchy that the memory controller is on.'),
    percpuBytes: gauge('node_memory_Percpu_bytes', 'bytes', 'nodeExporter', 'Per-CPU memory; grows with kept memory cgroups. Not reported by 3.10.'),
    kmemAccountingOn: gauge('memcg_kmem_accounting_enabled', 'bool', 'nodeProbe', 'Kernel-memory accounting seen on pod cgroups.'),
    nokmemRunning: gauge('memcg_kmem_cmdline_nokmem', 'bool', 'nodeProbe', 'nokmem in the running kernel command line.'),
    nokmemConfiguredNotRunning: gauge('memcg_kmem_nokmem_configured_not_running', 'bool', 'nodeProbe', 'nokmem is configured for booting, but the running kernel was started without it.'),
    nokmemRanBefore: {
      keyedBy: 'instance',
      unit: 'bool',
      source: 'nodeProbe',
      help: 'nokmem was in the running command line within the last week.',
      // A sample for each day: a fix that was verified ran for a day and is met by one of them. A range of a week would
      // read forty thousand a node.
      expr: 'max by (<cluster>, instance) (max_over_time(memcg_kmem_cmdline_nokmem{<nodeExporter>}[6d:1d] offset 1d)) == 1',
    },

    cordoned: {
      keyedBy: 'node',
      unit: 'bool',
      source: 'kubeStateMetrics',
      help: 'Node is cordoned.',
      due:: [count('kube_node_spec_unschedulable{<kubeStateMetrics>}')],
      expr: 'max by (<cluster>, node) (kube_node_spec_unschedulable{<kubeStateMetrics>})',
    },
    machinesOfName: {
      keyedBy: 'node',
      unit: 'count',
      source: 'kubeStateMetrics',
      help: 'Machines that go by the name of this node, where they are several.',
      // Most often it has none.
      due:: [],
      expr: mixedNodes,
    },
    stuckPodsBefore: {
      keyedBy: 'node',
      unit: 'count',
      source: 'kubeStateMetrics',
      help: 'Pods that waited for their containers when Kubernetes was last asked, within hours; only while nobody tells of pods. From the rules.',
      expr: 'max by (<cluster>, node) (last_over_time(node:memcg_kmem_stuck_pods:count[6h])) unless on (<cluster>) count by (<cluster>) (kube_node_info{<kubeStateMetrics>})',
    },
    cgroupCreates15m: {
      keyedBy: 'node',
      unit: 'count',
      source: 'kubelet',
      help: 'Pod cgroup creations the kubelet tried in 15 minutes, failed ones included.',
      due:: dueIncreases('cgroupCreates', '15m'),
      expr: $.increaseOf('cgroupCreates', '15m'),
    },
    podStarts1d: {
      keyedBy: 'node',
      unit: 'count',
      source: 'kubelet',
      help: 'Pods started in a day: the churn that leaks memory cgroups.',
      expr: $.dayOf('podStarts'),
    },
    containerStarts1d: {
      keyedBy: 'node',
      unit: 'count',
      source: 'kubelet',
      help: 'Containers started in a day, restarts included: each has a memory cgroup of its own.',
      due:: dueIncreases('containerStarts', '1d'),
      expr: $.dayOf('containerStarts'),
    },
    podStarts15m: {
      keyedBy: 'node',
      unit: 'count',
      source: 'kubelet',
      help: 'Pods whose sandbox the kubelet started in 15 minutes.',
      due:: dueIncreases('podStarts', '15m'),
      expr: $.increaseOf('podStarts', '15m'),
    },
  },
}
