// Recording rules: one series per (<cluster>, node) for every signal and for what the alerts ask. The page works
// without them. Groups are evaluated on their own, so that each stays short; what must be as fresh as the alert about
// failing creation is in "creation", and every group may read what another recorded up to two minutes ago.
local creation = import 'creation.libsonnet';
local growth = import 'growth.libsonnet';
local memory = import 'memory.libsonnet';
local nodes = import 'nodes.libsonnet';
local slab = import 'slab.libsonnet';
local slabGrowth = import 'slabGrowth.libsonnet';

{
  prometheusRules+:: {
    groups+: std.map(function(group) group($._config), [nodes, memory, creation, slab, slabGrowth, growth]),
  },
}
