// Reads recorded series only, so that it stays fast on thousands of nodes.
local library = import '../lib/dashboard.libsonnet';
local template = import '../lib/template.libsonnet';

{
  local config = $._config,
  local cluster = config.clusterLabel,
  local chosen = '%s=~"$cluster",node=~"$node"' % cluster,
  local plugin = '/a/memcg-kmemleak-app',
  // Whom this dashboard asks and about which time goes along.
  local carried = 'ds=${datasource}&${__url_time_range}',
  local fill = template.filler(config),

  local board(sourceType, title, uid) =
    local dashboard = library(sourceType);
    local nodesPage = [dashboard.to('Memcg kmem leak', plugin + '/nodes?' + carried)];
    local alertsPage = [dashboard.to('Alerts of the plugin', plugin + '/alerts?' + carried)];
    local ofSeries = 'cluster=${__field.labels.%s}' % cluster;
    // Which fix suits a node is said on its page: a runbook named here could be the wrong one.
    local toNode = [
      dashboard.to('Verdict and fix of ${__field.labels.node}', plugin + '/nodes/${__field.labels.node}?' + ofSeries + '&' + carried),
    ];
    local rowNode = 'cluster=${__data.fields.Cluster}';
    local toRowNode = [
      dashboard.to('Verdict and fix of ${__data.fields.Node}', plugin + '/nodes/${__data.fields.Node}?' + rowNode + '&' + carried),
    ];
    local top(metric, more='') = 'topk(20, %s{%s}%s)' % [metric, chosen, more];
    local count(title, description, expr) = dashboard.stat(title, description, 'short', expr).withLinks(nodesPage);
    local chart(title, description, unit, expr, legend='{{node}}') =
      dashboard.timeseries(title, description, unit, expr, legend).withLinks(nodesPage, toNode);
    local of(metric, legend) = { expr: '%s{%s}' % [metric, chosen], legend: '{{node}} ' + legend };
    dashboard.new(
      title,
      uid,
      'Nodes whose kernel leaks memory cgroups through kernel-memory accounting. Reads the recording rules of the same bundle.',
      ['memcg-kmem', 'kubernetes']
    )
    .withVariables([
      dashboard.datasourceVariable(),
      dashboard.queryVariable('cluster', 'Cluster', 'label_values(node:memcg_kmem_kernel:info, %s)' % cluster),
      dashboard.queryVariable('node', 'Node', 'label_values(node:memcg_kmem_kernel:info{%s=~"$cluster"}, node)' % cluster),
    ])
    .withLinks([dashboard.link('Memcg kmem leak', plugin + '/nodes?ds=${datasource}')])
    .withAnnotations([
      dashboard.annotation('Creation failing', 'red', 'ALERTS{alertname="MemcgKmemCreationFailing",alertstate="firing",%s}' % chosen, '{{node}} cannot create memory cgroups'),
    ])
    .withPanels([
      dashboard.row('Overview'),
      count('Cannot create pods', 'Nodes where memory cgroups cannot be created now.', 'count(node:memcg_kmem_creation_failing:bool{%s} == 1)' % chosen),
      count('Leaking', 'Nodes that grow towards that point and have not reached it.', 'count(node:memcg_kmem_leak_growth:info{%s} unless on (%s, node) node:memcg_kmem_creation_failing:bool == 1)' % [chosen, cluster]),
      count('Kernel can leak', 'Nodes whose kernel is affected or only partially fixed.', 'count(node:memcg_kmem_kernel:info{class=~"affected|partially-fixed",%s})' % chosen),
      count('Can leak and protected', 'Of those whose kernel can leak: accounting is seen off, or nobody switches it on, and nothing grows.', 'count(node:memcg_kmem_kernel:info{class=~"affected|partially-fixed",%s} and on (%s, node) node:memcg_kmem_protected:bool)' % [chosen, cluster]),
      count('Kernel unknown', 'Nodes whose kernel release is not in the table.', 'count(node:memcg_kmem_kernel:info{class="unknown",%s})' % chosen),
      count('No memory figures', 'Nodes known to Kubernetes whose memory nobody reports: a leak would not be seen.', 'count(node:memcg_kmem_kernel:info{%s} unless on (%s, node) node:memcg_kmem_slab_unreclaimable_bytes:max)' % [chosen, cluster]),

      dashboard.row('Signs of a leak'),
      chart('Unreclaimable slab', 'The 20 nodes with the most slab memory that the kernel cannot give back. A leak climbs until the reboot.', 'bytes', top('node:memcg_kmem_slab_unreclaimable_bytes:max')),
      chart('Steady growth of unreclaimable slab, per day', 'Growth that goes on from step to step since boot, reclaims left out; only nodes that grow.', 'bytes', top('node:memcg_kmem_slab_steady_growth:bytes_per_day', ' > 0')),
      chart('Memory cgroups counted', 'From /proc/cgroups; counts removed ones on 4.x and later, not on 3.10.', 'short', top('node:memcg_kmem_memory_cgroups:max')),
      chart('Memory cgroups counted and not there', 'Counted minus directories of the node probe: removed cgroups that the kernel keeps. Says nothing on 3.10.', 'short', 'topk(20, node:memcg_kmem_memory_cgroups:max{%s} - on (%s, node) node:memcg_kmem_live_memory_cgroups:max)' % [chosen, cluster]),
      chart('Entries of /sys/kernel/slab', 'From the node probe. On el7 each leaked cgroup leaves its own; elsewhere a low figure says nothing.', 'short', top('node:memcg_kmem_slab_entries:max')),
      chart('Memory available', 'Share of memory that new work can have, of the 20 nodes with the least. Plenty of it speaks for the leak and against a shortage.', 'percentunit', 'bottomk(20, node:memcg_kmem_memory_available:ratio{%s})' % chosen),

      dashboard.row('Kernels and protection'),
      dashboard.table('Kernels', 'What the kernel table says of each node, and the best way out.', 'short', 'node:memcg_kmem_kernel:info{%s}' % chosen, { [cluster]: 'Cluster', node: 'Node', kernel_version: 'Kernel', class: 'Verdict', fix: 'Way out' }).withLinks(nodesPage, toRowNode),
      dashboard.table('Protection', '1: kernel-memory accounting is seen on for pods, 0: seen off. Only nodes with the probe.', 'short', 'node:memcg_kmem_accounting_enabled:max{%s}' % chosen, { [cluster]: 'Cluster', node: 'Node', Value: 'Accounting on' }).withLinks(nodesPage, toRowNode),
      dashboard.timeseries('Nodes by kernel verdict', 'Moves as kernels are rolled out.', 'short', 'count by (class) (node:memcg_kmem_kernel:info{%s})' % chosen, '{{class}}').withLinks(nodesPage),
      dashboard.timeseries('Nodes with nokmem running', 'From the running kernel command line, as the node probe reads it.', 'short', 'sum(node:memcg_kmem_nokmem_running:max{%s})' % chosen, 'nokmem').withLinks(nodesPage),

      dashboard.row('Events'),
      chart('Refused creations', 'How often the kubelet has seen a refused memory cgroup, by the text of its events; empty where no event pipeline keeps the text.', 'short', top('node:memcg_kmem_refused_creations:max')),
      chart('Stuck pods', 'Pods without an address whose containers have waited for ten minutes.', 'short', top('node:memcg_kmem_stuck_pods:count')),
      chart('Pod cgroup creations tried in 15 minutes', 'High while no pod starts means that they are refused.', 'short', top('node:memcg_kmem_cgroup_creates:increase15m')),
      chart('Pods started in a day', 'The churn that leaks memory cgroups.', 'short', top('node:memcg_kmem_pod_starts:increase1d')),
      dashboard.table('Alerts', 'What fires or is pending.', 'short', 'ALERTS{alertname=~"MemcgKmem.*",%s}' % chosen, { alertname: 'Alert', alertstate: 'State', severity: 'Severity', [cluster]: 'Cluster', node: 'Node' }, w=24).withLinks(alertsPage, toRowNode),

      dashboard.row('One node: choose it above'),
      chart('Slab', 'What the kernel can give back is harmless.', 'bytes', [of('node:memcg_kmem_slab_unreclaimable_bytes:max', 'unreclaimable'), of('node:memcg_kmem_slab_reclaimable_bytes:max', 'reclaimable')], ''),
      chart('Memory', 'In bytes. Both lines stay level while a leak of cgroup IDs goes on.', 'bytes', [of('node:memcg_kmem_memory_total_bytes:max', 'total'), of('node:memcg_kmem_memory_available_bytes:max', 'available'), of('node:memcg_kmem_percpu_bytes:max', 'per CPU')], ''),
      chart('Memory cgroups and the limit', 'Counted, really there, kept although removed; the ID is 16 bit wide.', 'short', [of('node:memcg_kmem_memory_cgroups:max', 'counted'), of('node:memcg_kmem_live_memory_cgroups:max', 'directories'), of('node:memcg_kmem_dying_memory_cgroups:max', 'dying'), { expr: fill('vector(<memcgIdLimit>)'), legend: 'ID limit' }], ''),
      chart('Uptime', 'Falls to zero at each reboot, which frees what has leaked.', 's', [{ expr: 'time() - node:memcg_kmem_boot_time_seconds:max{%s}' % chosen, legend: '{{node}}' }], ''),
    ]),

  grafanaDashboards+:: {
    'memcg-kmem.json': board('prometheus', 'Memcg kmem leak', config.dashboardUid),
    'memcg-kmem-victoriametrics.json':
      board('victoriametrics-metrics-datasource', 'Memcg kmem leak (VictoriaMetrics)', config.dashboardUid + '-vm'),
  },
}
