// Recording rules: one series per (<cluster>, node) for what the alerts ask. The page works without them.
local eventPresets = (import '../events.libsonnet').presets;
local kernels = import '../kernels.libsonnet';
local template = import '../lib/template.libsonnet';
local signals = import '../signals.libsonnet';

{
  local config = $._config,
  local fill(expr) = template.fill(expr, config),
  local record(name, expr) = { record: name, expr: fill(expr) },
  local signal(id) = signals.signals[id].expr,
  local onNode(expr) =
    'max by (<cluster>, node) (\n  (%s)\n  * on (<cluster>, instance) group_left (node)\n  instance:memcg_kmem_node:info\n)' % expr,

  // The kernel table, first match wins: a row speaks only for nodes that no earlier row has spoken for.
  local quoted(text) = std.strReplace(std.strReplace(text, '\\', '\\\\'), '"', '\\"'),
  local kernelRow(row) =
    'label_replace(label_replace(node:memcg_kmem_kernel_release:info{kernel_version=~"%s"}, "class", "%s", "", ""), "row", "%s", "", "")'
    % [quoted(row.pattern), row.class, row.id],
  local kernelClass = std.join('\nor on (<cluster>, node)\n', std.map(kernelRow, kernels.rows)),

  local waiting(metric) =
    'max by (<cluster>, namespace, pod) (%s{reason=~"ContainerCreating|RunContainerError|CreateContainerError",<kubeStateMetrics>}) == 1' % metric,
  local stuck(metric) = |||
    (%s
      and on (<cluster>, namespace, pod) max by (<cluster>, namespace, pod) (%s{reason=~"ContainerCreating|RunContainerError|CreateContainerError",<kubeStateMetrics>} offset <stuckPodMinutes>m) == 1)
  ||| % [waiting(metric), metric],

  local refused =
    local preset(id) = std.get(eventPresets[id], 'refusedExpr', null);
    local chosen = if config.eventPreset == 'auto' then std.objectFields(eventPresets) else if config.eventPreset == 'none' then [] else [config.eventPreset];
    std.filter(function(expr) expr != null, std.map(preset, chosen)),

  prometheusRules+:: {
    groups+: [
      {
        name: 'memcg-kmem.rules',
        rules: [
          // Which node an exporter's instance is.
          record('instance:memcg_kmem_node:info', signals.nodeOf),
          record('node:memcg_kmem_kernel_release:info', |||
            max by (<cluster>, node, kernel_version) (kube_node_info{<kubeStateMetrics>})
            or on (<cluster>, node)
            max by (<cluster>, node, kernel_version) (
              label_replace(
                max by (<cluster>, instance, release) (node_uname_info{<nodeExporter>})
                * on (<cluster>, instance) group_left (node)
                instance:memcg_kmem_node:info,
                "kernel_version", "$1", "release", "(.+)"
              )
            )
          |||),
          record('node:memcg_kmem_kernel:info', kernelClass),
          record('node:memcg_kmem_slab_unreclaimable_bytes:max', onNode(signal('slabUnreclaimableBytes'))),
          record('node:memcg_kmem_slab_steady_growth:bytes_per_day', onNode(signal('slabSteadyGrowthBytesPerDay'))),
          record('node:memcg_kmem_memory_available:ratio', onNode('%s / %s' % [signal('memoryAvailableBytes'), signal('memoryTotalBytes')])),
          record('node:memcg_kmem_memory_cgroups:max', onNode(signal('memoryCgroups'))),
          record('node:memcg_kmem_memory_cgroups_growth:per_day', onNode(signal('memoryCgroupsGrowthPerDay'))),
          record('node:memcg_kmem_accounting_enabled:max', onNode(signal('kmemAccountingOn'))),
          record('node:memcg_kmem_cgroup_creates:increase15m', signal('cgroupCreates15m')),
          record('node:memcg_kmem_pod_starts:increase15m', signal('podStarts15m')),
          // A pod whose own cgroup cannot be made has no IP yet: the few rows of kube_pod_info without one are enough.
          record('node:memcg_kmem_stuck_pods:count', |||
            count by (<cluster>, node) (
              (
                %s
                or
                %s
              )
              * on (<cluster>, namespace, pod) group_left (node)
              topk by (<cluster>, namespace, pod) (1, max by (<cluster>, namespace, pod, node) (kube_pod_info{node!="",pod_ip="",<kubeStateMetrics>}))
            )
          ||| % [stuck('kube_pod_container_status_waiting_reason'), stuck('kube_pod_init_container_status_waiting_reason')]),
        ] + (
          if refused == [] then [] else
            [record('node:memcg_kmem_refused_creations:max', 'max by (<cluster>, node) (\n  %s\n)' % std.join('\n  or\n  ', refused))]
        ) + [
          // 1 where memory cgroups cannot be created: the text says so; or the kubelet keeps retrying while no pod starts,
          // on a kernel that can leak, and neither accounting seen off nor a memory shortage speaks against it.
          record('node:memcg_kmem_creation_failing:bool', |||
            %s
              (
                node:memcg_kmem_cgroup_creates:increase15m >= <cgroupCreatesRetry15m>
                and on (<cluster>, node) (node:memcg_kmem_cgroup_creates:increase15m >= on (<cluster>, node) <cgroupCreatesPerPodStart> * node:memcg_kmem_pod_starts:increase15m)
                and on (<cluster>, node) node:memcg_kmem_stuck_pods:count > 0
                and on (<cluster>, node) node:memcg_kmem_kernel:info{class=~"affected|partially-fixed|unknown"}
                unless on (<cluster>, node) node:memcg_kmem_accounting_enabled:max == 0
                unless on (<cluster>, node) node:memcg_kmem_memory_available:ratio < <memoryShortRatio>
              ) * 0 + 1
          ||| % [if refused == [] then '' else 'node:memcg_kmem_refused_creations:max * 0 + 1\nor on (<cluster>, node)']),
        ],
      },
    ],
  },
}
