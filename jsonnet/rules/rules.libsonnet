// Recording rules: one series per (<cluster>, node) for every signal and for what the alerts ask. The page works
// without them. Groups are evaluated on their own, so that each stays short; what must be as fresh as the alert about
// failing creation is in "pods" and "creation", and every group may read what another recorded up to two minutes ago.
{
  prometheusRules+:: {
    groups+: [
      group($._config)
      for group in [
        import 'nodes.libsonnet',
        import 'kernels.libsonnet',
        import 'memory.libsonnet',
        import 'cgroups.libsonnet',
        import 'cgroupGrowth.libsonnet',
        import 'pods.libsonnet',
        import 'creation.libsonnet',
        import 'slab.libsonnet',
        import 'slabHours.libsonnet',
        import 'slabGrowth.libsonnet',
        import 'leaks.libsonnet',
      ]
    ],
  },
}
