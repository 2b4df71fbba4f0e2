// What the plan page asks besides the overview: which nodes carry the control plane, and in which zone each node is.
// Zones come only where kube-state-metrics is started with --metric-labels-allowlist=nodes=[topology.kubernetes.io/zone];
// clusters before 1.17 have the beta name of that label only.
local tagged(signal, expr) = 'label_replace(%s, "signal", "%s", "", "")' % [expr, signal];
local zone(label) =
  'label_replace(kube_node_labels{%s!="",<kubeStateMetrics>}, "zone", "$1", "%s", "(.+)")' % [label, label];

{
  queries: {
    planFacts: {
      kind: 'instant',
      expr: std.join('\nor\n', [
        tagged('controlPlane', 'max by (<cluster>, node) (kube_node_role{role=~"control-plane|master",<kubeStateMetrics>})'),
        tagged('zone', 'max by (<cluster>, node, zone) (%s)' % zone('label_topology_kubernetes_io_zone')),
        tagged('betaZone', 'max by (<cluster>, node, zone) (%s)' % zone('label_failure_domain_beta_kubernetes_io_zone')),
      ]),
    },
  },
}
