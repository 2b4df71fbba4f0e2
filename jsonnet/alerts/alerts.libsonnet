// One alert per thing to be done. Each speaks of one (<cluster>, node); what a graver one already says, it leaves out.
local kernels = import '../kernels.libsonnet';
local annotations = import '../lib/annotations.libsonnet';
local recording = import '../lib/recording.libsonnet';
local template = import '../lib/template.libsonnet';
local creationFailing = import 'creationFailing.libsonnet';

{
  local config = $._config,
  local fill = template.filler(config),
  local isKnown = recording(config).isKnown,
  local texts = annotations(config),
  local where = texts.where,
  // Growth of slab that comes and goes near the threshold stays told for a day, while half of that growth is left and the
  // node has not booted.
  local heldGrowth = |||
    node:memcg_kmem_leak_growth:info
    or on (<cluster>, node)
    (
      last_over_time(node:memcg_kmem_leak_growth:info{growth="slab"}[%(hold)s])
      and count_over_time(node:memcg_kmem_leak_growth:info{growth="slab"}[%(hold)s]) >= 3
      and on (<cluster>, node) node:memcg_kmem_uptime_seconds:max > 86400
      unless on (<cluster>, node) node:memcg_kmem_slab_steady_growth:bytes_per_day < %(ratio)g * <slabGrowthBytesPerDay>
    )
  ||| % { hold: config.leakGrowingHold, ratio: config.leakGrowingHoldRatio },
  // What every alert carries.
  local carried(rule) = rule { labels+: if config.rulesOrigin then { __grafana_origin: 'plugin/memcg-kmemleak-app' } else {} },
  local graver = 'unless on (<cluster>, node) node:memcg_kmem_creation_failing:bool == 1',

  // Behind what it reads, in one group: it does not wait for an evaluation of its own.
  prometheusRules+:: {
    groups: [
      if group.name == 'memcg-kmem.creation.rules' then group { rules+: [carried(creationFailing(config))] } else group
      for group in super.groups
    ],
  },

  prometheusAlerts+:: {
    groups+: [
      {
        name: 'memcg-kmem.alerts',
        rules: [
          carried(rule)
          for rule in [
            {
              alert: 'MemcgKmemIdLimitNear',
              // Only where the count stands for IDs in use: the kernel counts removed cgroups too, or the counted ones really
              // exist. A count beyond the limit shows that on this kernel it does not.
              expr: fill(|||
                (
                  node:memcg_kmem_memory_cgroups:max < <memcgIdLimit>
                  and on (<cluster>, node) (node:memcg_kmem_memory_cgroups:max + on (<cluster>, node) %g * node:memcg_kmem_memory_cgroups_growth:per_day >= <memcgIdLimit>)
                  and on (<cluster>, node) node:memcg_kmem_memory_cgroups_growth:per_day >= <memoryCgroupsGrowthPerDay>
                  and on (<cluster>, node) node:memcg_kmem_leak_growth:info{growth=~"cgroups|directories"}
                  and on (<cluster>, node) (
                    node:memcg_kmem_kernel:info{row=~"%s"}
                    or on (<cluster>, node)
                    node:memcg_kmem_leak_growth:info{growth="directories"}
                  )
                )
                * on (<cluster>, node) group_left (growth) (node:memcg_kmem_leak_growth:info{growth=~"cgroups|directories"} * 0 + 1)
                %s
              ||| % [
                config.idLimitWithinDays,
                kernels.idsWhere(function(row) row.cgroupCountIncludesDying),
                graver,
              ]),
              'for': config.idLimitNearFor,
              keep_firing_for: config.idLimitNearKeepFiringFor,
              labels: { severity: 'critical' },
              annotations: {
                summary: 'A node runs out of memory cgroup IDs within days: then no new pod starts there.',
                description:
                  'On %s {{ $value | printf "%%.0f" }} of %s memory cgroup IDs are in use and, at the present rate%s, the rest is gone within %g days. {{ if eq $labels.growth "directories" }}Most of these cgroups really exist: find what does not remove its directories.{{ else }}The kernel keeps memory cgroups that were removed: drain the node and reboot it with the fix.{{ end }}'
                  % [where, config.thresholds.memcgIdLimit, texts.figure('node:memcg_kmem_memory_cgroups_growth:per_day', 'printf "%.0f"', ' (', ' a day)'), config.idLimitWithinDays],
              } + texts.links(texts.growthFix),
            },
            {
              alert: 'MemcgKmemLeakGrowing',
              // What the page calls leaking. The label "growth" tells what grows. A node that already fails has its own alert.
              expr: fill('(\n%s)\n%s' % [heldGrowth, graver]),
              'for': config.leakGrowingFor,
              keep_firing_for: config.leakGrowingKeepFiringFor,
              labels: { severity: 'warning' },
              annotations: {
                summary: 'A node is growing towards the point where no memory cgroup can be created.',
                description: (
                  'On %s ' % where +
                  '{{ if eq $labels.growth "slab" }}unreclaimable slab keeps growing by {{ $value | humanize1024 }}B a day or more%s.' % texts.figure('node:memcg_kmem_memory_available:ratio', 'humanizePercentage', ', while ', ' of the memory is available') +
                  ' When it runs out, no new pod starts there. Plan a reboot with the fix before that.' +
                  '{{ else if eq $labels.growth "directories" }}{{ $value | printf "%.0f" }} memory cgroups really exist, and ever more: something creates cgroup directories and does not remove them.' +
                  ' Find and stop it and remove the directories; a reboot is not needed.' +
                  '{{ else if eq $labels.growth "entries" }}{{ $value | printf "%.0f" }} slab caches stand in /sys/kernel/slab, as removed memory cgroups leave them behind.' +
                  ' Most memory cgroup IDs are used up. Plan a reboot with the fix.' +
                  '{{ else if eq $labels.growth "percpu" }}{{ $value | humanize1024 }}B of per-CPU memory is in use, as removed memory cgroups hold it that the kernel keeps.' +
                  ' Reclaim gives some of it back, a reboot all.' +
                  '{{ else }}the kernel counts {{ $value | printf "%.0f" }} memory cgroups, and ever more.' +
                  ' When they run out, no new pod starts there. Plan a reboot with the fix before that.{{ end }}'
                ),
              } + texts.links(texts.growthFix),
            },
            {
              alert: 'MemcgKmemProtectionIneffective',
              // Accounting is on although it was switched off; or it is off and slab grows all the same: another leak.
              expr: fill(|||
                label_replace(
                  node:memcg_kmem_accounting_enabled:max == 1
                  and on (<cluster>, node) node:memcg_kmem_kernel:info{class=~"affected|partially-fixed|unknown"}
                  and on (<cluster>, node) (
                    node:memcg_kmem_nokmem_running:max == 1
                    or on (<cluster>, node)
                    node:memcg_kmem_runtime_without_kmem:bool
                  ),
                  "seen", "accounting", "", ""
                )
                or on (<cluster>, node)
                label_replace(
                  node:memcg_kmem_slab_growing:bytes_per_day
                  and on (<cluster>, node) node:memcg_kmem_kernel:info{class=~"affected|partially-fixed|unknown"}
                  and on (<cluster>, node) node:memcg_kmem_accounting_enabled:max == 0,
                  "seen", "growth", "", ""
                )
              |||),
              'for': config.protectionIneffectiveFor,
              labels: { severity: 'warning' },
              annotations: {
                summary: 'Protection from the memory cgroup leak is set on a node but does not work.',
                description:
                  'On %s {{ if eq $labels.seen "accounting" }}kernel-memory accounting is on for pods although nokmem, or the versions of kubelet and container runtime, should keep it off: the node can leak. It needs a reboot since the change, or the parameter is not supported by this kernel.{{ else }}accounting is off, and yet unreclaimable slab grows by {{ $value | humanize1024 }}B a day or more: something other than memory cgroups leaks.{{ end }}' % where,
              } + texts.links(texts.nodeFix),
            },
            {
              alert: 'MemcgKmemNodeStartsNothing',
              // Whatever keeps it from it. Where creation is known to be refused, that alert says more.
              expr: fill('node:memcg_kmem_starts_nothing:count\n' + graver),
              'for': config.startsNothingFor,
              labels: { severity: 'warning' },
              annotations: {
                summary: 'A node is Ready and starts nothing: the scheduler goes on sending it new pods.',
                description: 'On %s {{ $value | printf "%%.0f" }} pods have been waiting for their containers, and no pod{{ if eq $labels.seen "jobs" }} of a job has started for 15 minutes, as they did before{{ else }} has started for 15 minutes, while it runs far fewer pods than the other nodes{{ end }}. Cordon it, so that new pods go where they start, then find out what keeps it from starting them.' % where,
              } + texts.links('confirm'),
            },
            {
              alert: 'MemcgKmemTelemetryMissing',
              // Of telemetry, not of rules that have not run.
              expr: fill(|||
                node:memcg_kmem_kernel:info{class=~"affected|partially-fixed"}
                unless on (<cluster>, node) node:memcg_kmem_slab_unreclaimable_bytes:max
                unless on (<cluster>, node) node:memcg_kmem_protected:bool
                unless on (<cluster>, node) node:memcg_kmem_leak_growth:info
                unless on (<cluster>, node) node:memcg_kmem_machines_of_name:count
                %s
                and on () %s
              ||| % [graver, isKnown('slab', 'node:memcg_kmem_slab_unreclaimable_bytes:max')]),
              'for': config.telemetryMissingFor,
              labels: { severity: 'warning' },
              annotations: {
                summary: 'A node that can leak memory cgroups sends no memory figures: a leak would not be seen.',
                description: '%s runs {{ $labels.kernel_version }}, which can leak memory cgroups, and no node_exporter reports its memory. Check that node_exporter runs there, is scraped, and leads to the node by its labels.' % where,
              } + texts.links('{{ $labels.fix }}'),
            },
            {
              alert: 'MemcgKmemNodesMixed',
              // One for all of them: they have one reason.
              expr: fill('count by (<cluster>) (node:memcg_kmem_machines_of_name:count)'),
              'for': config.nodesMixedFor,
              labels: { severity: 'info' },
              annotations: {
                summary: 'Several machines go by the name of one node, and no label tells them apart: their figures are left out.',
                description: 'Names%s that several machines go by: {{ $value | printf "%%.0f" }}. Most often, several clusters write to one server without a label of their cluster on every series. Give each cluster a value of the label %s, or set the label that they have as the cluster label.' % [texts.inCluster, config.clusterLabel],
              } + texts.coverageLinks,
            },
            {
              alert: 'MemcgKmemKernelExposed',
              // What the page calls exposed: nothing is wrong yet. One alert for all nodes of a kernel, since one decision
              // mends them all, and since hundreds of alerts that are true for months would hide the others.
              expr: fill('count by (<cluster>, kernel_version, class, fix) (node:memcg_kmem_exposed:info)'),
              'for': config.kernelExposedFor,
              labels: { severity: 'info' },
              annotations: {
                summary: 'The kernel of some nodes can leak memory cgroups and nothing is seen that keeps it from it.',
                description: 'Unprotected nodes%s with kernel {{ $labels.kernel_version }} ({{ $labels.class }}): {{ $value | printf "%%.0f" }}. No leak is seen. Plan the fix; the node probe can prove that accounting is off.' % texts.inCluster,
              } + texts.kernelLinks('{{ $labels.fix }}', 'exposed'),
            },
          ]
        ],
      },
    ],
  },
}
