// Recording rules: one series per (<cluster>, node) for every signal and for what the alerts ask. The page works
// without them. Groups are evaluated on their own, so that each stays short; what must be as fresh as the alert about
// failing creation is in "pods", "starts" and "creation", and every group may read what another recorded up to two minutes ago.
local recordedAt = import '../lib/recordedAt.libsonnet';

local groups(config) = std.flattenArrays([
  local made = group(config);
  if std.isArray(made) then made else [made]
  for group in [
    import 'exporters.libsonnet',
    import 'places.libsonnet',
    import 'nodes.libsonnet',
    import 'kernels.libsonnet',
    import 'kernelClasses.libsonnet',
    import 'slab.libsonnet',
    import 'slabDays.libsonnet',
    import 'slabHistory.libsonnet',
    import 'slabSteps.libsonnet',
    import 'slabHours.libsonnet',
    import 'slabGrowth.libsonnet',
    import 'cgroups.libsonnet',
    import 'memory.libsonnet',
    import 'cgroupFloors.libsonnet',
    import 'cgroupGrowth.libsonnet',
    import 'churn.libsonnet',
    import 'protection.libsonnet',
    import 'starts.libsonnet',
    import 'pods.libsonnet',
    import 'creation.libsonnet',
    import 'slabLeaks.libsonnet',
    import 'leaks.libsonnet',
    import 'states.libsonnet',
    import 'suspects.libsonnet',
  ]
]);

{
  local config = $._config,
  // The same whichever way events come: the plugin fills in what differs.
  local anyEvents = if config.eventPreset == 'auto' then groups(config) else groups(config { eventPreset: 'auto' }),

  prometheusRules+:: { groups+: recordedAt.noted(config, groups(config), anyEvents) },
}
