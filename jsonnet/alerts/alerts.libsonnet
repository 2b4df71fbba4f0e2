local template = import '../lib/template.libsonnet';

{
  local config = $._config,
  local fill(expr) = template.fill(expr, config),
  local cluster = config.clusterLabel,
  local where = '{{ $labels.node }}{{ with $labels.%s }} in {{ . }}{{ end }}' % cluster,
  local page(path) =
    '%s/%s?cluster={{ $labels.%s | urlquery }}&node={{ $labels.node | urlquery }}' % [config.pluginUrl, path, cluster],

  prometheusAlerts+:: {
    groups+: [
      {
        name: 'memcg-kmem.alerts',
        rules: [
          {
            alert: 'MemcgKmemCreationFailing',
            expr: fill('node:memcg_kmem_creation_failing:bool == 1'),
            'for': config.creationFailingFor,
            keep_firing_for: config.creationFailingKeepFiringFor,
            labels: { severity: 'critical' },
            annotations: {
              summary: 'Memory cgroups cannot be created on a node: new pods fail there.',
              description:
                'The kubelet on %s cannot create memory cgroups, so no new pod starts there; running pods go on. Kernel-memory accounting has most likely leaked memory cgroups. Cordon the node, then follow the runbook; only a reboot frees what has leaked.' % where,
              runbook_url: page('runbook/nokmem'),
            },
          },
          {
            alert: 'MemcgKmemLeakGrowing',
            // Unreclaimable slab that grows in every step on a kernel that can leak; or counted memory cgroups that are
            // many and growing. The label "growth" tells which. A node that already fails has its own alert.
            expr: fill(|||
              (
                label_replace(
                  node:memcg_kmem_slab_steady_growth:bytes_per_day >= <slabGrowthBytesPerDay>
                  and on (<cluster>, node) node:memcg_kmem_slab_unreclaimable_bytes:max >= <slabUnreclaimableFloorBytes>
                  and on (<cluster>, node) node:memcg_kmem_kernel:info{class=~"affected|partially-fixed|unknown"}
                  unless on (<cluster>, node) node:memcg_kmem_memory_available:ratio < <memoryShortRatio>
                  unless on (<cluster>, node) node:memcg_kmem_accounting_enabled:max == 0,
                  "growth", "slab", "", ""
                )
                or on (<cluster>, node)
                label_replace(
                  node:memcg_kmem_memory_cgroups_growth:per_day >= <memoryCgroupsGrowthPerDay>
                  and on (<cluster>, node) node:memcg_kmem_memory_cgroups:max >= <memoryCgroupsHigh>,
                  "growth", "cgroups", "", ""
                )
              )
              unless on (<cluster>, node) node:memcg_kmem_creation_failing:bool == 1
            |||),
            'for': config.leakGrowingFor,
            keep_firing_for: config.leakGrowingKeepFiringFor,
            labels: { severity: 'warning' },
            annotations: {
              summary: 'A node is growing towards the point where no memory cgroup can be created.',
              description:
                'On %s {{ if eq $labels.growth "slab" }}unreclaimable slab grows by {{ $value | humanize1024 }}B a day or more, at every step, without giving back{{ else }}the kernel counts ever more memory cgroups, {{ $value | humanize }} more than a day ago{{ end }}. When it runs out, no new pod starts there. Plan a reboot with the fix before that.' % where,
              runbook_url: page('runbook/nokmem'),
            },
          },
        ],
      },
    ],
  },
}
