local dashboard = import '../lib/dashboard.libsonnet';

{
  local config = $._config,
  local cluster = config.clusterLabel,
  local chosen = '%s=~"$cluster",node=~"$node"' % cluster,
  local pluginPage = '/a/memcg-kmemleak-app',

  grafanaDashboards+:: {
    'memcg-kmem.json':
      dashboard.new(
        'Memcg kmem leak',
        'memcg-kmem-leak',
        'Nodes whose kernel leaks memory cgroups through kernel-memory accounting. Reads the recording rules of the same bundle.',
        ['memcg-kmem', 'kubernetes']
      )
      .withVariables([
        dashboard.datasourceVariable(),
        dashboard.queryVariable('cluster', 'Cluster', 'label_values(node:memcg_kmem_kernel:info, %s)' % cluster),
        dashboard.queryVariable('node', 'Node', 'label_values(node:memcg_kmem_kernel:info{%s=~"$cluster"}, node)' % cluster),
      ])
      .withLinks([dashboard.link('Memcg kmem leak', pluginPage + '/nodes')])
      .withPanels([
        dashboard.stat('Nodes that cannot create pods', 'Nodes where memory cgroups cannot be created now.', 'short', 'count(node:memcg_kmem_creation_failing:bool{%s} == 1)' % chosen),
        dashboard.stat('Nodes leaking', 'Nodes for which the alert MemcgKmemLeakGrowing is pending or firing.', 'short', 'count(count by (%s, node) (ALERTS{alertname="MemcgKmemLeakGrowing",%s}))' % [cluster, chosen]),
        dashboard.stat('Nodes on a kernel that can leak', 'Nodes whose kernel is affected or only partially fixed.', 'short', 'count(node:memcg_kmem_kernel:info{class=~"affected|partially-fixed",%s})' % chosen),
        dashboard.stat('Nodes on a kernel we do not know', 'Nodes whose kernel release is not in the table.', 'short', 'count(node:memcg_kmem_kernel:info{class="unknown",%s})' % chosen),
        dashboard.timeseries('Unreclaimable slab', 'The 20 nodes with the most slab memory the kernel cannot give back. A leak climbs until the reboot.', 'bytes', 'topk(20, node:memcg_kmem_slab_unreclaimable_bytes:max{%s})' % chosen),
        dashboard.timeseries('Steady growth of unreclaimable slab', 'Smallest growth over three consecutive steps since boot, per day; only nodes that grow.', 'bytes', 'topk(20, node:memcg_kmem_slab_steady_growth:bytes_per_day{%s} > 0)' % chosen),
        dashboard.timeseries('Memory cgroups counted', 'From /proc/cgroups; counts removed ones on 4.x and later, not on 3.10.', 'short', 'topk(20, node:memcg_kmem_memory_cgroups:max{%s})' % chosen),
        dashboard.timeseries('Pod cgroup creations tried', 'Creations the kubelet tried in 15 minutes. High while no pod starts means they are refused.', 'short', 'topk(20, node:memcg_kmem_cgroup_creates:increase15m{%s})' % chosen),
        dashboard.table('Kernels', 'Kernel of each node and what the kernel table says of it.', 'short', 'node:memcg_kmem_kernel:info{%s}' % chosen),
      ]),
  },
}
