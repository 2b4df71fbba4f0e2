// What the plan page asks besides the overview: which nodes carry the control plane, in which zone each node is, and which
// other kernels it ran in the last week: one that was fixed can have been changed back.
// Zones come only where kube-state-metrics is started with --metric-labels-allowlist=nodes=[topology.kubernetes.io/zone];
// clusters before 1.17 have the beta name of that label only.
local suspects = import 'suspects.libsonnet';
local tagged(signal, expr) = 'label_replace(%s, "signal", "%s", "", "")' % [expr, signal];
local before = std.join(' or ', ['kube_node_info{<kubeStateMetrics>} offset %dd' % days for days in std.range(1, 7)]);
local zone(label) =
  'label_replace(kube_node_labels{%s!="",<kubeStateMetrics>}, "zone", "$1", "%s", "(.+)")' % [label, label];

{
  queries: {
    planFacts: {
      kind: 'instant',
      isNeeded: true,
      // <rest> is this where the rules tell whom a plan does not propose, of which nothing but the control plane is asked;
      // else empty.
      restOfProposed: 'unless on (<cluster>, node) (%s)' % suspects.calm('state!="exposed",node!~"<nodes>"'),
      expr: std.join('\nor\n', [
        tagged('controlPlane', 'max by (<cluster>, node) (kube_node_role{role=~"control-plane|master",<kubeStateMetrics>})'),
        tagged('zone', 'max by (<cluster>, node, zone) (%s <rest>)' % zone('label_topology_kubernetes_io_zone')),
        tagged('betaZone', 'max by (<cluster>, node, zone) (%s <rest>)' % zone('label_failure_domain_beta_kubernetes_io_zone')),
        tagged('kernelBefore', |||
          max by (<cluster>, node, kernel_version) (%s)
          unless on (<cluster>, node, kernel_version) kube_node_info{<kubeStateMetrics>}
          <rest>
        ||| % before),
      ]),
    },
  },
}
