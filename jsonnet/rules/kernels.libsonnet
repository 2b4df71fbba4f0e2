// The release of each node's kernel, and which nodes have none that this fault could befall.
local leftOutNodes = import '../leftOutNodes.libsonnet';
local recording = import '../lib/recording.libsonnet';
local waitingPods = import '../lib/waitingPods.libsonnet';

function(config)
  local rules = recording(config);
  local record = rules.record;
  local releaseSeen = 'node:memcg_kmem_kernel_release_seen:seconds';
  // Clusters of which kube-state-metrics tells now: what it no longer names there is gone.
  local answers = 'cluster:memcg_kmem_kubernetes_nodes:count';

  {
    name: 'memcg-kmem.kernels.rules',
    interval: config.growthRulesInterval,
    rules: [
      // Windows, Fargate and virtual nodes: this fault cannot befall them.
      record('node:memcg_kmem_left_out:info', std.join('\nor on (<cluster>, node)\n', [
        'label_replace(max by (<cluster>, node) (%s), "kind", "%s", "", "")' % [waitingPods.nodeInfo('%s=~"%s",' % [each.label, each.pattern]), each.kind]
        for each in leftOutNodes
      ])),
      record(answers, 'count by (<cluster>) (kube_node_info{<kubeStateMetrics>})'),
      // When Kubernetes last said so of a node.
      record(releaseSeen, |||
        (max by (<cluster>, node, kernel_version) (%(info)s) unless on (<cluster>, node) node:memcg_kmem_left_out:info) * 0 + time()
        or
        max by (<cluster>, node, kernel_version) (last_over_time(%(seen)s[15m]) > time() - %(kept)d unless on (<cluster>) %(answers)s)
      ||| % { info: waitingPods.nodeInfo(), seen: releaseSeen, kept: rules.rememberedSeconds, answers: answers }),
      // Of the machine itself, where Kubernetes does not say it now.
      record('node:memcg_kmem_kernel_release:info', |||
        (%(seen)s and on (<cluster>) %(answers)s) * 0 + 1
        or on (<cluster>, node)
        max by (<cluster>, node, kernel_version) (
          label_replace(
            max by (<cluster>, instance, release) (node_uname_info{<nodeExporter>})
            * on (<cluster>, instance) group_left (node)
            (instance:memcg_kmem_node:info{home=""} unless on (<cluster>, node) (%(seen)s and on (<cluster>) %(answers)s)),
            "kernel_version", "$1", "release", "(.+)"
          )
        )
        or on (<cluster>, node)
        topk by (<cluster>, node) (1, %(seen)s unless on (<cluster>) %(answers)s) * 0 + 1
      ||| % { seen: releaseSeen, answers: answers }),
      record('kernel_version:memcg_kmem_nodes:count', 'count by (kernel_version) (node:memcg_kmem_kernel_release:info)'),
    ],
  }
