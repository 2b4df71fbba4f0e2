// Memory of the node.
local kernels = import '../kernels.libsonnet';
local recording = import '../lib/recording.libsonnet';
local waitingPods = import '../lib/waitingPods.libsonnet';
local recorded = import '../recorded.libsonnet';

function(config)
  local rules = recording(config);

  // Where entries mean something. What convicts is read as the exporters tell it, and the kernel by its release alone: to wait
  // for what other groups record of it would make the way to the alerts longer, and lose it where one of them fails.
  local privateCaches = waitingPods.nodeInfo('kernel_version=~"3[.]10[.].*",');
  assert [row.id for row in kernels.rows if row.slabEntriesMeaningful && !std.startsWith(row.pattern, '3[.]10')] == [];
  local entriesConvict = rules.onNode('(%s) >= <slabEntriesCritical>' % rules.signal('slabEntries'));
  local idsAreUsedUp = rules.onNode('(%s) >= <memcgIdLimitNearRatio> * <memcgIdLimit> <= <memcgIdLimit>' % rules.signal('memoryCgroups'));

  {
    name: 'memcg-kmem.memory.rules',
    interval: config.growthRulesInterval,
    rules: std.map(rules.recordSignal, [
      'memoryTotalBytes',
      'memoryAvailableBytes',
    ]) + [
      rules.record(
        'node:memcg_kmem_memory_available:ratio',
        '%s\n/ on (<cluster>, node)\n%s' % [recorded.memoryAvailableBytes, recorded.memoryTotalBytes]
      ),
      // The share available where it is short, and not because unreclaimable slab or per-CPU memory has taken it: a leak is not
      // its own alibi. Where slab is not known, neither is this; nor does it count where entries or IDs convict.
      rules.record('node:memcg_kmem_memory_short:ratio', |||
        node:memcg_kmem_memory_available:ratio < <memoryShortRatio>
        unless on (<cluster>, node) (
          (node:memcg_kmem_memory_available:ratio < <memoryShortRatio>)
          + on (<cluster>, node) (
            (
              node:memcg_kmem_slab_unreclaimable_bytes:max
              and on (<cluster>, node) node:memcg_kmem_memory_available:ratio < <memoryShortRatio>
            )
            / on (<cluster>, node) node:memcg_kmem_memory_total_bytes:max
          )
          >= <memoryAmpleRatio>
        )
        unless on (<cluster>, node) (
          (node:memcg_kmem_memory_available:ratio < <memoryShortRatio>)
          + on (<cluster>, node) (
            (node:memcg_kmem_percpu_bytes:max and on (<cluster>, node) node:memcg_kmem_memory_available:ratio < <memoryShortRatio>)
            / on (<cluster>, node) node:memcg_kmem_memory_total_bytes:max
          )
          >= <memoryAmpleRatio>
        )
        and on (<cluster>, node) node:memcg_kmem_slab_unreclaimable_bytes:max
        unless on (<cluster>, node) (
          %s
          and on (<cluster>, node) %s
        )
        unless on (<cluster>, node) %s
      ||| % [entriesConvict, privateCaches, idsAreUsedUp]),
    ],
  }
