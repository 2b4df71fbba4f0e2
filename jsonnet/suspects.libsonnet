// What the rules record of the nodes whose evidence the page asks for first, under names of its own: a question costs what
// its rows cost, where to read everybody and drop most costs what the fleet costs.
local waitingPods = import 'lib/waitingPods.libsonnet';
local recorded = import 'recorded.libsonnet';
local state = 'node:memcg_kmem_state:info', suspect = 'node:memcg_kmem_suspect:bool';

{
  state: state,
  suspect: suspect,
  // Of every node that is not calm, the signals that are recorded, each with the series it is read from.
  evidence: 'suspect:memcg_kmem_evidence:value',
  // And its kernel, as Kubernetes tells it, else as the machine does.
  kernel: 'suspect:memcg_kmem_kernel:info',
  // How many are calm, by state.
  calmNodes: 'cluster:memcg_kmem_calm_nodes:count',

  // "Calm" is a node that the rules know and do not suspect. A row for each.
  calm(matchers='', at=''):: '%s{%s}%s unless on (<cluster>, node) %s%s' % [state, matchers, at, suspect, at],

  // The three expressions.
  rules: {
    local unlessCalm = 'unless on (<cluster>, node) (%s)' % $.calm(),
    [$.evidence]: 'label_replace(\n  {__name__=~"%s"}\n  %s,\n  "series", "$1", "__name__", "(.+)"\n)' % [
      std.join('|', std.set(std.objectValues(recorded))),
      unlessCalm,
    ],
    [$.kernel]: |||
      label_replace(
        max by (<cluster>, node, kernel_version, os_image, kubelet_version, container_runtime_version) (
          %(nodeInfo)s %(unlessCalm)s
        )
        or on (<cluster>, node)
        (node:memcg_kmem_kernel_release:info %(unlessCalm)s),
        "signal", "kernel", "", ""
      )
    ||| % { nodeInfo: waitingPods.nodeInfo(), unlessCalm: unlessCalm },
    [$.calmNodes]: 'count by (<cluster>, state) (%s)' % $.calm(),
  },
}
